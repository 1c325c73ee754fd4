"""Confidence against what came of it: expected calibration error and the reliability curve.

Questions are put in rising order of confidence and cut into bins of equal mass; where an edge
falls into a question or among equal confidences, they count in parts on both sides, so that the
order within them cannot matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.evaluation.levels import Flags, Floats, Levels

BINS = 15
"""Or as many as there are questions, where those are fewer."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One of the reliability curve's points."""

    confidence: float
    """Mean of the bin."""
    helped: float
    """Share of it that got a helpful card."""


def ece(confidences: Floats, is_helped: Flags, times: Floats) -> Floats:
    """Give the mean over the bins of |confidence - share helped| (Naeini et al. 2015).

    `times` is (resamples, n), how often each question was drawn, the same number in all; gives
    (resamples,).
    """
    levels = Levels(confidences)
    gaps = levels.sums(times * (confidences - is_helped))
    error: Floats = np.abs(_per_bin(levels.sums(times), gaps)).mean(axis=1)
    return error


def reliability(confidences: Floats, is_helped: Flags) -> tuple[Bin, ...]:
    """Give the reliability curve, from the least confidence up."""
    levels = Levels(confidences)
    mass = levels.sums(np.ones((1, len(confidences))))
    sure = _per_bin(mass, levels.sums(confidences[None, :]))[0]
    helped = _per_bin(mass, levels.sums(is_helped[None, :].astype(np.float64)))[0]
    return tuple(Bin(*both) for both in zip(sure.tolist(), helped.tolist(), strict=True))


def _per_bin(mass: Floats, sums: Floats) -> Floats:
    """Give the mean per bin, (resamples, bins), of what sums to `sums` per level."""
    total = mass[0].sum()
    bins = min(BINS, round(total))
    reached, gathered = _from_zero(mass), _from_zero(sums)
    # Each resample lies behind the one before, so that one call interpolates them all.
    shift = np.arange(len(mass))[:, None] * (total + 1)
    edges = np.linspace(0, total, bins + 1)[None, :] + shift
    at_edges = np.interp(edges.ravel(), (reached + shift).ravel(), gathered.ravel())
    means: Floats = np.diff(at_edges.reshape(edges.shape), axis=1) * (bins / total)
    return means


def _from_zero(values: Floats) -> Floats:
    """Cumulate along each row, beginning with 0."""
    return np.pad(np.cumsum(values, axis=1), ((0, 0), (1, 0)))
