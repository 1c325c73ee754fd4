"""Similarities with the rows that teach, to scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.evidence import PIECES, WORDS, Lexicon, Similarities
from index.features import features_of
from index.postings import FeatureWeights

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scorer:
    """What was taught: what speaks for each row, to scores."""

    rows: NDArray[np.float32]
    """(n, k) what the likeness in meaning to each row adds to each of k scores, see `teaching`."""
    words: FeatureWeights
    pieces: FeatureWeights
    """What each word and each piece of a word add: the same numbers with the rows summed up, which
    is exact and spares some 50,000 additions a question."""

    @classmethod
    def of(cls, weights: NDArray[np.float32], lexicon: Lexicon) -> Scorer:
        """Take the taught weights of the rows; `lexicon` has their words and pieces."""
        assert lexicon.pieces is not None  # noqa: S101 - rows that teach are few
        words = FeatureWeights.from_postings(lexicon.words, WORDS * weights)
        return cls(weights, words, FeatureWeights.from_postings(lexicon.pieces, PIECES * weights))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Scorer:
        """Take what `arrays` gave."""
        words = FeatureWeights.from_arrays(below("words", arrays))
        return cls(arrays["rows"], words, FeatureWeights.from_arrays(below("pieces", arrays)))

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        words, pieces = under("words", self.words.arrays()), under("pieces", self.pieces.arrays())
        return {"rows": self.rows, **words, **pieces}

    def worded(self, text: str) -> Scores:
        """Give the (k,) part of a text's scores that its words and their pieces make."""
        words, pieces = features_of(text)
        return self.words.scores(words) + self.pieces.scores(pieces)

    def scores(self, near: Similarities, worded: Scores) -> Scores:
        """Give (k,) scores of a text; `near` is how like each row it is in meaning."""
        return np.asarray(near @ self.rows + worded, np.float32)
