"""Conductor: a folder of seeds to resources, examples and declined messages, or every fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from index.errors import SeedError
from index.files import digest_bytes
from index.leaning.guide import Guide, GuideFile
from index.leaning.merging import merge
from index.reading.examples import Messages, read_declined, read_examples
from index.reading.guide import read_guide
from index.reading.markdown import Listing, Skipped
from index.reading.markdown import read as read_list
from index.reading.pairing import pair
from index.reading.places import Places
from index.resource import Declined, Example, Resource
from index.seed_files import WAY_OUT, decode, read_bytes, seed_files

UNREADABLE = "unreadable"
"""Stands for the digest of a file that cannot be read, so that a build looks and says why."""
QUESTIONS = "questions.*.md"
"""Example questions below headings that link to resources."""
DECLINED = "declined.*.md"
"""Messages that no resource helps with."""
GUIDES = "guide.*.md"
"""The decision guide."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """All that the seeds of a folder come to."""

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
    guides: tuple[GuideFile, ...] = ()
    """The files of the decision guide."""
    guide: Guide | None = None
    """These put together; None where there are none."""


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
    guides = [read_guide(text, name) for name, text in files.texts.items() if is_guide(name)]
    found = Seeds(
        resources,
        _skipped(lists, repeated, messages),
        files.digests,
        tuple(example for each in messages for example in each.examples),
        tuple(declined for each in messages for declined in each.declined),
        tuple(each.guide for each in guides),
        merge([each.guide for each in guides], Places(resources).find),
    )
    faults = [*files.faults]
    faults += (fault for each in lists for fault in each.faults)
    faults += (fault for each in messages for fault in each.faults)
    faults += (fault for each in guides for fault in each.faults)
    if not resources and not faults:
        faults.append(
            f"{folder}: no resource in any *.md file; add a list with links, or {WAY_OUT}"
        )
    return found, tuple(sorted(faults, key=_file_of))


def _read_files(folder: Path) -> _Files:
    """Read and decode every seed; those that cannot be read become faults."""
    files = _Files({}, {}, [])
    for path in seed_files(folder):
        try:
            data = read_bytes(path)
            files.digests[path.name] = digest_bytes(data)
            files.texts[path.name] = decode(path.name, data)
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
    for path in seed_files(folder):
        try:
            found[path.name] = digest_bytes(read_bytes(path))
        except SeedError:
            found[path.name] = UNREADABLE
    return found


def is_list(name: str) -> bool:
    """Tell whether a seed file holds resources, rather than messages or the guide."""
    return not any(_matches(name, pattern) for pattern in (QUESTIONS, DECLINED, GUIDES))


def is_guide(name: str) -> bool:
    """Tell whether a seed file is part of the decision guide."""
    return _matches(name, GUIDES)


def _matches(name: str, pattern: str) -> bool:
    return fnmatch(name.lower(), pattern)
