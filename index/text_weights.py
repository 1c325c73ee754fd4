"""What the words of a text add to scores, and the pieces of its words; looked up once for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays, below, under
from index.features import MOST_TEXTS, Features, Hashes
from index.vocabulary import Vocabulary, Weights, look_up, rarity


class Weighed(NamedTuple):
    """The features that some texts have of one kind, words or pieces."""

    vocabulary: Vocabulary
    weights: Weights
    """(v, k) what each adds to each of k scores."""


@dataclass(frozen=True, slots=True)
class FeatureWeights:
    """What each feature of texts adds to each score, by one list of texts or several."""

    features: Hashes
    """(v,) all that are known."""
    table: NDArray[np.int8]
    """(v + 1, k) what each adds to each of k scores, its rarity included; the last row, 0, is for
    unknown ones. In 8 bits a column: scores of evaluation questions move by 0.0006 to 0.001 (root
    mean square) and spread by 0.04 to 0.14."""
    scales: Weights
    """(k,) what 1 in a column stands for."""
    squares: Weights
    """(v + 1, g) squared rarity of each, and of an unknown one, in each of g lists of texts."""
    groups: NDArray[np.int64]
    """(k,) the list of texts of each score: by it a question is a vector of unit length."""

    @classmethod
    def of(cls, words: Weighed, pieces: Weighed) -> FeatureWeights:
        """Take what is known of the words and of the pieces of the same texts, words below pieces.

        They are not sorted anew: see `features.PIECES_FROM`.
        """
        kinds = (words.vocabulary, pieces.vocabulary)
        rarest = rarity(words.vocabulary.count, np.zeros(1))
        rarities = np.concatenate([*(kind.rarities for kind in kinds), rarest])[:, None]
        unknown = np.zeros((1, words.weights.shape[1]), np.float32)
        weights = np.concatenate([words.weights, pieces.weights, unknown])
        table, scales = _in_bytes(weights * rarities)
        features = np.concatenate([kind.features for kind in kinds])
        return cls(features, table, scales, rarities**2, np.zeros(len(scales), np.int64))

    @classmethod
    def joined(cls, parts: Sequence[FeatureWeights]) -> FeatureWeights:
        """Put the scores of several beside each other."""
        features = np.unique(np.concatenate([part.features for part in parts]))
        places = [np.append(look_up(part.features, features), len(part.features)) for part in parts]
        own = list(zip(parts, places, strict=True))
        before = np.cumsum([0, *(part.squares.shape[1] for part in parts[:-1])])
        groups = [part.groups + first for part, first in zip(parts, before, strict=True)]
        return cls(
            features,
            np.hstack([part.table[rows] for part, rows in own]),
            np.concatenate([part.scales for part in parts]),
            np.hstack([part.squares[rows] for part, rows in own]),
            np.concatenate(groups),
        )

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> FeatureWeights:
        """Take what `arrays` gave."""
        names = ("features", "table", "scales", "squares", "groups")
        return cls(*(arrays[name] for name in names))

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        return {
            "features": self.features,
            "table": self.table,
            "scales": self.scales,
            "squares": self.squares,
            "groups": self.groups,
        }

    @property
    def width(self) -> int:
        """Count the scores."""
        return len(self.groups)

    def only(self, columns: slice) -> FeatureWeights:
        """Give some of the scores; of the lists of texts, those by which they count."""
        kept, groups = np.unique(self.groups[columns], return_inverse=True)
        table, scales = self.table[:, columns], self.scales[columns]
        return FeatureWeights(self.features, table, scales, self.squares[:, kept], groups)

    def scores(self, features: Features) -> Weights:
        """Give (k,) what a text's features add up to, its words and its pieces apart."""
        places = look_up(self.features, features.hashes)
        rows, squares = self.table.take(places, axis=0), self.squares.take(places, axis=0)
        kinds = slice(features.word_count), slice(features.word_count, None)
        sums = np.array([np.add.reduce(rows[kind], dtype=np.int32) for kind in kinds])
        lengths = np.sqrt([np.add.reduce(squares[kind]) for kind in kinds])
        shares = sums * self.scales / np.maximum(lengths, _TINY).take(self.groups, axis=1)
        return np.asarray(shares[0] + shares[1], np.float32)


_TINY = np.float32(1e-9)


def _in_bytes(numbers: Weights) -> tuple[NDArray[np.int8], Weights]:
    """Give (n, k) numbers in 8 bits, and what 1 stands for in each column."""
    scales = np.maximum(np.abs(numbers).max(axis=0, initial=0) / 127, _TINY).astype(np.float32)
    return np.round(numbers / scales).astype(np.int8), scales


class Tables:
    """Weights of features for several that look at the same texts."""

    def __init__(self, known: FeatureWeights, widths: Mapping[str, int]) -> None:
        """Take scores, of which each of several has so many."""
        self.known, self._widths = known, widths
        self.scores = lru_cache(MOST_TEXTS)(known.scores)
        """Gives what a text's features add up to, for all."""

    @classmethod
    def joined(cls, parts: Mapping[str, TextWeights]) -> Tables:
        """Put the weights of several into one."""
        known = {name: part.known for name, part in parts.items()}
        together = FeatureWeights.joined(list(known.values()))
        return cls(together, {name: each.width for name, each in known.items()})

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Tables:
        """Take what `arrays` gave."""
        widths = {name: int(width) for name, width in below("widths", arrays).items()}
        return cls(FeatureWeights.from_arrays(below("known", arrays)), widths)

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        widths = {name: np.array(width) for name, width in self._widths.items()}
        return {**under("known", self.known.arrays()), **under("widths", widths)}

    def parts(self) -> dict[str, TextWeights]:
        """Give each its own."""
        ends = np.cumsum(list(self._widths.values())).tolist()
        return {
            name: TextWeights(self, slice(end - width, end))
            for end, (name, width) in zip(ends, self._widths.items(), strict=True)
        }


@dataclass(frozen=True, slots=True)
class TextWeights:
    """What words and pieces of words add to some scores."""

    tables: Tables
    """In which others may look as well: who comes second with the same
    `Features`, for whom no number counts alone, finds what the first has added up."""
    columns: slice

    @classmethod
    def of(cls, words: Weighed, pieces: Weighed) -> TextWeights:
        """Look in a table of its own."""
        known = FeatureWeights.of(words, pieces)
        return cls(Tables(known, {}), slice(0, known.width))

    @property
    def known(self) -> FeatureWeights:
        """Give its own weights."""
        return self.tables.known.only(self.columns)

    def scores(self, features: Features) -> Weights:
        """Give (k,) what a text's features add up to."""
        return self.tables.scores(features)[self.columns]
