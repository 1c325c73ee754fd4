"""A head: rows of the guide with weights, which turn a text's likeness to them into scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.calibration import Curve
from index.evidence import PIECES, Lexicon, meaning
from index.features import piece_features, words_of
from index.postings import FeatureWeights
from index.vectors import Vectors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scale:
    """What the signs of something mean, as rows that were left out show."""

    curve: Curve
    """Signs to probability; see `signs`."""
    threshold: float
    """Probability from which something is taken as said."""
    found: float
    """Share of what was said that is found."""
    wrong: float
    """Of decisions: share of the other questions taken for one. Of circumstances: share of those
    found that nobody stated."""


@dataclass(frozen=True, slots=True)
class Head:
    """One or several things to recognise."""

    vectors: Vectors
    """(n, d) float32, rows of unit length."""
    lexicon: Lexicon
    """Of words alone."""
    pieces: FeatureWeights
    """What pieces of words add to each score, summed up over the rows."""
    weights: NDArray[np.float32]
    """(n, k): similarities with the rows times these are k scores."""
    scale: Scale

    @classmethod
    def of(
        cls, vectors: Vectors, lexicon: Lexicon, weights: NDArray[np.float32], scale: Scale
    ) -> Head:
        """Take what was taught; `lexicon` has the rows' pieces."""
        assert lexicon.pieces is not None  # noqa: S101 - a guide is small
        pieces = FeatureWeights.from_postings(lexicon.pieces, PIECES * weights)
        return cls(vectors, lexicon.without_pieces(), pieces, weights, scale)

    def scores(self, texts: Sequence[str], vectors: Vectors) -> Floats:
        """Give (t, k) scores of t texts and their (t, d) vectors."""
        told = np.stack([self.lexicon.similarities(text) for text in texts])
        scores = (told + meaning(vectors @ self.vectors.T)) @ self.weights
        scores += np.stack([self.pieces.scores(piece_features(words_of(text))) for text in texts])
        return np.asarray(scores, np.float64)

    def arrays(self) -> Arrays:
        """Give all there is to store, the scale aside."""
        lexicon = under("words", self.lexicon.arrays())
        pieces = under("pieces", self.pieces.arrays())
        return {"vectors": self.vectors, "weights": self.weights, **lexicon, **pieces}

    @classmethod
    def from_arrays(cls, arrays: Arrays, scale: Scale) -> Head:
        """Take what `arrays` gave."""
        lexicon = Lexicon.from_arrays(below("words", arrays))
        pieces = FeatureWeights.from_arrays(below("pieces", arrays))
        return cls(arrays["vectors"], lexicon, pieces, arrays["weights"], scale)
