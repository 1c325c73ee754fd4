"""Sums per distinct confidence, in every resample at once: equal confidences count as one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def share(part: Floats, whole: Floats) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    shares: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return shares


class Levels:
    """The distinct confidences, rising, and which questions have each."""

    def __init__(self, confidences: Floats) -> None:
        """Sort `confidences` ((n,), n > 0)."""
        self._order = np.argsort(confidences, kind="stable")
        rising = confidences[self._order]
        self._starts = np.flatnonzero(np.diff(rising, prepend=-np.inf))
        self.confidences = rising[self._starts]
        """(levels,)"""

    def sums(self, values: Floats) -> Floats:
        """Sum (resamples, n) over the questions of each level: (resamples, levels)."""
        summed: Floats = np.add.reduceat(values[:, self._order], self._starts, axis=1)
        return summed
