"""How sure: from similarities to scores, probabilities and bands.

Taught and calibrated where the seeds have example questions and declined messages; otherwise by a
fixed rule, of which `status` says that it is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

import numpy as np
from numpy.typing import NDArray

from index.calibration import Calibration, Curve, Thresholds
from index.evidence import Similarities
from index.resource import Band
from index.scorer import Scorer

Likeness = Callable[[int, slice], Similarities]
"""Gives how like a question rows of the resource at a place are, `ALL` of them or some."""
ALL = slice(None)
Starts = NDArray[np.int64]
"""(resources + 1,) where each resource's rows begin, and where the last one's end."""

BEST_ROWS = 2
"""One lucky sentence is not enough: nDCG@3 0.651 en, 0.539 fr, against 0.639 and 0.522 by one."""
RULE = Curve(slopes=(50.6,), offset=-8.96)
"""The rule without teaching: a logistic curve of the mean of a resource's most similar rows.
Fitted on 1,390 example questions against 939 declined messages (English and French, descriptions
of this list alone, the default model): AUROC 0.930. A rule of thumb on other lists and models."""
RULE_THRESHOLDS = Thresholds(answer=0.764, maybe=0.194)
"""There `answer` let through 6 % of those declined messages and said yes to 73 % of the questions;
`none` hid 3 % of these, and 48 % of the declined messages got past it. Of the 2,278 and 2,020 that
the seeds hold since, harder ones, it is 2 %, 53 %, 9 % and 45 %."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A resource that comes into question."""

    place: int
    score: float
    """Between 0 and 1 or near it; only the order means something."""
    confidence: float
    """Probability in [0, 1] that it helps."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a question's similarities come to."""

    confidence: float
    """Probability in [0, 1] that any resource helps."""
    judged: list[Judged]
    """Best first."""


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the build learned, as plain numbers."""

    scorer: Scorer | None = None
    """None where nothing was taught."""
    calibration: Calibration | None = None
    """None where there were too few example questions or declined messages to fit one."""

    @property
    def thresholds(self) -> Thresholds:
        """Give where the bands begin, unless settings say otherwise."""
        return self.calibration.thresholds if self.calibration else RULE_THRESHOLDS

    def judge(self, scores: NDArray[np.float32], likeness: Likeness, most: int) -> Judgement:
        """Judge by the (resources + 1,) scores of a `scorer`, up to `most` resources.

        Where nothing is calibrated `likeness` tells how sure, by the rule; the order is that of the
        scores all the same.
        """
        # Plain numbers, for they are few: arrays of them take three times as long. At least two,
        # for the lead of the first.
        best = (-scores[:-1]).argsort(kind="stable")[: max(most, 2)]
        told: list[float] = scores.take(best).tolist()
        if self.calibration is None:
            helps = [RULE.at(_best_rows(likeness(place, ALL))) for place in best.tolist()]
            confidence = max(helps)
            helps = list(accumulate(helps, min))
        else:
            confidence = self.calibration.covered.at(float(scores[-1]), told[0])
            helps = [confidence * self.calibration.helps.at(*lead) for lead in _leads(told)]
        judged = map(Judged, best.tolist(), told, helps)
        return Judgement(confidence, list(islice(judged, most)))


def judge_by_rule(likeness: Likeness, places: Iterable[int], most: int) -> Judgement:
    """Judge the resources at `places` by the rule, up to `most` of them."""
    told = [(_best_rows(likeness(place, ALL)), place) for place in places]
    best = sorted(told, key=lambda pair: (-pair[0], pair[1]))[:most]
    judged = [Judged(place, score, RULE.at(score)) for score, place in best]
    return Judgement(judged[0].confidence if judged else 0.0, judged)


def _leads(ordered: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Give what `calibration.leads` does, of scores in order, the first of which leads."""
    first, second, *_ = *ordered, 0.0
    yield first, first - second
    yield from ((score, score - first) for score in ordered[1:])


def band(confidence: float, thresholds: Thresholds) -> Band:
    """Tell the band from the probability that any resource helps."""
    if confidence >= thresholds.answer:
        return "answer"
    return "maybe" if confidence >= thresholds.maybe else "none"


def likeness_of(similar: Similarities, starts: Starts) -> Likeness:
    """Take it from how like a question all rows are."""
    return lambda place, some: similar[starts[place] : starts[place + 1]][some]


def _best_rows(similar: Similarities) -> float:
    return float(np.sort(similar)[-BEST_ROWS:].mean())
