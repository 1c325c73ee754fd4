"""What the words of a text add to scores, and the pieces of its words; looked up once for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.features import MOST_TEXTS, Features
from index.vocabulary import Vocabulary, Weights, counted, look_up, rarity


@dataclass(frozen=True, slots=True)
class FeatureWeights:
    """What each feature adds to each score, by one vocabulary or several."""

    features: NDArray[np.uint32]
    """(v,) hashes that any of the vocabularies knows, in order."""
    weights: NDArray[np.float16]
    """(v + 1, k) what each adds, its rarity included; the last row, 0, is for unknown ones. In 16
    bits, which moves a score by less than a thousandth."""
    squares: Weights
    """(v + 1, g) squared rarity of each, and of an unknown one, in each of the g vocabularies."""
    groups: NDArray[np.int64]
    """(k,) the vocabulary of each score: by it a question is a vector of unit length."""

    @classmethod
    def of(cls, vocabulary: Vocabulary, weights: Weights) -> FeatureWeights:
        """Take the (v, k) weights of a vocabulary's features."""
        rarest = rarity(vocabulary.count, np.zeros(1))
        rarities = np.concatenate([vocabulary.rarities, rarest])[:, None]
        width = weights.shape[1]
        known = np.concatenate([weights, np.zeros((1, width), np.float32)]) * rarities
        groups = np.zeros(width, np.int64)
        return cls(vocabulary.features, known.astype(np.float16), rarities**2, groups)

    @classmethod
    def joined(cls, parts: Sequence[FeatureWeights]) -> FeatureWeights:
        """Put the scores of several beside each other."""
        features = np.unique(np.concatenate([part.features for part in parts]))
        places = [np.append(look_up(part.features, features), len(part.features)) for part in parts]
        own = list(zip(parts, places, strict=True))
        before = np.cumsum([0, *(part.squares.shape[1] for part in parts[:-1])])
        counted_by = [part.groups + first for part, first in zip(parts, before, strict=True)]
        return cls(
            features,
            np.hstack([part.weights[rows] for part, rows in own]),
            np.hstack([part.squares[rows] for part, rows in own]),
            np.concatenate(counted_by),
        )

    def only(self, columns: slice) -> FeatureWeights:
        """Give some of the scores; of the vocabularies, those by which they count."""
        kept, groups = np.unique(self.groups[columns], return_inverse=True)
        weights, squares = self.weights[:, columns], self.squares[:, kept]
        return FeatureWeights(self.features, weights, squares, groups)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> FeatureWeights:
        """Take what `arrays` gave."""
        return cls(arrays["features"], arrays["weights"], arrays["squares"], arrays["groups"])

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        return {
            "features": self.features,
            "weights": self.weights,
            "squares": self.squares,
            "groups": self.groups,
        }

    def scores(self, features: tuple[int, ...]) -> Weights:
        """Give (k,) what a question's features add up to."""
        asked, frequencies = counted(features)
        places = look_up(self.features, asked)
        lengths = np.sqrt((frequencies * frequencies) @ self.squares[places])
        sums = frequencies @ self.weights[places].astype(np.float32)
        return np.asarray(sums / np.maximum(lengths, _TINY)[self.groups])


_TINY = np.float32(1e-9)


class Tables:
    """Weights of words and of pieces of words for several that look at the same texts."""

    def __init__(
        self, words: FeatureWeights, pieces: FeatureWeights, widths: Mapping[str, int]
    ) -> None:
        """Take scores, of which each of several has so many."""
        self.words, self.pieces, self._widths = words, pieces, widths
        # Apart, for numbers count as words for some, and then the pieces are the same all the same.
        self._of_words = lru_cache(MOST_TEXTS)(words.scores)
        self._of_pieces = lru_cache(MOST_TEXTS)(pieces.scores)

    @classmethod
    def joined(cls, parts: Mapping[str, TextWeights]) -> Tables:
        """Put the weights of several into one."""
        words = FeatureWeights.joined([part.words for part in parts.values()])
        pieces = FeatureWeights.joined([part.pieces for part in parts.values()])
        return cls(words, pieces, {name: len(part.words.groups) for name, part in parts.items()})

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Tables:
        """Take what `arrays` gave."""
        words = FeatureWeights.from_arrays(below("words", arrays))
        pieces = FeatureWeights.from_arrays(below("pieces", arrays))
        widths = {name: int(width) for name, width in below("widths", arrays).items()}
        return cls(words, pieces, widths)

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        words, pieces = under("words", self.words.arrays()), under("pieces", self.pieces.arrays())
        widths = {name: np.array(width) for name, width in self._widths.items()}
        return {**words, **pieces, **under("widths", widths)}

    def parts(self) -> dict[str, TextWeights]:
        """Give each its own."""
        ends = np.cumsum(list(self._widths.values())).tolist()
        return {
            name: TextWeights(self, slice(end - width, end))
            for end, (name, width) in zip(ends, self._widths.items(), strict=True)
        }

    def scores(self, features: Features) -> Weights:
        """Give what a text's features add up to, for all."""
        return self._of_words(features.words) + self._of_pieces(features.pieces)


@dataclass(frozen=True, slots=True)
class TextWeights:
    """What words and pieces of words add to some scores."""

    tables: Tables
    """In which others may look as well: who comes second finds what the first has added up."""
    columns: slice

    @classmethod
    def of(cls, words: FeatureWeights, pieces: FeatureWeights) -> TextWeights:
        """Look in tables of its own."""
        return cls(Tables(words, pieces, {}), slice(0, len(words.groups)))

    @property
    def words(self) -> FeatureWeights:
        """Give its own weights of words."""
        return self.tables.words.only(self.columns)

    @property
    def pieces(self) -> FeatureWeights:
        """Give its own weights of pieces of words."""
        return self.tables.pieces.only(self.columns)

    def scores(self, features: Features) -> Weights:
        """Give (k,) what a text's features add up to."""
        return self.tables.scores(features)[self.columns]
