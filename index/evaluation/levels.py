"""Sums per distinct confidence, in every resample at once: equal confidences count as one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


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
        return np.add.reduceat(values[:, self._order], self._starts, axis=1)
