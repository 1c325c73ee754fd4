"""Similarities with the rows that teach, to scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.evidence import PIECES, WORDS, Lexicon, Similarities
from index.features import features_of
from index.text_weights import TextWeights

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scorer:
    """What was taught: what speaks for each row, to scores."""

    rows: NDArray[np.float32]
    """(n, k) what the likeness in meaning to each row adds to each of k scores, see `teaching`."""
    texts: TextWeights
    """What each word and each piece of a word add: the same numbers with the rows summed up."""

    @classmethod
    def of(cls, weights: NDArray[np.float32], lexicon: Lexicon) -> Scorer:
        """Take the taught weights of the rows; `lexicon` has their words and pieces."""
        assert lexicon.pieces is not None  # noqa: S101 - rows that teach are few
        words = lexicon.words.weights_of(WORDS * weights)
        return cls(weights, TextWeights.of(words, lexicon.pieces.weights_of(PIECES * weights)))

    def worded(self, text: str) -> Scores:
        """Give the (k,) part of a text's scores that its words and their pieces make."""
        return self.texts.scores(features_of(text))

    def scores(self, near: Similarities, worded: Scores) -> Scores:
        """Give (k,) scores of a text; `near` is how like each row it is in meaning."""
        return np.asarray(near @ self.rows + worded, np.float32)
