"""Whole files on disk: written atomically, digested, folders made durable."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def digest_bytes(content: bytes) -> str:
    """Give the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_file(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal, without holding it in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def writing_durably(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; wait until the disk has it when all is written."""
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with writing_durably(path) as file:
        file.write(content)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file so that a reader sees the old or the new content, never a part."""
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        write_durably(neighbour, content)
        neighbour.replace(path)
    finally:
        neighbour.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's names, where the system can do so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
