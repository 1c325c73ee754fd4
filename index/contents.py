"""The resources and passages of a generation: written as a stream, decoded when asked for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.errors import GenerationError
from index.files import write_durably, writing_durably
from index.passages import Passage, telling
from index.resource import Resource

T = TypeVar("T")
Places = NDArray[np.int64]
Paired = Iterable[tuple[Resource, Sequence[Passage]]]
"""Each resource with its passages, in the order of the vectors."""

RESOURCES = "resources.jsonl"
"""A resource a line."""
PASSAGES = "passages.jsonl"
"""All passages of a resource a line: [[language, part, text], ...]."""
OFFSETS = "offsets.int64"
"""(3, n + 1) little-endian: where the lines of the two files begin, then their first rows."""
FILES = (RESOURCES, PASSAGES, OFFSETS)
MOST_DECODED = 256
"""Resources kept as objects, some 3 KB each with their passages; the others are bytes."""


class Contents:
    """What a generation says; may be asked from several threads.

    All of it is held as bytes, never memory-mapped: a file cut short under a running bot would end
    it. A million resources are a few hundred bytes each that way, and ten times that as objects.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the contents of `FILES`; raise GenerationError when they do not fit together."""
        table = np.frombuffer(files[OFFSETS][: len(files[OFFSETS]) // 24 * 24], "<i8")
        lines, texts, self._starts = table.reshape(3, -1).astype(np.int64, copy=False)
        for content, offsets in ((files[RESOURCES], lines), (files[PASSAGES], texts)):
            if not _covers(offsets, len(content)):
                raise GenerationError(f"{OFFSETS} does not fit {RESOURCES} and {PASSAGES}.")
        self._read = _reader(files[RESOURCES], lines, Resource)
        self._resource = lru_cache(MOST_DECODED)(self._read)
        passages = lru_cache(MOST_DECODED)(_passage_reader(files[PASSAGES], texts))
        self._passages = passages
        self._telling = lru_cache(MOST_DECODED)(
            lambda place, language: telling(passages(place), language)
        )

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[Resource]:
        """Give all resources, none of them kept."""
        return map(self._read, range(len(self)))

    @property
    def starts(self) -> Places:
        """Give (n + 1) places: the first row of each resource's passages, and the end of all."""
        return self._starts

    def owners(self, rows: Places) -> Places:
        """Give the places of the resources that passages belong to."""
        return np.searchsorted(self._starts, rows, side="right") - 1

    def resource(self, place: int) -> Resource:
        """Give a resource; those asked for lately are at hand."""
        return self._resource(place)

    def passages_of(self, place: int) -> tuple[Passage, ...]:
        """Give a resource's passages in the order of their rows."""
        return self._passages(place)

    def telling(self, place: int, language: str) -> slice:
        """Tell where among a resource's passages those stand that say why, in a language."""
        return self._telling(place, language)

    def paired(self) -> Paired:
        """Give all resources, each with its passages, as `write` takes them."""
        return ((each, self.passages_of(place)) for place, each in enumerate(self))


def write(folder: Path, paired: Paired) -> None:
    """Write `FILES` into `folder`, one resource at a time."""
    lines, texts, starts = (array("q", [0]) for _ in range(3))
    with (
        writing_durably(folder / RESOURCES) as resources,
        writing_durably(folder / PASSAGES) as passages,
    ):
        for resource, own in paired:
            said = [(passage.language, passage.part, passage.text) for passage in own]
            lines.append(lines[-1] + resources.write(msgspec.json.encode(resource) + b"\n"))
            texts.append(texts[-1] + passages.write(msgspec.json.encode(said) + b"\n"))
            starts.append(starts[-1] + len(own))
    table = np.stack([np.asarray(column) for column in (lines, texts, starts)])
    write_durably(folder / OFFSETS, table.astype("<i8").tobytes())


def _covers(offsets: Places, size: int) -> bool:
    """Tell whether offsets go up from 0 to the size of their file."""
    if not len(offsets) or offsets[0] != 0 or offsets[-1] != size:
        return False
    return bool((np.diff(offsets) >= 0).all())


def _reader(content: bytes, offsets: Places, kind: type[T]) -> Callable[[int], T]:
    """Give what decodes one line; no method, so that a cache of it does not hold its owner."""
    decoder, view = msgspec.json.Decoder(kind), memoryview(content)

    def read(place: int) -> T:
        try:
            return decoder.decode(view[offsets[place] : offsets[place + 1]])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise GenerationError(f"Line {place + 1} cannot be understood: {error}") from error

    return read


def _passage_reader(content: bytes, offsets: Places) -> Callable[[int], tuple[Passage, ...]]:
    read = _reader(content, offsets, list[tuple[str, Any, str]])
    return lambda place: tuple(Passage(place, *told) for told in read(place))
