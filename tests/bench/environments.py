"""One virtual environment a peer, under the cache folder, made once.

All take torch and the libraries that do the work from Sift's constraints.txt, so that the same
versions embed and search everywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
TORCH = "torch==2.13.0"
"""Exactly: an open range can bring several gigabytes of GPU libraries."""
PACKAGES: Mapping[str, tuple[str, ...]] = {
    "plain": ("sentence-transformers", "faiss-cpu"),
    "txtai": ("txtai==9.14.0",),
    "langchain": (
        "langchain-community==0.4.2",
        "langchain-huggingface==1.2.3",
        "sentence-transformers",
        "faiss-cpu",
    ),
    "chroma": ("chromadb==1.5.9", "sentence-transformers"),
}
SHARED = ("torch", "transformers", "tokenizers", "sentence-transformers", "faiss-cpu", "numpy")
TOLD = (*SHARED, "onnxruntime", "txtai", "langchain-community", "langchain-huggingface", "chromadb")


class NotInstalledError(Exception):
    """A peer's packages could not be installed; the message says why."""


def cache() -> Path:
    """Give the folder that environments, lists and indexes are kept in."""
    return Path(os.environ.get("SIFT_BENCH_CACHE") or "~/.cache/sift-bench").expanduser()


def interpreter(stack: str) -> Path:
    """Give the Python of a peer's environment; make it when there is none yet.

    Raises NotInstalledError.
    """
    constraints = _constraints()
    wanted = repr((PACKAGES[stack], constraints, sys.version_info[:3]))
    mark = hashlib.sha256(wanted.encode()).hexdigest()[:8]
    folder = cache() / "environments" / f"{stack}-{mark}"
    if not (folder / "complete").exists():
        _make(folder, PACKAGES[stack], constraints)
        (folder / "complete").touch()
    return folder / "bin/python"


def versions(python: Path) -> dict[str, str]:
    """Give the versions that matter of what is installed beside an interpreter."""
    listing = _checked([str(python), "-m", "pip", "list", "--format=json"])
    found = {row["name"].lower(): row["version"] for row in json.loads(listing)}
    return {name: found[name] for name in TOLD if name in found}


def _make(folder: Path, packages: tuple[str, ...], constraints: str) -> None:
    print(f"installing {' '.join(packages)} into {folder}", file=sys.stderr, flush=True)
    _checked([sys.executable, "-m", "venv", "--clear", str(folder)])
    (folder / "constraints.txt").write_text(constraints, encoding="utf-8")
    pip = [str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "install"]
    pip += ["--quiet", "--constraint", str(folder / "constraints.txt")]
    _checked([*pip, *_torch_index(), TORCH])
    _checked([*pip, *packages])


def _torch_index() -> list[str]:
    """Take torch from where `make TORCH_INDEX=...` says."""
    address = os.environ.get("TORCH_INDEX")
    return ["--index-url", address] if address else []


def _constraints() -> str:
    """Give the lines of Sift's constraints.txt for the libraries that all stacks share."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if re.split("==", line)[0].lower() in SHARED]
    return "\n".join(kept) + "\n"


def _checked(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if "ERROR" in line]
        raise NotInstalledError((errors or done.stderr.strip().splitlines() or ["no reason"])[0])
    return done.stdout
