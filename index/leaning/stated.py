"""What a message states: circumstances, each with the clause that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.calibration import leads
from index.leaning.head import Floats
from index.leaning.heads import Heads
from index.vectors import Vectors

PAIRS = (
    ("few-examples", "many-examples"),
    ("prompting-tried", "prompting-untried"),
    ("retrieval-tried", "retrieval-untried"),
)
"""Circumstances that rule each other out."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A circumstance as somebody may have stated it."""

    circumstance: str
    said: str
    """Their own words: the clause that says so, if any does."""
    probability: float
    """That they say so."""


def read_statements(
    text: str, clauses: Sequence[str], vectors: Vectors, heads: Heads, ids: Sequence[str]
) -> list[Statement]:
    """Read a message; `vectors` are those of itself and of its clauses, (1 + c, d).

    Every circumstance comes out, in the order of `ids`, the columns of their head; of two that rule
    each other out the likelier one alone is possible.
    """
    scores = heads.circumstances.scores([text, *clauses], vectors)
    probabilities = heads.circumstances_scale.curve.of(signs(scores[1:], scores[0]))
    best = probabilities.argmax(axis=0)
    told = dict(zip(ids, probabilities.max(axis=0).tolist(), strict=True))
    for pair in PAIRS:
        if told.keys() >= set(pair):
            told[min(pair, key=lambda name: told[name])] = 0.0
    return [
        Statement(name, clauses[place], told[name])
        for name, place in zip(ids, best.tolist(), strict=True)
    ]


def signs(clauses: Floats, whole: Floats) -> Floats:
    """Give (c, k, 3): each clause's score, its lead over the best other, the whole's score.

    `clauses` are (c, k) scores, `whole` the (k,) ones of the message.
    """
    compared = np.stack([leads(row) for row in clauses])
    beside = np.broadcast_to(whole, clauses.shape)[..., None]
    return np.concatenate([compared, beside], axis=2)
