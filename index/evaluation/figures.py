"""Judged questions to named figures, with 95 % intervals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import get_args

import numpy as np

from index.evaluation import calibration, ranking, separation
from index.evaluation.judged import HELPFUL, Judged
from index.evaluation.levels import Floats, share
from index.evaluation.names import NAMES, Name
from index.evaluation.resampling import Figure, Measure, estimate
from index.resource import Band

BANDS: tuple[Band, ...] = get_args(Band)


def figures(judged: Sequence[Judged]) -> dict[Name, Figure]:
    """Give every figure of a group that is not empty; an answer without cards counts as zero."""
    real, declined = part(judged)
    both = [*real, *declined]
    found = estimate(_means(both) | _of_confidence(both), (len(real), len(declined)))
    return {name: found[name] for name in NAMES}


def difference(one: Sequence[Judged], other: Sequence[Judged]) -> Figure:
    """Give by how much the nDCG@3 of one group is above that of another."""
    real, theirs = part(one)[0], part(other)[0]
    mean = mean_of([ndcg(each) for each in real])
    their_mean = mean_of([ndcg(each) for each in theirs])

    def measure(times: Floats) -> Floats:
        return mean(times[:, : len(real)]) - their_mean(times[:, len(real) :])

    return estimate({"ndcg": measure}, (len(real), len(theirs)))["ndcg"]


def part(judged: Sequence[Judged]) -> tuple[list[Judged], list[Judged]]:
    """Give the questions and the declined messages of a group."""
    real = [one for one in judged if not one.labelled.is_declined]
    return real, [one for one in judged if one.labelled.is_declined]


def bands(judged: Sequence[Judged]) -> dict[Band, float]:
    """Give the share of a group that each band was given to."""
    counted = Counter(one.band for one in judged)
    return {band: counted[band] / max(1, len(judged)) for band in BANDS}


def confidences(judged: Sequence[Judged]) -> Floats:
    """Give each answer's confidence."""
    return np.array([one.confidence for one in judged], dtype=np.float64)


def mean_of(values: Sequence[float]) -> Measure:
    """Give the measure that is the mean of the values that are not NaN."""
    told = np.array(values, dtype=np.float64)
    counting = ~np.isnan(told)
    told[~counting] = 0

    def measure(times: Floats) -> Floats:
        mass = times @ counting.astype(np.float64)
        return share(times @ told, mass)

    return measure


def ndcg(one: Judged) -> float:
    """Give the nDCG@3 of one answer."""
    return ranking.ndcg([card.grade for card in one.shown], one.labelled.relevant.values())


def _recall(one: Judged) -> float:
    return ranking.recall([card.grade for card in one.shown], one.labelled.relevant.values())


def _is_first_helpful(one: Judged) -> bool:
    return any(card.grade >= HELPFUL for card in one.shown[:1])


_OF_QUESTIONS: Mapping[Name, Callable[[Judged], float]] = {
    "ndcg": ndcg,
    "recall": _recall,
    "first": _is_first_helpful,
    "helpful": lambda one: one.is_helped,
    "hidden": lambda one: one.band == "none",
}
_OF_DECLINED: Mapping[Name, Callable[[Judged], float]] = {
    "declined_sure": lambda one: one.band == "answer",
    "declined_shown": lambda one: one.band != "none",
}


def _means(judged: Sequence[Judged]) -> dict[Name, Measure]:
    return {
        name: mean_of(
            [value(one) if one.labelled.is_declined is declined else math.nan for one in judged]
        )
        for values, declined in ((_OF_QUESTIONS, False), (_OF_DECLINED, True))
        for name, value in values.items()
    }


def _of_confidence(judged: Sequence[Judged]) -> dict[Name, Measure]:
    sure = confidences(judged)
    is_real = np.array([not one.labelled.is_declined for one in judged])
    is_helped = np.array([one.is_helped for one in judged])
    return {
        "auroc": partial(separation.auroc, sure, is_real),
        "let_through": partial(separation.let_through, sure, is_real),
        "ece": partial(calibration.ece, sure, is_helped),
    }
