"""Passages: the texts that stand for a resource in the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.resource import Entry, Example, Resource

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\W*[A-ZÀ-ÞΑ-Я0-9])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is embedded for a resource."""

    resource: int
    """Place of the resource in the generation; passages of one resource stand together."""
    language: str
    part: Literal["title", "sentence", "whole", "example"]
    text: str


def passages_of(
    place: int, resource: Resource, examples: Sequence[Example] = (), *, is_detailed: bool = True
) -> list[Passage]:
    """Give every passage of the resource at `place`, no text twice.

    Title, each sentence, title with description, and what editors say that people ask; if it is not
    `is_detailed`, neither title nor sentences where there is a description.
    """
    found = {
        passage.text: passage
        for entry in reversed(list(resource.entries.values()))
        for passage in reversed(list(_passages_of_entry(place, entry, is_detailed=is_detailed)))
    }
    asked = [Passage(place, one.language, "example", one.text) for one in examples]
    return [*reversed(found.values()), *asked]


def sentences(text: str) -> list[str]:
    """Split a description into its sentences."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def _passages_of_entry(place: int, entry: Entry, *, is_detailed: bool) -> Iterator[Passage]:
    if is_detailed or not entry.description:
        yield Passage(place, entry.language, "title", entry.title)
    if is_detailed:
        for sentence in sentences(entry.text):
            yield Passage(place, entry.language, "sentence", sentence)
    if entry.description:
        yield Passage(place, entry.language, "whole", f"{entry.title}. {entry.text}")
