"""Lexical evidence: which rows share features with a question, and how much that says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays

Similarities = NDArray[np.float32]
Rows = NDArray[np.int64]

_STORED = ("features", "ends", "rows", "weights", "rarities")
REPEATED = 8
"""Features that a row near a question shares with it, about: it is met once for each."""
MOST_ROWS_PER_FEATURE = 5_000
"""Of a feature that more rows have, those that say most: it tells little, and costs most."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Rows by feature; the similarity is the cosine of tf-idf vectors.

    Term frequency counts as 1 + ln tf, rarity as ln((1 + n) / (1 + df)) + 1 (Salton & Buckley
    1988, smoothed). A question's features that no row has count as the rarest: much that is
    unknown makes it less like every row.
    """

    count: int
    """Rows in all."""
    features: NDArray[np.uint32]
    """(v,) hashes, in order."""
    ends: NDArray[np.int64]
    """(v + 1,) where each feature's rows begin in `rows` and `weights`."""
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    """Of the feature in the row's vector of unit length."""
    rarities: NDArray[np.float32]
    """(v,) of each feature."""

    @classmethod
    def from_features(cls, texts: Iterable[Sequence[int]]) -> Postings:
        """Store each text's features; text i is row i."""
        counted = [Counter(features) for features in texts]
        sizes = np.array([len(one) for one in counted], np.int64)
        total = int(sizes.sum())
        said = np.fromiter((one for each in counted for one in each), np.uint32, total)
        tf = np.fromiter((times for each in counted for times in each.values()), np.float32, total)
        features, places, frequencies = np.unique(said, return_inverse=True, return_counts=True)
        rarities = _rarity(len(counted), frequencies)
        rows = np.repeat(np.arange(len(counted), dtype=np.int32), sizes)
        weights = (1 + np.log(tf)) * rarities[places]
        lengths = np.sqrt(np.bincount(rows, weights**2, len(counted)))
        weights /= lengths[rows]
        order = np.lexsort((-weights, places))
        ends = np.concatenate([[0], np.cumsum(frequencies)])
        kept = np.arange(total) - np.repeat(ends[:-1], frequencies) < MOST_ROWS_PER_FEATURE
        ends = np.concatenate([[0], np.cumsum(np.minimum(frequencies, MOST_ROWS_PER_FEATURE))])
        order = order[kept]
        return cls(len(counted), features, ends, rows[order], weights[order], rarities)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Postings:
        """Take what `arrays` gave."""
        return cls(int(arrays["count"]), *(arrays[name] for name in _STORED))

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        held = {name: getattr(self, name) for name in _STORED}
        return {"count": np.array(self.count), **held}

    def similarities(self, features: Sequence[int]) -> Similarities:
        """Give the cosine of a question with every row, (n,) float32, most of them 0."""
        rows, weights = self._matches(features)
        sums = np.zeros(self.count, np.float32)
        np.add.at(sums, rows, weights)
        return sums

    def nearest(self, features: Sequence[int], count: int) -> tuple[Similarities, Rows]:
        """Give what `similarities` gives, and some `count` rows that are highest in it."""
        rows, weights = self._matches(features)
        sums = np.zeros(self.count, np.float32)
        np.add.at(sums, rows, weights)
        most = count * REPEATED
        if len(rows) > most:
            rows = rows[np.argpartition(-sums[rows], most)[:most]]
        return sums, np.unique(rows).astype(np.int64)

    def _matches(self, features: Sequence[int]) -> tuple[NDArray[np.int32], Similarities]:
        """Give each row that has a feature of the question, with what the feature adds to it."""
        counted = Counter(features)
        asked = np.fromiter(counted, np.uint32, len(counted))
        tf = np.fromiter(counted.values(), np.float32, len(counted))
        places = np.searchsorted(self.features, asked)
        places[places == len(self.features)] = 0
        known = self.features[places] == asked if len(self.features) else np.zeros(len(asked), bool)
        unseen = _rarity(self.count, np.zeros(1))
        rarities = np.where(known, self.rarities[places], unseen) if known.any() else unseen
        weights = (1 + np.log(tf)) * rarities
        weights /= max(float(np.linalg.norm(weights)), 1e-9)
        spans = [
            slice(first, end)
            for first, end in zip(
                self.ends[places[known]].tolist(),
                self.ends[places[known] + 1].tolist(),
                strict=True,
            )
        ]
        if not spans:
            return self.rows[:0], self.weights[:0]
        sizes = [span.stop - span.start for span in spans]
        adds = np.concatenate([self.weights[span] for span in spans])
        adds *= np.repeat(weights[known], sizes).astype(np.float32)
        return np.concatenate([self.rows[span] for span in spans]), adds


def _rarity(count: int, frequencies: NDArray[np.generic]) -> NDArray[np.float32]:
    return (np.log((1 + count) / (1 + frequencies.astype(np.float64))) + 1).astype(np.float32)
