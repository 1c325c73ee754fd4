"""Values: the decision guide, as its files say it and as it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.leaning.verdict import Verdict
from index.resource import FALLBACK_LANGUAGE

Strengths = Mapping[Verdict, int]
"""How far a circumstance speaks for a verdict, 1 to 3; against it below 0."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Words that an editor wrote as people say them."""

    text: str
    language: str
    file: str
    """Name below the seeds folder."""
    line: int
    """Counted from 1."""

    @property
    def place(self) -> str:
        """Give ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a case that states something."""

    start: int
    end: int
    """Of its characters, from the first to before the last."""
    circumstances: tuple[str, ...]
    """Ids of what it states."""


@dataclass(frozen=True, slots=True)
class Case(Phrasing):
    """A message in which somebody asks for a decision, and what an editor makes of it."""

    accepted: tuple[Verdict, ...]
    """What a practitioner would say, the best first."""
    marks: tuple[Mark, ...]
    """What it states, in order; what is not marked states nothing."""

    @property
    def stated(self) -> frozenset[str]:
        """Give the ids of all that it states."""
        return frozenset(name for mark in self.marks for name in mark.circumstances)


@dataclass(frozen=True, slots=True)
class Item:
    """A circumstance or a verdict as one file has it."""

    id: str
    name: str
    said: Mapping[str, str]
    """Its sentences by `reading.guide.FIELDS`: why, or leaning, next and change."""
    title: str
    """Of the resource to read."""
    url: str
    """Clean address of that resource."""
    strengths: Strengths
    """Empty for a verdict."""
    phrasings: tuple[Phrasing, ...]
    """Empty for a verdict."""
    file: str
    line: int

    @property
    def place(self) -> str:
        """Give ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class GuideFile:
    """What one file of the guide holds."""

    file: str
    language: str
    circumstances: tuple[Item, ...] = ()
    verdicts: tuple[Item, ...] = ()
    decisions: tuple[Phrasing, ...] = ()
    """Questions that weigh whether to fine-tune."""
    others: tuple[Phrasing, ...] = ()
    """Questions about the same things that weigh nothing."""
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A circumstance or a verdict in all its languages."""

    id: str
    items: Mapping[str, Item]
    """By language, never empty."""
    strengths: Strengths
    """Those of the English file, else of the first."""
    resource: int | None
    """Place of the resource to read; None where the list has no such resource."""

    def item(self, language: str) -> Item:
        """Give it in `language`, else in English, else as it was read first."""
        for wanted in (language, language.partition("-")[0], FALLBACK_LANGUAGE):
            if wanted in self.items:
                return self.items[wanted]
        return next(iter(self.items.values()))


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide, its files put together."""

    circumstances: tuple[Topic, ...]
    """In the order of the English file, else of the first."""
    verdicts: tuple[Topic, ...]
    decisions: tuple[Phrasing, ...]
    others: tuple[Phrasing, ...]
    cases: tuple[Case, ...]

    @property
    def strengths(self) -> Mapping[str, Strengths]:
        """Give what each circumstance speaks for, by id."""
        return {topic.id: topic.strengths for topic in self.circumstances}

    def phrasings(self) -> list[tuple[int, Phrasing]]:
        """Give each phrasing with the place of its circumstance."""
        return [
            (place, phrasing)
            for place, topic in enumerate(self.circumstances)
            for item in topic.items.values()
            for phrasing in item.phrasings
        ]
