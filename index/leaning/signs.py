"""What tells that a text is a decision, or states a circumstance: scores and words, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.calibration import leads
from index.leaning.head import Floats
from index.leaning.weighing import is_worded_as_decision
from index.leaning.words import SPEAKING
from index.overlap import normalised


def of_decisions(scores: Floats, texts: Sequence[str]) -> Floats:
    """Give (t, 2): the (t,) scores, and whether the words weigh something."""
    worded = [float(is_worded_as_decision(text)) for text in texts]
    return np.column_stack([scores, worded])


def of_circumstances(scores: Floats, texts: Sequence[str], ids: Sequence[str]) -> Floats:
    """Give (t, k, 3): each of the (t, k) scores, its lead over the best other, and its words."""
    compared = np.stack([leads(row) for row in scores])
    plain = [normalised(text) for text in texts]
    spoken = [[_speaks(name, text) for name in ids] for text in plain]
    return np.concatenate([compared, np.array(spoken, float)[..., None]], axis=2)


def _speaks(name: str, plain: str) -> bool:
    return name in SPEAKING and bool(SPEAKING[name].search(plain))
