"""Ridge regression on vectors and rare features together, by conjugate gradients; for the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float32]

MOST_STEPS = 30
CLOSE = 1e-3
"""Share of the right side that may remain: the weights change no ranking then."""


def solve(dense: Floats, rare: csr_array, targets: Floats, ridge: float) -> Floats:
    """Give the (d + v, k) weights that bring (n, d + v) rows closest to their (n, k) targets.

    `dense` are the first d columns, `rare` the other v. Least squares, plus `ridge` times the
    squares of the weights (Hestenes & Stiefel 1952, all k at once). In memory the features stay
    sparse: 14,000 rows of 74,000 features take 2 s, where a kernel of all rows would be 800 MB.
    """
    width, back = dense.shape[1], rare.T.tocsr()

    def through(weights: Floats) -> Floats:
        """Multiply by the rows and back, and add the ridge."""
        told = dense @ weights[:width] + rare @ weights[width:]
        return _stack(dense.T @ told, back @ told) + ridge * weights

    wanted = _stack(dense.T @ targets, back @ targets)
    weights, rest, step = np.zeros_like(wanted), wanted, wanted
    left = _squares(rest)
    enough = CLOSE**2 * left.max(initial=0)
    for _ in range(MOST_STEPS):
        if left.max(initial=0) <= enough:
            break
        moved = through(step)
        far = left / np.maximum((step * moved).sum(axis=0), _TINY)
        weights = weights + far * step
        rest = rest - far * moved
        before, left = left, _squares(rest)
        step = rest + (left / np.maximum(before, _TINY)) * step
    return weights


_TINY = np.float32(1e-20)


def _stack(first: Floats, second: Floats) -> Floats:
    return np.concatenate([first, second]).astype(np.float32, copy=False)


def _squares(columns: Floats) -> Floats:
    return np.asarray((columns * columns).sum(axis=0), np.float32)
