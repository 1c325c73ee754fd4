"""What tells that a text is a decision, or states a circumstance: scores and words, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.calibration import Curve, leads
from index.leaning.head import Floats
from index.leaning.weighing import is_worded_as_decision
from index.leaning.words import SPEAKING
from index.overlap import normalised

SPOKEN, UNSPOKEN = 1.7, -0.5
"""What words add to the log odds where they are found, and where they are not.

Measured with tables of words written before the guide's phrasings were read, which they raised from
an F1 of 0.65 to 0.70, left out; a curve fitted on phrasings with the tables as they are, to which
these phrasings lent words, would trust them too far."""


def with_words(curve: Curve) -> Curve:
    """Let words count on top of a curve that knows nothing of them."""
    return Curve((*curve.slopes, SPOKEN - UNSPOKEN), curve.offset + UNSPOKEN)


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
