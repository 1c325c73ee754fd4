"""Similarities with the rows that teach, to scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.evidence import PIECES, Lexicon, Similarities
from index.features import piece_features, words_of
from index.postings import FeatureWeights


@dataclass(frozen=True, slots=True)
class Scorer:
    """What was taught: what speaks for each row, to scores."""

    rows: NDArray[np.float32]
    """(n, k) what the similarity with each row adds to each of k scores, see `teaching`."""
    pieces: FeatureWeights
    """What each piece of a word adds: the same numbers with the rows summed up, which is exact and
    spares 40,000 additions a question."""

    @classmethod
    def of(cls, weights: NDArray[np.float32], lexicon: Lexicon) -> Scorer:
        """Take the taught weights of the rows; `lexicon` has their pieces."""
        assert lexicon.pieces is not None  # noqa: S101 - rows that teach are few
        return cls(weights, FeatureWeights.from_postings(lexicon.pieces, PIECES * weights))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Scorer:
        """Take what `arrays` gave."""
        return cls(arrays["rows"], FeatureWeights.from_arrays(below("pieces", arrays)))

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        return {"rows": self.rows, **under("pieces", self.pieces.arrays())}

    def scores(self, similar: Similarities, text: str) -> NDArray[np.float32]:
        """Give (k,) scores of a text.

        `similar` is the similarity with every row but for pieces of words.
        """
        told = similar @ self.rows + self.pieces.scores(piece_features(words_of(text)))
        return np.asarray(told, np.float32)
