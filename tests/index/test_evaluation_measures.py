"""Figures mean what the literature means by them: worked by hand, and against scikit-learn."""

import math
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from sklearn.metrics import ndcg_score, roc_auc_score

from index.evaluation.calibration import BINS, ece, reliability
from index.evaluation.figures import mean_of
from index.evaluation.levels import Flags, Floats
from index.evaluation.ranking import ndcg, recall
from index.evaluation.resampling import RESAMPLES, Figure, draws, estimate
from index.evaluation.separation import auroc, let_through

Answers = list[tuple[float, bool, int]]
"""Confidence, a yes or no, and how often it was drawn."""
ANSWERS = some.lists(
    some.tuples(some.integers(0, 8).map(lambda n: n / 8), some.booleans(), some.integers(0, 3)),
    min_size=2,
    max_size=40,
)


def once(count: int) -> Floats:
    return np.ones((1, count))


def columns(answers: Answers) -> tuple[Floats, Flags, Floats]:
    sure, yes, times = zip(*answers, strict=True)
    return np.array(sure), np.array(yes), np.array([times], dtype=np.float64)


def repeated(answers: Answers) -> Answers:
    return [(sure, yes, 1) for sure, yes, times in answers for _ in range(times)]


def test_ndcg_of_a_worked_example() -> None:
    assert ndcg([3, 2, 1], [3, 2, 1]) == pytest.approx(1)
    # gains 1, 3, 7 at discounts 1, log2(3), 2 against 7, 3, 1
    assert ndcg([1, 2, 3], [3, 2, 1]) == pytest.approx(6.393 / 9.393, abs=1e-3)
    assert ndcg([0, 0, 0], [3]) == 0
    assert ndcg([], [3]) == 0
    assert ndcg([0], []) == 0
    # A fourth card and a fourth relevant resource change nothing.
    assert ndcg([3, 0, 0, 3], [3, 3, 3, 3]) == pytest.approx(1 / (1 + 1 / math.log2(3) + 0.5))


@given(some.lists(some.integers(0, 3), min_size=4, max_size=9).filter(any))
def test_ndcg_is_scikit_learns(grades: list[int]) -> None:
    gains = [[2**grade - 1 for grade in grades]]
    order = [list(range(len(grades), 0, -1))]
    assert ndcg(grades[:3], grades) == pytest.approx(ndcg_score(gains, order, k=3))


@pytest.mark.parametrize(
    ("shown", "relevant", "expected"),
    [
        ([2, 0, 3], [3, 2], 1),
        ([2, 0, 1], [3, 2, 1, 1], 1 / 2),
        ([3, 0, 0], [3, 3, 2, 2, 2], 1 / 3),
        ([3, 2, 2], [3, 3, 2, 2, 2], 1),
        ([], [2], 0),
    ],
)
def test_recall_by_hand(shown: list[int], relevant: list[int], expected: float) -> None:
    assert recall(shown, relevant) == pytest.approx(expected)


def test_there_is_no_recall_where_nothing_clearly_helps() -> None:
    assert math.isnan(recall([1], [1, 1]))


def test_auroc_by_hand() -> None:
    confidences = np.array([0.9, 0.5, 0.4, 0.5, 0.1])
    is_real = np.array([True, True, True, False, False])
    # 0.9 wins two; 0.5 wins one and ties one; 0.4 wins one: 4.5 of 6
    assert auroc(confidences, is_real, once(5)) == pytest.approx([4.5 / 6])
    assert np.isnan(auroc(confidences, np.ones(5, dtype=bool), once(5))).all()
    assert np.isnan(auroc(confidences, np.zeros(5, dtype=bool), once(5))).all()


@given(ANSWERS)
def test_auroc_is_scikit_learns_in_every_resample(answers: Answers) -> None:
    sure, is_real, times = columns(answers)
    found = auroc(sure, is_real, np.vstack([times, times * 2, once(len(answers))]))
    drawn = times[0] > 0
    if is_real[drawn].any() and not is_real[drawn].all():
        expected = roc_auc_score(is_real, sure, sample_weight=times[0])
        assert found[:2] == pytest.approx([expected, expected])
    else:
        assert np.isnan(found[:2]).all()
    if is_real.any() and not is_real.all():
        assert found[2] == pytest.approx(roc_auc_score(is_real, sure))


