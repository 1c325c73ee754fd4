"""Confidence of real questions against that of declined messages: AUROC and let-through.

`times` is (resamples, n): how often each question was drawn. Every function gives (resamples,),
NaN where a resample lacks one of the two sides.
"""

from __future__ import annotations

import numpy as np

from index.evaluation.levels import Flags, Floats, Levels, share

PASSING = 0.95
"""Share of real questions that must pass."""
_ROUNDING = 1e-9


def auroc(confidences: Floats, is_real: Flags, times: Floats) -> Floats:
    """Give the chance that a real question is surer than a declined message; a tie is half.

    That is the area under the ROC curve (Mann & Whitney's U, scaled to [0, 1]).
    """
    levels = Levels(confidences)
    real, declined = levels.sums(times * is_real), levels.sums(times * ~is_real)
    below = np.cumsum(declined, axis=1) - declined
    wins = (real * (below + declined / 2)).sum(axis=1)
    return share(wins, real.sum(axis=1) * declined.sum(axis=1))


def let_through(confidences: Floats, is_real: Flags, times: Floats) -> Floats:
    """Give the share of declined messages at or above the threshold that 95 % of real ones pass.

    The threshold is the greatest confidence that at least so many real questions reach.
    """
    levels = Levels(confidences)
    real = np.cumsum(levels.sums(times * is_real)[:, ::-1], axis=1)
    declined = np.cumsum(levels.sums(times * ~is_real)[:, ::-1], axis=1)
    enough = real >= PASSING * real[:, -1:] - _ROUNDING
    passed = np.take_along_axis(declined, enough.argmax(axis=1)[:, None], axis=1)[:, 0]
    return share(passed, np.where(real[:, -1] > 0, declined[:, -1], 0))
