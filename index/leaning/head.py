"""A head: rows of the guide with weights, which turn a text's likeness to them into probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.calibration import Curve
from index.evidence import Lexicon, meaning
from index.vectors import Vectors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scale:
    """What a head's scores mean."""

    curve: Curve
    """Score to probability."""
    threshold: float
    """Probability from which something is taken as said."""
    found: float
    """Share of what was said that is found, rows left out."""
    wrong: float
    """Share of what is found, or of what should not be, that is wrong; rows left out."""


@dataclass(frozen=True, slots=True)
class Head:
    """One or several things to recognise."""

    vectors: Vectors
    """(n, d) float32, rows of unit length."""
    lexicon: Lexicon
    weights: NDArray[np.float32]
    """(n, k): similarities with the rows times these are k scores."""
    scale: Scale

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> Floats:
        """Give (t, k) probabilities for t texts and their (t, d) vectors."""
        told = np.stack([self.lexicon.similarities(text) for text in texts])
        scores = (told + meaning(vectors @ self.vectors.T)) @ self.weights
        return self.scale.curve.of(scores[..., None])

    def arrays(self) -> Arrays:
        """Give all there is to store, the scale aside."""
        lexicon = under("words", self.lexicon.arrays())
        return {"vectors": self.vectors, "weights": self.weights, **lexicon}

    @classmethod
    def from_arrays(cls, arrays: Arrays, scale: Scale) -> Head:
        """Take what `arrays` gave."""
        lexicon = Lexicon.from_arrays(below("words", arrays))
        return cls(arrays["vectors"], lexicon, arrays["weights"], scale)
