"""What a message states: circumstances, each with the clause that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.leaning.clauses import clauses
from index.leaning.cues import PAIRS, stated_surely
from index.leaning.head import Floats, Scale
from index.leaning.signs import of_circumstances


@dataclass(frozen=True, slots=True)
class Statement:
    """A circumstance as somebody states it."""

    circumstance: str
    said: str
    """Their own words."""
    probability: float
    """That they say so; 1 where the words leave no doubt."""


def parts(text: str) -> list[str]:
    """Give the clauses of a message, or itself where it has but one."""
    return clauses(text) or [text]


def statements(
    told: Sequence[str], scores: Floats, scale: Scale, ids: Sequence[str]
) -> list[Statement]:
    """Read the clauses `told`, which have (n, k) `scores`; `ids` name their columns.

    What a clause settles by its words goes before what it is like; of two circumstances that rule
    each other out the surer one stays.
    """
    probabilities = scale.curve.of(of_circumstances(scores, told, ids))
    found: dict[str, Statement] = {}
    for clause, row in zip(told, probabilities, strict=True):
        for statement in _of_clause(clause, row, scale.threshold, ids):
            before = found.get(statement.circumstance)
            if before is None or statement.probability > before.probability:
                found[statement.circumstance] = statement
    _settle(found)
    return [found[name] for name in ids if name in found]


def _of_clause(
    clause: str, probabilities: Floats, threshold: float, ids: Sequence[str]
) -> list[Statement]:
    sure = dict(stated_surely(clause))
    likely = {
        name: float(probability)
        for name, probability in zip(ids, probabilities, strict=True)
        if probability >= threshold and name not in sure
    }
    likely |= {name: 1.0 for name, holds in sure.items() if holds and name in ids}
    return [Statement(name, clause, probability) for name, probability in likely.items()]


def _settle(found: dict[str, Statement]) -> None:
    for one, other in PAIRS:
        if one in found and other in found:
            is_surer = found[one].probability >= found[other].probability
            del found[other if is_surer else one]