def test_let_through_by_hand() -> None:
    real = [place / 20 for place in range(1, 21)]
    # 19 of 20 reach 0.10, the threshold; of the declined messages, two of four do
    declined = [0.05, 0.099, 0.1, 0.9]
    is_real = np.array([True] * 20 + [False] * 4)
    assert let_through(np.array(real + declined), is_real, once(24)) == pytest.approx([0.5])
    # Of ten, all must pass: nine are too few.
    fewer = np.array([*real[10:], 0.5, 0.55, 0.56])
    assert let_through(fewer, np.array([True] * 10 + [False] * 3), once(13)) == pytest.approx(
        [2 / 3]
    )


@given(ANSWERS)
def test_let_through_is_that_of_the_plain_rule(answers: Answers) -> None:
    sure, is_real, times = columns(answers)
    real = [one for one, yes, _ in repeated(answers) if yes]
    declined = [one for one, yes, _ in repeated(answers) if not yes]
    found = let_through(sure, is_real, times)[0]
    if not real or not declined:
        assert math.isnan(found)
        return
    passing = [least for least in real if sum(one >= least for one in real) >= 0.95 * len(real)]
    passed = sum(one >= max(passing) for one in declined)
    assert found == pytest.approx(passed / len(declined))


def test_ece_by_hand() -> None:
    # Fifteen answers, each a bin of its own: fourteen are exact, one is off by 0.75.
    sure = np.array([*np.zeros(13), 0.25, 1])
    helped = np.array([False] * 13 + [True, True])
    assert ece(sure, helped, once(15)) == pytest.approx([0.75 / 15])
    # Thirty, two a bin, the pair (0.4, 0.6) with one helped: exact although neither is.
    sure = np.array([*np.zeros(14), 0.4, 0.6, *np.ones(14)])
    helped = np.array([False] * 15 + [True] * 15)
    assert ece(sure, helped, once(30)) == pytest.approx([0])


@given(some.lists(some.booleans(), min_size=BINS * 3, max_size=BINS * 3))
def test_ece_is_that_of_the_plain_rule(outcomes: list[bool]) -> None:
    sure = np.linspace(0.02, 0.97, len(outcomes)) ** 2
    helped = np.array(outcomes)
    bins = zip(np.array_split(sure, BINS), np.array_split(helped, BINS), strict=True)
    pairs = [(ours.mean(), theirs.mean()) for ours, theirs in bins]
    assert ece(sure, helped, once(len(sure))) == pytest.approx(
        [np.mean([abs(one - other) for one, other in pairs])]
    )
    curve = [(one.confidence, one.helped) for one in reliability(sure, helped)]
    assert curve == [pytest.approx(pair) for pair in pairs]


@given(ANSWERS.filter(lambda answers: any(times for _, _, times in answers)), some.randoms())
def test_ece_of_a_resample_is_that_of_what_was_drawn(answers: Answers, chance: Random) -> None:
    sure, helped, times = columns(answers)
    drawn = repeated(answers)
    chance.shuffle(drawn)
    plain = ece(*columns(drawn))
    assert ece(sure, helped, np.vstack([times, times])) == pytest.approx([plain[0]] * 2)


def spread(values: Sequence[float]) -> Figure:
    return estimate({"ndcg": mean_of(values)}, (len(values),))["ndcg"]


def test_an_interval_is_what_theory_says() -> None:
    values = [1.0] * 120 + [0.0] * 280
    found = spread(values)
    reach = 1.96 * math.sqrt(0.3 * 0.7 / 400)
    assert found.value == pytest.approx(0.3)
    assert found.low == pytest.approx(0.3 - reach, abs=0.006)
    assert found.high == pytest.approx(0.3 + reach, abs=0.006)
    assert spread(values) == found


def test_a_mean_leaves_out_what_is_not_told() -> None:
    assert spread([1.0, math.nan, 0.0, math.nan]).value == pytest.approx(0.5)
    assert spread([math.nan]) == Figure(None, None, None)
    assert spread([1.0, math.nan]) == Figure(1, 1, 1)


def test_resamples_draw_as_many_of_each_group_as_there_are() -> None:
    for strata in ((30, 12), (0, 5), (3000, 2500)):
        batches = list(draws(strata))
        assert sum(len(times) for times in batches) == RESAMPLES
        for times in batches:
            assert (times[:, : strata[0]].sum(axis=1) == strata[0]).all()
            assert (times[:, strata[0] :].sum(axis=1) == strata[1]).all()
    assert len(np.unique(next(draws((30, 12))), axis=0)) == RESAMPLES
