"""Passages: the texts that stand for a resource in the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from index.resource import Entry, Example, Resource

Part = Literal["title", "whole", "sentence", "example"]
"""In the order in which those of a language stand."""
TELLING: tuple[Part, ...] = ("sentence", "example")
"""What can be quoted to tell why a resource matched; the last ones, so that they stand together."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\W*[A-ZÀ-ÞΑ-Я0-9])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is embedded for a resource."""

    resource: int
    """Place of the resource in the generation; passages of one resource stand together."""
    language: str
    part: Part
    text: str


def passages_of(
    place: int, resource: Resource, examples: Sequence[Example] = (), *, is_detailed: bool = True
) -> list[Passage]:
    """Give every passage of the resource at `place`, no text twice, language by language.

    Title, title with description, each sentence, and what editors say that people ask; if it is not
    `is_detailed`, neither title nor sentences where there is a description.
    """
    found = {
        passage.text: passage
        for entry in reversed(list(resource.entries.values()))
        for passage in reversed(list(_passages_of_entry(place, entry, is_detailed=is_detailed)))
    }
    asked = [Passage(place, one.language, "example", one.text) for one in examples]
    languages = list(dict.fromkeys([*resource.entries, *(one.language for one in asked)]))
    return sorted(
        [*reversed(found.values()), *asked],
        key=lambda one: (languages.index(one.language), _PARTS.index(one.part)),
    )


def telling(passages: Sequence[Passage], language: str) -> slice:
    """Tell where in a resource's passages those in a language stand that can be quoted."""
    places = [
        place
        for place, one in enumerate(passages)
        if one.language == language and one.part in TELLING
    ]
    return slice(places[0], places[-1] + 1) if places else slice(0)


_PARTS = get_args(Part)


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
