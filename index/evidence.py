"""How like a question each row of a generation is: meaning, words and pieces of words together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.features import features_of
from index.postings import Postings
from index.vectors import Vectors

Similarities = NDArray[np.float32]

MEANING, WORDS, PIECES = 0.5, 0.25, 0.25
"""What the three kinds of evidence count. Chosen on the example questions, never on the evaluation
set: mean nDCG@3 where one author's questions are taught and the other's asked, both ways and in
both languages (meaning, words, pieces): 0.865; (1/3 each) 0.862; meaning 3/5 0.863; words halved
0.864; meaning alone 0.800; words and pieces alone 0.815."""
WIDTH = 2.0
"""Meaning is exp(WIDTH (cosine - 1)): a kernel in which only near rows count. The bare cosine, or
twice the width, loses 0.005 to 0.02, and lets through 8 of 100 declined messages for 5."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexical side: rows by their features."""

    words: Postings
    pieces: Postings | None
    """None for a large corpus, where they would be larger than the vectors."""

    @classmethod
    def from_texts(cls, texts: Iterable[str], *, has_pieces: bool) -> Lexicon:
        """Store texts; text i is row i."""
        found = map(features_of, texts)
        if not has_pieces:
            return cls(Postings.from_features(one.words for one in found), None)
        held = list(found)
        pieces = Postings.from_features(one.pieces for one in held)
        return cls(Postings.from_features(one.words for one in held), pieces)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Lexicon:
        """Take what `arrays` gave."""
        pieces = below("pieces", arrays)
        words = Postings.from_arrays(below("words", arrays))
        return cls(words, Postings.from_arrays(pieces) if pieces else None)

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        pieces = under("pieces", self.pieces.arrays()) if self.pieces is not None else {}
        return {**under("words", self.words.arrays()), **pieces}

    def similarities(self, text: str) -> Similarities:
        """Give the weighted lexical part of the similarity with every row, (n,) float32."""
        features = features_of(text)
        found = WORDS * self.words.similarities(features.words)
        if self.pieces is not None:
            found += PIECES * self.pieces.similarities(features.pieces)
        return found


def meaning(cosines: Vectors) -> Similarities:
    """Give the weighted part of the similarity that cosines of vectors make."""
    return np.asarray(MEANING * np.exp(WIDTH * (cosines - 1)), np.float32)
