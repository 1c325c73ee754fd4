"""Probabilities are those of plain logistic regression, and thresholds keep their shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from index.calibration import (
    MOST_HIDDEN,
    MOST_LET_THROUGH,
    PENALTY,
    Calibration,
    Curve,
    calibrate,
    choose,
    fit,
    leads,
    signs,
)
from index.rows import DECLINED

Floats = NDArray[np.float64]
PROBABILITIES = st.lists(st.floats(0, 0.999), min_size=1, max_size=200)


def by_sklearn(values: Floats, is_true: NDArray[np.bool_]) -> Curve:
    """Fit Platt's targets as weights of both answers, the offset under the same penalty."""
    hits = is_true.sum()
    high, low = (hits + 1) / (hits + 2), 1 / (len(is_true) - hits + 2)
    targets = np.where(is_true, high, low)
    inputs = np.column_stack([values, np.ones(len(values))])
    model = LogisticRegression(C=1 / PENALTY, fit_intercept=False, tol=1e-8, max_iter=5_000)
    model.fit(
        np.vstack([inputs, inputs]),
        np.repeat([1, 0], len(inputs)),
        sample_weight=np.concatenate([targets, 1 - targets]),
    )
    *slopes, offset = model.coef_[0]
    return Curve(tuple(slopes), offset)


@pytest.mark.parametrize("apart", [0.0, 0.5, 2.0, 8.0, 40.0], ids=lambda apart: f"{apart} apart")
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("count", [4, 40, 2_000])
def test_a_curve_is_that_of_logistic_regression(apart: float, columns: int, count: int) -> None:
    chosen = np.random.default_rng(int(apart * 10) + columns)
    is_true = np.arange(count) % 3 == 0
    values = chosen.normal(size=(count, columns)) + apart * is_true[:, None]
    ours, theirs = fit(values, is_true), by_sklearn(values, is_true)
    np.testing.assert_allclose(ours.of(values), theirs.of(values), atol=2e-3)
    np.testing.assert_allclose(
        [*ours.slopes, ours.offset], [*theirs.slopes, theirs.offset], 0.02, 0.02
    )


@pytest.mark.parametrize("answer", [True, False])
def test_one_kind_alone_is_no_certainty(answer: bool) -> None:
    curve = fit(np.array([[0.2], [0.4]]), np.array([answer, answer]))
    told = curve.of(np.array([[0.3]]))[0]
    assert 0.05 < told < 0.95
    assert (told > 0.5) == answer


@given(st.lists(st.tuples(st.floats(-3, 3), st.booleans()), min_size=1, max_size=40))
def test_whatever_is_fitted_gives_probabilities(told: list[tuple[float, bool]]) -> None:
    values = np.array([[value] for value, _ in told])
    probabilities = fit(values, np.array([is_true for _, is_true in told])).of(values)
    assert ((probabilities > 0) & (probabilities < 1)).all()


@given(PROBABILITIES, PROBABILITIES)
def test_thresholds_keep_their_shares(covered: list[float], declined: list[float]) -> None:
    found = choose(np.array(covered), np.array(declined))
    assert found.maybe <= found.answer
    assert np.mean(np.array(covered) < found.maybe) <= MOST_HIDDEN
    assert np.mean(np.array(declined) >= found.answer) <= MOST_LET_THROUGH


def test_thresholds_are_the_lowest_that_do() -> None:
    share = np.linspace(0, 1, 101)
    found = choose(share[50:], share)
    assert found.answer == pytest.approx(0.98, abs=1e-9)
    assert found.answer > share[98]
    assert found.maybe == 0.51


def test_between_kinds_that_are_told_apart_it_is_maybe() -> None:
    covered, declined = np.linspace(0.9, 1, 101), np.linspace(0, 0.1, 101)
    found = choose(covered, declined)
    assert found.answer == covered[2]
    assert found.maybe == pytest.approx((covered[2] + declined[98]) / 2)


def test_leads_are_over_the_best_other() -> None:
    assert leads(np.array([0.2, 0.9, 0.5])) == pytest.approx(
        np.array([[0.2, -0.7], [0.9, 0.4], [0.5, -0.4]])
    )
    assert leads(np.array([0.7, 0.7])).tolist() == [[0.7, 0.0], [0.7, 0.0]]
    assert leads(np.array([0.7])).tolist() == [[0.7, 0.7]]


@given(st.lists(st.floats(-1, 2), min_size=2, max_size=20))
def test_at_most_one_resource_leads(scores: list[float]) -> None:
    told = leads(np.array(scores))
    assert told[:, 0].tolist() == scores
    assert (told[:, 1] > 0).sum() <= 1
    assert told[int(np.argmax(scores)), 1] == told[:, 1].max() >= 0


def test_signs_are_the_score_of_covered_and_that_of_the_best() -> None:
    assert signs(np.array([[0.1, 0.6, 0.3], [0.2, 0.0, -1.0]])).tolist() == [[0.3, 0.6], [-1, 0.2]]


def make_scores(count: int, noise: float) -> tuple[Floats, NDArray[np.int64]]:
    """Make scores of five resources and of "covered"; every second question is declined."""
    chosen = np.random.default_rng(12)
    owners = np.where(np.arange(count) % 2, DECLINED, np.arange(count) % 5)
    scores = noise * chosen.normal(size=(count, 6))
    covered = np.flatnonzero(owners != DECLINED)
    scores[covered, owners[covered]] += 0.8
    scores[:, -1] += np.where(owners == DECLINED, -0.8, 0.8)
    return scores, owners


def test_calibration_tells_how_many_it_lets_through_and_hides() -> None:
    scores, owners = make_scores(2_000, 0.5)
    found = calibrate(scores, owners)
    told, is_covered = found.covered.of(signs(scores)), owners != DECLINED
    assert found.let_through == np.mean(told[~is_covered] >= found.thresholds.answer)
    assert found.hidden == np.mean(told[is_covered] < found.thresholds.maybe)
    assert 0 < found.let_through <= MOST_LET_THROUGH
    assert 0 < found.hidden <= MOST_HIDDEN


def test_a_calibrated_probability_is_how_often_it_is_so() -> None:
    scores, owners = make_scores(4_000, 0.8)
    found, is_covered = calibrate(scores, owners), owners != DECLINED
    told = found.covered.of(signs(scores))
    tenths = np.digitize(told, np.linspace(0, 1, 6)[1:-1])
    for tenth in np.unique(tenths):
        own = tenths == tenth
        assert told[own].mean() == pytest.approx(is_covered[own].mean(), abs=0.08)
    covered = np.flatnonzero(is_covered)
    helps = np.array([found.helps.of(leads(scores[row, :-1])) for row in covered])
    right = helps[np.arange(len(covered)), owners[covered]].mean()
    assert helps.sum(axis=1).mean() == pytest.approx(1, abs=0.1)
    assert right > 1.5 * helps.mean()


@pytest.mark.parametrize("count", [2, 4, 10])
@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_tiny_lessons_are_calibrated_too(count: int, noise: float) -> None:
    found = calibrate(*make_scores(count, noise))
    assert isinstance(found, Calibration)
    assert 0 <= found.thresholds.maybe <= found.thresholds.answer <= 1
