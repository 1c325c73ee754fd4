"""Which weights of words are looked up together, on disk and loaded."""

from __future__ import annotations

from collections.abc import Mapping

from index.arrays import Arrays, below, under
from index.leaning.heads import HEADS, Advice
from index.scorer import Scorer
from index.text_weights import Tables, TextWeights

SCORES = "scores"
"""Of the resources."""
ALWAYS, CLOSER = "always", "closer"
"""What every question is looked up in, and what decisions are besides."""
LOOKED_UP = {ALWAYS: (SCORES, HEADS[0]), CLOSER: HEADS[1:]}


def arrays(scorer: Scorer | None, advice: Advice | None) -> Arrays:
    """Give all there is to store."""
    texts = {SCORES: scorer.texts} if scorer is not None else {}
    if advice is not None and advice.heads is not None:
        texts |= {name: getattr(advice.heads, name).texts for name in HEADS}
    stored: Arrays = {}
    for table, names in LOOKED_UP.items():
        parts = {name: texts[name] for name in names if name in texts}
        stored = {**stored, **(under(table, Tables.joined(parts).arrays()) if parts else {})}
    return stored


def restore(stored: Arrays) -> Mapping[str, TextWeights]:
    """Take what `arrays` gave."""
    parts: dict[str, TextWeights] = {}
    for table in LOOKED_UP:
        own = below(table, stored)
        parts |= Tables.from_arrays(own).parts() if own else {}
    return parts
