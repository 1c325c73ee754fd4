"""The answers that went worst, and which resource was shown first where another was the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.evaluation.figures import ndcg, part
from index.evaluation.judged import Graded, Judged


@dataclass(frozen=True, slots=True)
class Miss:
    """An answer that went wrong."""

    question: str
    type: str
    place: str
    """``file:line`` of the question."""
    ndcg: float | None
    """None for a declined message."""
    band: str
    confidence: float
    shown: tuple[Graded, ...]
    wanted: tuple[Graded, ...]
    """Empty for a declined message: nothing should have been shown."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a resource came first where another was the best."""

    wanted: Graded
    shown: Graded
    count: int


def worst(judged: Sequence[Judged], limit: int) -> tuple[Miss, ...]:
    """Give the questions of the least nDCG, the surest of them first."""
    wrong = [one for one in part(judged)[0] if ndcg(one) < 1]
    wrong.sort(key=lambda one: (ndcg(one), -one.confidence))
    return tuple(_miss(one) for one in wrong[:limit])


def let_through(judged: Sequence[Judged], limit: int) -> tuple[Miss, ...]:
    """Give the declined messages that got cards, the surest first."""
    wrong = [one for one in part(judged)[1] if one.shown]
    wrong.sort(key=lambda one: -one.confidence)
    return tuple(_miss(one) for one in wrong[:limit])


def confusions(judged: Sequence[Judged]) -> tuple[Confusion, ...]:
    """Count pairs of the best resource and a first card of a lower grade, the most common first.

    Where several are the best, the one that the labels name first stands for them.
    """
    pairs = [(one.wanted[0], one.shown[0]) for one in judged if one.wanted and one.shown]
    wrong = [(best, first) for best, first in pairs if first.grade < best.grade]
    counted = Counter((best.url, first.url) for best, first in wrong)
    told = {(best.url, first.url): (best, first) for best, first in wrong}
    return tuple(Confusion(*told[pair], count) for pair, count in counted.most_common())


def _miss(one: Judged) -> Miss:
    labelled = one.labelled
    return Miss(
        question=labelled.question,
        type=labelled.type,
        place=labelled.place,
        ndcg=None if labelled.is_declined else ndcg(one),
        band=one.band,
        confidence=one.confidence,
        shown=one.shown,
        wanted=one.wanted,
    )
