"""Exported encoders, kept on disk so that a model is exported once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import onnxruntime

from index.encoder import FILES, EncoderRecord
from index.files import digest_bytes, sync_folder, write_durably
from index.model import Model
from index.settings import Precision

RECIPE = 6
"""Raised whenever the same weights would be exported to another graph."""
RECORD = "record.json"


@dataclass(frozen=True, slots=True)
class Exported:
    """An encoder in memory, ready to be used and to be written into a generation."""

    record: EncoderRecord
    files: Mapping[str, bytes]
    """Contents of `encoder.FILES`."""


class _Kept(msgspec.Struct, frozen=True):
    """What stands beside an encoder in the cache."""

    record: EncoderRecord
    digests: Mapping[str, str]


def place(cache: Path, model: Model, wanted: Precision) -> Path:
    """Give the folder of an encoder, named by all that makes it, also by what quantises it."""
    made_from = f"{model.digest[:16]}-{_digest_rest(model)[:8]}"
    return cache / f"{made_from}-{wanted}-{RECIPE}-{onnxruntime.__version__}"


def read(folder: Path, model: Model) -> Exported | None:
    """Take an encoder from the cache; one that is damaged is as good as none."""
    try:
        kept = msgspec.json.decode((folder / RECORD).read_bytes(), type=_Kept)
        files = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return None
    if any(digest_bytes(files[name]) != kept.digests.get(name) for name in FILES):
        return None
    return Exported(msgspec.structs.replace(kept.record, name=model.name), files)


def keep(made: Exported, folder: Path) -> None:
    """Write the encoder into the cache, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    kept = _Kept(made.record, {name: digest_bytes(content) for name, content in made.files.items()})
    try:
        for name, content in made.files.items():
            write_durably(partial / name, content)
        write_durably(partial / RECORD, msgspec.json.encode(kept))
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    sync_folder(folder.parent)


def _digest_rest(model: Model) -> str:
    """Digest what besides the weights makes a model: tokenizer, pooling, lengths, prompts."""
    said = [path.read_bytes() for path in sorted(model.folder.rglob("*.json"))]
    return digest_bytes(b"\n".join(said))
