"""How sure: from similarities to scores, probabilities and bands.

Taught and calibrated where the seeds have example questions and declined messages; otherwise by a
fixed rule, of which `status` says that it is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.calibration import Calibration, Curve, Thresholds, leads, signs
from index.evidence import PIECES, Similarities
from index.resource import Band
from index.scorer import Scorer

Floats = NDArray[np.float64]
Starts = NDArray[np.int64]
"""(resources + 1,) where each resource's rows begin, and where the last one's end."""

BEST_ROWS = 2
"""One lucky sentence is not enough: nDCG@3 0.651 en, 0.539 fr, against 0.639 and 0.522 by one."""
RULE = Curve(slopes=(50.6,), offset=-8.96)
"""The rule without teaching: a logistic curve of the mean of a resource's most similar rows.
Fitted on 1,390 example questions against 939 declined messages (English and French, descriptions
of this list alone, the default model): AUROC 0.930. A rule of thumb on other lists and models."""
RULE_THRESHOLDS = Thresholds(answer=0.764, maybe=0.194)
"""There `answer` lets through 6 % of the declined messages and says yes to 73 % of the questions;
`none` hides 3 % of these, and 48 % of the declined messages get past it."""


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

    def judge(
        self, scores: NDArray[np.float32], similar: Similarities, starts: Starts, most: int
    ) -> Judgement:
        """Judge by the (resources + 1,) scores of a `scorer`, up to `most` resources.

        Where nothing is calibrated `similar`, by meaning and words, tells how sure, by the rule;
        the order is that of the scores all the same.
        """
        best = np.argsort(-scores[:-1], kind="stable")[:most].tolist()
        told = scores[best].astype(float)
        if self.calibration is None:
            whole = similar / (1 - PIECES)
            sure = np.array([_by_rule(_best_rows(whole, starts, place)) for place in best])
            return _judgement(best, told, np.minimum.accumulate(sure), float(sure.max()))
        covered = float(self.calibration.covered.of(signs(scores[None, :]))[0])
        helps = covered * self.calibration.helps.of(leads(scores[:-1])[best])
        return _judgement(best, told, helps, covered)


def judge_by_rule(
    similar: Similarities, starts: Starts, places: Iterable[int], most: int
) -> Judgement:
    """Judge the resources at `places` by the rule, up to `most` of them."""
    told = [(_best_rows(similar, starts, place), place) for place in places]
    best = sorted(told, key=lambda pair: (-pair[0], pair[1]))[:most]
    judged = [Judged(place, score, _by_rule(score)) for score, place in best]
    return Judgement(judged[0].confidence if judged else 0.0, judged)


def _judgement(
    places: list[int], scores: Floats, confidences: Floats, confidence: float
) -> Judgement:
    told = zip(places, scores.tolist(), confidences.tolist(), strict=True)
    return Judgement(confidence, [Judged(*each) for each in told])


def _by_rule(score: float) -> float:
    return float(RULE.of(np.array([[score]]))[0])


def band(confidence: float, thresholds: Thresholds) -> Band:
    """Tell the band from the probability that any resource helps."""
    if confidence >= thresholds.answer:
        return "answer"
    return "maybe" if confidence >= thresholds.maybe else "none"


def _best_rows(similar: Similarities, starts: Starts, place: int) -> float:
    own = similar[starts[place] : starts[place + 1]]
    return float(np.sort(own)[-BEST_ROWS:].mean())
