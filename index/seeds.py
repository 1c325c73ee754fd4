"""A folder of resource lists to resources: every fault told at once, translations paired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from index.errors import SeedError, SettingError
from index.files import digest_bytes
from index.reading.markdown import Skipped, read
from index.reading.pairing import pair
from index.resource import Entry, Resource

UNREADABLE = "unreadable"
"""Stands for the digest of a file that cannot be read, so that a build looks and says why."""
MAX_BYTES = 64 * 1024 * 1024
OTHER_SEEDS = ("questions.*.md", "declined.*.md", "guide.*.md")
"""Seeds that are no lists: example questions, declined questions, the decision guide."""

_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_WAY_OUT = "set SIFT_SEEDS to the folder with your resource lists"


@dataclass(frozen=True, slots=True)
class Seeds:
    """All that the lists of a folder come to."""

    resources: tuple[Resource, ...]
    """In order of reading: files by name, then by line."""
    skipped: tuple[Skipped, ...]
    """Bullets and rows that became no resource, with the reason."""
    digests: Mapping[str, str]
    """Name of each seed file to the sha256 of its bytes, in hexadecimal."""


def load(folder: Path) -> Seeds:
    """Read all lists in `folder`; raise SeedError with every fault, SettingError without it."""
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    faults: list[str] = []
    digests: dict[str, str] = {}
    for path in _seed_files(folder):
        try:
            data = _bytes(path)
            digests[path.name] = digest_bytes(data)
            if not _is_list(path.name):
                continue
            listing = read(_text(path.name, data), path.name)
        except SeedError as error:
            faults.append(str(error))
            continue
        entries += listing.entries
        skipped += listing.skipped
        faults += listing.faults
    if not entries and not faults:
        faults.append(
            f"{folder}: no resource in any *.md file; add a list with links, or {_WAY_OUT}"
        )
    if faults:
        raise SeedError("\n".join(faults))
    resources, repeated = pair(entries)
    return Seeds(resources, tuple(skipped + repeated), digests)


def digests(folder: Path) -> Mapping[str, str]:
    """Give the sha256 of every seed file, and of an unreadable one no digest but `UNREADABLE`."""
    found: dict[str, str] = {}
    for path in _seed_files(folder):
        try:
            found[path.name] = digest_bytes(_bytes(path))
        except SeedError:
            found[path.name] = UNREADABLE
    return found


def _seed_files(folder: Path) -> list[Path]:
    """Give the Markdown files of `folder` by name, without README.md and hidden ones."""
    try:
        paths = sorted(folder.iterdir())
    except NotADirectoryError:
        raise SettingError(f"SIFT_SEEDS: {folder} is not a folder; {_WAY_OUT}") from None
    except FileNotFoundError:
        raise SettingError(f"SIFT_SEEDS: there is no folder {folder}; {_WAY_OUT}") from None
    except OSError as error:
        msg = f"SIFT_SEEDS: {folder} cannot be read ({error.strerror}); {_WAY_OUT}"
        raise SettingError(msg) from None
    return [path for path in paths if _is_seed(path)]


def _is_seed(path: Path) -> bool:
    name = path.name.lower()
    return name.endswith(".md") and name != "readme.md" and name[0] != "." and not path.is_dir()


def _is_list(name: str) -> bool:
    return not any(fnmatch(name.lower(), other) for other in OTHER_SEEDS)


def _bytes(path: Path) -> bytes:
    """Read a file that may have gone, be closed to us, or be no file; raise SeedError."""
    try:
        if path.exists() and not path.is_file():
            raise SeedError(f"{path.name}:1: this is not a plain file; remove it from the seeds")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        msg = f"{path.name}:1: the file cannot be read ({error.strerror}); restore it or its rights"
        raise SeedError(msg) from None
    if len(data) > MAX_BYTES:
        mebibytes = MAX_BYTES // 2**20
        raise SeedError(f"{path.name}:1: the file is larger than {mebibytes} MiB; split it")
    return data


def _text(name: str, data: bytes) -> str:
    """Decode UTF-8, with or without byte order mark; raise SeedError with the line of the fault."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            raise SeedError(f"{name}:1: the file is {encoding}; save it as UTF-8")
    place = data.find(b"\x00")
    if place >= 0:
        raise SeedError(
            f"{name}:{_line(data, place)}: there is a NUL byte; is this text? Remove it"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        msg = f"{name}:{line}: byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise SeedError(msg) from None


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
