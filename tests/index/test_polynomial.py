"""Likeness is the polynomial that it says it is, for each two rows and for all of them at once."""

import numpy as np
import pytest
from numpy.typing import NDArray

from index.evidence import meaning
from index.polynomial import CONSTANT, DIRECTIONS, LINEAR, SQUARE, Polynomial

Floats = NDArray[np.float32]


def unit_rows(count: int, dimension: int, seed: int) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


@pytest.mark.parametrize(("count", "dimension"), [(1, 1), (3, 8), (40, 8), (30, 384)])
def test_likeness_is_what_its_three_parts_say(count: int, dimension: int) -> None:
    rows = unit_rows(count, dimension, seed=1)
    made = Polynomial.of(rows)
    told = made.likeness(rows)
    for place, row in enumerate(rows):
        for other in range(count):
            inner = row.astype(float) @ rows[other]
            along = (row.astype(float) @ made.directions) @ (rows[other] @ made.directions)
            plain = CONSTANT + LINEAR * inner + SQUARE * along**2
            assert told[place, other] == pytest.approx(plain, abs=1e-5)


def test_its_parts_are_those_of_the_series_of_the_kernel_but_for_three_squares() -> None:
    step = 0.05
    below, at, above = meaning(np.array([-step, 0, step], np.float32)).tolist()
    assert pytest.approx(at) == CONSTANT
    assert pytest.approx((above - below) / (2 * step), rel=1e-2) == LINEAR
    assert pytest.approx(3 * (above - 2 * at + below) / step**2 / 2, rel=1e-2) == SQUARE


def test_directions_are_those_in_which_rows_differ_most() -> None:
    rows = unit_rows(500, 200, seed=2) * np.linspace(2, 0.1, 200, dtype=np.float32)
    made = Polynomial.of(rows)
    _, lengths, plain = np.linalg.svd(rows.astype(float), full_matrices=False)
    count = made.directions.shape[1]
    assert 40 < count < DIRECTIONS
    assert count * (count + 1) / 2 <= 2 * len(rows) + count
    held = ((rows @ made.directions) ** 2).sum()
    assert held == pytest.approx((lengths[:count] ** 2).sum(), rel=1e-4)
    np.testing.assert_allclose(np.abs(plain[0] @ made.directions[:, 0]), 1, atol=1e-4)


@pytest.mark.parametrize(("count", "dimension", "k"), [(1, 4, 1), (50, 8, 3), (60, 384, 21)])
def test_rows_summed_up_are_likeness_times_weights(count: int, dimension: int, k: int) -> None:
    rows, asked = unit_rows(count, dimension, seed=3), unit_rows(7, dimension, seed=4)
    weights = np.random.default_rng(5).normal(size=(count, k)).astype(np.float32)
    made = Polynomial.of(rows)
    likeness = made.likeness(np.concatenate([asked, rows]))[:7, 7:]
    told = np.stack([made.summed(rows, weights) @ made.features(one) for one in asked])
    assert told.dtype == np.float32
    np.testing.assert_allclose(told, likeness @ weights, atol=1e-4)
