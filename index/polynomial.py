"""Likeness in meaning as a polynomial of two vectors, so that rows can be summed up in weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.evidence import MEANING, WIDTH
from index.vectors import Vectors

CONSTANT = MEANING * math.exp(-WIDTH)
LINEAR = CONSTANT * WIDTH
SQUARE = 3 * CONSTANT * WIDTH**2 / 2
"""The likeness of x and y is CONSTANT + LINEAR (x·y) + SQUARE (x'·y')², where x' and y' lie along
`DIRECTIONS`. The first two are those of the series of `evidence.meaning`, the third is three times
the series', for all powers that are left out. So a question is compared with no row, and ranks as
well as by that: nDCG@3 of example questions left out, the mean of four
divisions, 0.914 en, 0.872 fr for 0.914 and 0.869; AUROC of what is covered 0.989 in both. Without a
square it is 0.006 less."""
DIRECTIONS = 128
"""In which rows differ most (truncated singular value decomposition): nDCG@3 0.893 (both languages)
as with all 384, 0.891 with 96, 0.890 with 64. Of few rows fewer are taken, so that there are no
more than two products of two numbers for each row."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """How like each other vectors are."""

    directions: Vectors
    """(d, p) columns of unit length, at right angles."""

    @classmethod
    def of(cls, rows: Vectors) -> Polynomial:
        """Take the directions in which (n, d) rows differ most."""
        _, directions = np.linalg.eigh(rows.T @ rows)
        count = min(DIRECTIONS, int(2 * len(rows) ** 0.5))
        return cls(np.ascontiguousarray(directions[:, ::-1][:, :count], np.float32))

    def likeness(self, rows: Vectors) -> Vectors:
        """Give (n, n) float32: how like each other (n, d) rows are."""
        along = rows @ self.directions
        told = along @ along.T
        told *= np.float32(SQUARE) * told
        told += np.float32(LINEAR) * (rows @ rows.T) + np.float32(CONSTANT)
        return told

    def summed(self, rows: Vectors, weights: Vectors) -> Vectors:
        """Give (k, f): times `features`, it is the likeness to (n, d) rows times (n, k) weights."""
        along = rows @ self.directions
        first, second = _pairs(along.shape[1])
        squares = np.stack([((along.T * own) @ along)[first, second] for own in weights.T])
        squares[:, first != second] *= 2
        constants, linear = CONSTANT * weights.sum(axis=0)[:, None], LINEAR * (weights.T @ rows)
        return np.hstack([constants, linear, SQUARE * squares]).astype(np.float32)

    def features(self, vector: Vectors) -> Vectors:
        """Give (f,) float32 for a (d,) vector: 1, itself, and products of two numbers along."""
        along = vector @ self.directions
        first, second = _pairs(len(along))
        return np.concatenate([_ONE, vector, along.take(first) * along.take(second)])


_ONE = np.ones(1, np.float32)


@lru_cache(maxsize=4)
def _pairs(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give each two of so many places once, those of one with itself among them."""
    first, second = np.triu_indices(count)
    return first, second
