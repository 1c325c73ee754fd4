"""A head: rows of the guide with weights, which turn a text's likeness to them into scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.calibration import Curve
from index.evidence import Lexicon, Similarities, meaning
from index.scorer import Scorer
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
    scorer: Scorer
    scale: Scale

    @classmethod
    def of(
        cls, vectors: Vectors, lexicon: Lexicon, weights: NDArray[np.float32], scale: Scale
    ) -> Head:
        """Take what was taught; `lexicon` has the rows' pieces."""
        return cls(vectors, lexicon.without_pieces(), Scorer.of(weights, lexicon), scale)

    def scores(self, texts: Sequence[str], vectors: Vectors) -> Floats:
        """Give (t, k) scores of t texts and their (t, d) vectors."""
        near = meaning(vectors @ self.vectors.T)
        return np.array([self._scores(*each) for each in zip(texts, near, strict=True)], np.float64)

    def _scores(self, text: str, near: Similarities) -> NDArray[np.float32]:
        return self.scorer.scores(self.lexicon.similarities(text) + near, text)

    def arrays(self) -> Arrays:
        """Give all there is to store, the scale aside."""
        lexicon = under("words", self.lexicon.arrays())
        return {"vectors": self.vectors, **lexicon, **under("scorer", self.scorer.arrays())}

    @classmethod
    def from_arrays(cls, arrays: Arrays, scale: Scale) -> Head:
        """Take what `arrays` gave."""
        lexicon = Lexicon.from_arrays(below("words", arrays))
        scorer = Scorer.from_arrays(below("scorer", arrays))
        return cls(arrays["vectors"], lexicon, scorer, scale)
