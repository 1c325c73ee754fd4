"""Scores to probabilities, and the thresholds of the bands, from questions that were left out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.rows import DECLINED

Floats = NDArray[np.float64]

MOST_LET_THROUGH = 0.02
"""Share of declined messages that may get band ``answer``."""
MOST_HIDDEN = 0.02
"""Share of example questions that may get band ``none``."""
LEAST_OF_EACH = 50
"""Example questions and declined messages without which nothing is calibrated."""
STEPS = 50
PENALTY = 1e-3
"""Keeps the slopes finite where the two kinds are told apart without a mistake."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve: probability = 1 / (1 + exp(-(slopes · values + offset)))."""

    slopes: tuple[float, ...]
    offset: float

    def of(self, values: NDArray[Any]) -> Floats:
        """Give (n,) probabilities of (n, slopes) values."""
        return np.asarray(1 / (1 + np.exp(-(values @ np.array(self.slopes) + self.offset))))

    def at(self, *values: float) -> float:
        """Give the probability of one: `of` without an array, which is quicker."""
        total = self.offset
        for slope, value in zip(self.slopes, values, strict=True):
            total += slope * value
        return 0.5 + 0.5 * math.tanh(total / 2)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the bands begin."""

    answer: float
    maybe: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What scores mean."""

    covered: Curve
    """Of (score of "covered", best resource's score): that any resource helps."""
    helps: Curve
    """Of (a resource's score, its lead over the best other): that it is the one, when any is."""
    thresholds: Thresholds
    let_through: float
    """Share of declined messages, left out, that get band ``answer``."""
    hidden: float
    """Share of example questions, left out, that get band ``none``."""


def calibrate(left_out: Floats, owners: NDArray[np.int64]) -> Calibration:
    """Fit on the (q, resources + 1) scores of questions of known `owners`, all left out."""
    told = signs(left_out)
    is_covered = owners != DECLINED
    covered = fit(told, is_covered)
    probabilities = covered.of(told)
    right = np.zeros(left_out[:, :-1].shape, bool)
    right[np.flatnonzero(is_covered), owners[is_covered]] = True
    compared = np.concatenate([leads(scores) for scores in left_out[is_covered, :-1]])
    helps = fit(compared, right[is_covered].ravel())
    thresholds = choose(probabilities[is_covered], probabilities[~is_covered])
    return Calibration(
        covered,
        helps,
        thresholds,
        let_through=float(np.mean(probabilities[~is_covered] >= thresholds.answer)),
        hidden=float(np.mean(probabilities[is_covered] < thresholds.maybe)),
    )


def signs(scores: NDArray[Any]) -> Floats:
    """Give (q, 2) what tells whether questions are covered: that score, and the best resource's."""
    return np.stack([scores[:, -1], scores[:, :-1].max(axis=1)], axis=1).astype(float)


def leads(scores: NDArray[Any]) -> Floats:
    """Give (r, 2) what tells which of a question's r resources helps: score, and lead in score."""
    if len(scores) < 2:
        return np.column_stack([scores, scores])
    second, first = np.partition(scores, -2)[-2:]
    others = np.where(scores == first, second, first)
    return np.column_stack([scores, scores - others]).astype(float)


def fit(values: Floats, is_true: NDArray[np.bool_]) -> Curve:
    """Fit a logistic curve by Newton's method; targets are drawn in as Platt (1999) does."""
    hits = int(is_true.sum())
    high, low = (hits + 1) / (hits + 2), 1 / (len(is_true) - hits + 2)
    targets = np.where(is_true, high, low)
    inputs = np.column_stack([values, np.ones(len(values))])
    found = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (told - targets) + PENALTY * found
        bend = (inputs * (told * (1 - told))[:, None]).T @ inputs
        step = np.linalg.solve(bend + PENALTY * np.eye(len(found)), slope)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    return Curve(tuple(found[:-1].tolist()), float(found[-1]))


def choose(covered: Floats, declined: Floats) -> Thresholds:
    """Give thresholds at which no more than may be are let through or hidden.

    Where the two kinds are told apart, ``maybe`` begins halfway between them.
    """
    shown = float(np.quantile(covered, MOST_HIDDEN, method="lower"))
    silent = float(np.nextafter(np.quantile(declined, 1 - MOST_LET_THROUGH, method="higher"), 1))
    return Thresholds(max(silent, shown), min((silent + shown) / 2, shown))
