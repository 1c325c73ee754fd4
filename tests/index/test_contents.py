"""Contents are written and read one resource at a time, and say what was given to them."""

import gc
import tracemalloc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.contents import FILES, MOST_DECODED, OFFSETS, RESOURCES, Contents, write
from index.errors import GenerationError
from index.passages import Passage, passages_of
from index.resource import Entry, Resource, Run

ENTRY = Entry(
    language="fr",
    title="Où ça ?",
    url="https://example.org/a",
    description=(Run("Une "), Run("phrase", "bold"), Run(". Une autre.")),
    label="",
    section="Une liste",
    related=(),
    is_machine_translated=True,
    file="liste.fr.md",
    line=3,
)
COUNT = MOST_DECODED + 50


def numbered(number: int) -> tuple[Resource, list[Passage]]:
    """Make a resource of its own, which has one passage more than the one before, up to three."""
    url = f"https://example.org/{number}"
    entry = replace(ENTRY, title=f"Titre {number}", url=url)
    resource = Resource(f"{number:010}", url, "guide", "example.org", {"fr": entry})
    return resource, passages_of(number, resource)[: number % 4]


def paired(count: int) -> Iterator[tuple[Resource, list[Passage]]]:
    return map(numbered, range(count))


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    write(tmp_path, paired(COUNT))
    held = Contents(files(tmp_path))
    given = list(paired(COUNT))
    assert len(held) == COUNT
    assert list(held) == [resource for resource, _ in given]
    assert [held.resource(place) for place in range(COUNT)] == list(held)
    assert [(resource, list(own)) for resource, own in held.paired()] == given


def test_rows_lead_to_their_resource(tmp_path: Path) -> None:
    write(tmp_path, paired(COUNT))
    held = Contents(files(tmp_path))
    owners = [passage.resource for _, own in paired(COUNT) for passage in own]
    assert held.owners(np.arange(len(owners))).tolist() == owners
    assert held.starts.tolist() == np.searchsorted(owners, np.arange(COUNT + 1)).tolist()


def test_writing_and_reading_hold_bytes_not_objects(tmp_path: Path) -> None:
    count = 5_000
    write(tmp_path, paired(10))
    tracemalloc.start()
    write(tmp_path, paired(count))
    written = tracemalloc.get_traced_memory()[1]
    read = files(tmp_path)
    held = Contents(read)
    assert sum(1 for _ in held.paired()) == count
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    size = sum(map(len, read.values()))
    assert size > 2_000_000
    assert written < size / 3
    assert kept < size * 1.5


def test_contents_no_longer_used_are_gone_at_once(tmp_path: Path) -> None:
    write(tmp_path, paired(2))
    held = Contents(files(tmp_path))
    held.resource(0)
    held.passages_of(1)
    gone = weakref.ref(held)
    gc.disable()
    del held
    is_gone = gone() is None
    gc.enable()
    assert is_gone


@pytest.mark.parametrize(
    "offsets",
    [
        b"",
        b"\0" * 7,
        np.zeros((3, 3), "<i8").tobytes(),
        np.full((3, 3), -1, "<i8").tobytes(),
    ],
    ids=["none", "no whole number", "all at the start", "before the start"],
)
def test_offsets_that_do_not_fit_are_refused(offsets: bytes, tmp_path: Path) -> None:
    write(tmp_path, paired(2))
    with pytest.raises(GenerationError, match="does not fit"):
        Contents(files(tmp_path) | {OFFSETS: offsets})


def test_offsets_that_go_back_are_refused(tmp_path: Path) -> None:
    write(tmp_path, paired(3))
    table = np.frombuffer(files(tmp_path)[OFFSETS], "<i8").reshape(3, -1).copy()
    table[0, 1], table[0, 2] = table[0, 2], table[0, 1]
    with pytest.raises(GenerationError, match="does not fit"):
        Contents(files(tmp_path) | {OFFSETS: table.tobytes()})


def test_a_line_that_is_no_resource_is_a_sentence(tmp_path: Path) -> None:
    write(tmp_path, paired(2))
    read = files(tmp_path)
    held = Contents(read | {RESOURCES: b"x" * len(read[RESOURCES])})
    with pytest.raises(GenerationError, match="Line 2 cannot be understood"):
        held.resource(1)
