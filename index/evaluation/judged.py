"""Values: a question with the answer it got, graded by its labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.evaluation.labels import Labelled
from index.resource import Answer, Band, Resource

SHOWN = 3
"""Cards that are looked at."""
HELPFUL = 2
"""The least grade of a resource that clearly helps."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A resource with what the labels say of it."""

    url: str
    """As the card shows it."""
    title: str
    """Empty where the index holds no such address."""
    grade: int
    """0 to 3; 0 where the labels say nothing."""
    confidence: float | None = None
    """That of the hit; None for a resource that should have been shown."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled question and the answer it got."""

    labelled: Labelled
    band: Band
    confidence: float
    """Of the answer, also where band ``none`` hides the cards."""
    shown: tuple[Graded, ...]
    """Best first, at most `SHOWN`; empty for band ``none``."""
    wanted: tuple[Graded, ...]
    """What should have been shown: every address of a grade above 0, best first."""

    @property
    def is_helped(self) -> bool:
        """Tell whether a card clearly helps; never for a declined message."""
        return any(card.grade >= HELPFUL for card in self.shown)


def judge(labelled: Labelled, answer: Answer, titles: Mapping[str, str]) -> Judged:
    """Grade an answer; `titles` is by address."""
    cards = [(hit.resource.entry(answer.language), hit) for hit in answer.hits[:SHOWN]]
    shown = tuple(
        Graded(entry.url, entry.title, labelled.relevant.get(entry.url, 0), hit.confidence)
        for entry, hit in cards
    )
    best_first = sorted(labelled.relevant.items(), key=lambda one: -one[1])
    wanted = tuple(Graded(url, titles.get(url, ""), grade) for url, grade in best_first if grade)
    return Judged(labelled, answer.band, answer.confidence, shown, wanted)


def titles_by_address(resources: Iterable[Resource], language: str) -> dict[str, str]:
    """Give each address the title of the first resource that has it."""
    titles: dict[str, str] = {}
    for resource in resources:
        entry = resource.entry(language)
        titles.setdefault(entry.url, entry.title)
    return titles
