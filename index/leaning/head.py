"""A head: weights of a vector's numbers and of a text's features, which come to scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.features import MOST_TEXTS, Features, features_of
from index.leaning.counts import magnitudes
from index.text_weights import TextWeights
from index.vectors import Vectors

Floats = NDArray[np.float64]

MEANING, WORDS, PIECES = 1.0, 0.5, 0.25
"""What the three kinds of evidence count, as in `evidence`. On cases that were left out half or
twice of each changes less than 0.01 in F1 and in verdicts accepted; decisions gain by words."""


@dataclass(frozen=True, slots=True)
class Head:
    """One or several things to recognise."""

    vectors: Vectors
    """(d, k) what each number of a vector adds to each of k scores."""
    texts: TextWeights

    def scores(self, texts: Sequence[str], vectors: Vectors) -> Floats:
        """Give (t, k) scores of t texts and their (t, d) vectors."""
        worded = np.array([self.worded(text) for text in texts])
        return np.asarray(vectors @ self.vectors + worded, np.float64)

    def score(self, text: str, vector: Vectors) -> Vectors:
        """Give (k,) scores of a text and its (d,) vector."""
        return np.asarray(vector @ self.vectors + self.worded(text))

    def worded(self, text: str) -> Vectors:
        """Give the (k,) part of a text's scores that its words and their pieces make."""
        return self.texts.scores(lexical_features(text))


@lru_cache(maxsize=MOST_TEXTS)
def lexical_features(text: str) -> Features:
    """Give the features of a text, those of numbers among them."""
    return features_of(text).having(magnitudes(text))
