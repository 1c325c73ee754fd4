"""Conductor: a folder of seeds to resources, examples and declined messages, or every fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from index.errors import SeedError, SettingError
from index.files import digest_bytes
from index.reading.examples import Messages, read_declined, read_examples
from index.reading.markdown import Listing, Skipped
from index.reading.markdown import read as read_list
from index.reading.pairing import pair
from index.reading.places import Places
from index.resource import Declined, Example, Resource

UNREADABLE = "unreadable"
"""Stands for the digest of a file that cannot be read, so that a build looks and says why."""
MAX_BYTES = 64 * 1024 * 1024
QUESTIONS = "questions.*.md"
"""Example questions below headings that link to resources."""
DECLINED = "declined.*.md"
"""Messages that no resource helps with."""
GUIDES = "guide.*.md"
"""The decision guide, which is not read here."""

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
    """Bullets and rows that became no resource and no message, with the reason."""
    digests: Mapping[str, str]
    """Name of each seed file to the sha256 of its bytes, in hexadecimal."""
    examples: tuple[Example, ...] = ()
    """Example questions in order of reading, each with the place of its resource."""
    declined: tuple[Declined, ...] = ()
    """Messages that no resource helps with, in order of reading."""


@dataclass(frozen=True, slots=True)
class _Files:
    """The seed files, before anything is made of them."""

    texts: dict[str, str]
    """By name, of those that are read."""
    digests: dict[str, str]
    faults: list[str]


def load(folder: Path) -> Seeds:
    """Read all seeds in `folder`; raise SeedError with every fault, SettingError without it."""
    found, faults = read(folder)
    if faults:
        raise SeedError("\n".join(faults))
    return found


def read(folder: Path) -> tuple[Seeds, tuple[str, ...]]:
    """Read all seeds in `folder`; give what they come to, and every fault, by file and line.

    With faults the seeds are not whole. Raises SettingError without the folder.
    """
    files = _read_files(folder)
    lists = [read_list(text, name) for name, text in files.texts.items() if is_list(name)]
    resources, repeated = pair(entry for listing in lists for entry in listing.entries)
    messages = _read_messages(files.texts, resources)
    found = Seeds(
        resources,
        _skipped(lists, repeated, messages),
        files.digests,
        tuple(example for each in messages for example in each.examples),
        tuple(declined for each in messages for declined in each.declined),
    )
    faults = [*files.faults]
    faults += (fault for each in lists for fault in each.faults)
    faults += (fault for each in messages for fault in each.faults)
    if not resources and not faults:
        faults.append(
            f"{folder}: no resource in any *.md file; add a list with links, or {_WAY_OUT}"
        )
    return found, tuple(sorted(faults, key=_file_of))


def _read_files(folder: Path) -> _Files:
    """Read and decode every seed; those that cannot be read become faults."""
    files = _Files({}, {}, [])
    for path in _seed_files(folder):
        try:
            data = _bytes(path)
            files.digests[path.name] = digest_bytes(data)
            if not _matches(path.name, GUIDES):
                files.texts[path.name] = _text(path.name, data)
        except SeedError as error:
            files.faults.append(str(error))
    return files


def _read_messages(texts: Mapping[str, str], resources: Sequence[Resource]) -> list[Messages]:
    """Read the example questions, each led to its resource, and the declined messages."""
    places = Places(resources)
    found: list[Messages] = []
    for name, text in texts.items():
        if _matches(name, QUESTIONS):
            found.append(read_examples(text, name, places.find))
        elif _matches(name, DECLINED):
            found.append(read_declined(text, name))
    return found


def _skipped(
    lists: Sequence[Listing], repeated: Sequence[Skipped], messages: Sequence[Messages]
) -> tuple[Skipped, ...]:
    of_lists = [row for each in lists for row in each.skipped]
    of_messages = [row for each in messages for row in each.skipped]
    return (*of_lists, *repeated, *of_messages)


def _file_of(fault: str) -> str:
    """Give the file of a fault; a stable sort by it keeps the lines of a file in order."""
    return fault.partition(":")[0]


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


def is_list(name: str) -> bool:
    """Tell whether a seed file holds resources, rather than messages or the guide."""
    return not any(_matches(name, pattern) for pattern in (QUESTIONS, DECLINED, GUIDES))


def _matches(name: str, pattern: str) -> bool:
    return fnmatch(name.lower(), pattern)


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
