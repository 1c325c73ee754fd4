"""Features that are known, how rare each is, and a question as a vector of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays
from index.features import Hashes

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features of some texts.

    A feature counts once however often a text has it, for texts are short, and as ln((1 + n) /
    (1 + df)) + 1 (Salton & Buckley 1988, smoothed). A question's features that no text has count as
    the rarest: much that is unknown makes it less like every text.
    """

    count: int
    """Texts in all."""
    features: Hashes
    """(v,)."""
    rarities: Weights
    """(v,) of each feature."""

    @classmethod
    def from_features(cls, texts: Sequence[Hashes], least: int) -> Vocabulary:
        """Know the features that at least so many of the texts have."""
        found, shares = np.unique(np.concatenate(texts), return_counts=True)
        known = shares >= least
        return cls(len(texts), found[known], rarity(len(texts), shares[known]))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Vocabulary:
        """Take what `arrays` gave."""
        return cls(int(arrays["count"]), arrays["features"], arrays["rarities"])

    def arrays(self) -> Arrays:
        """Give all there is to store."""
        return {
            "count": np.array(self.count),
            "features": self.features,
            "rarities": self.rarities,
        }

    def weigh(self, features: Hashes) -> tuple[NDArray[np.int64], Weights]:
        """Give the places of a question's known features, and their part of its unit vector."""
        if not len(self.features):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        places = look_up(self.features, features)
        known = places < len(self.features)
        rarest = rarity(self.count, np.zeros(1))
        weights = np.where(known, self.rarities.take(places, mode="clip"), rarest)
        weights /= max(math.sqrt(weights @ weights), 1e-9)
        return places[known], weights[known]


def look_up(known: Hashes, asked: Hashes) -> NDArray[np.int64]:
    """Give the place of each feature among those known; their count where it is not."""
    if not len(known):
        return np.zeros(len(asked), np.int64)
    places = known.searchsorted(asked)
    return np.where(known.take(places, mode="clip") == asked, places, len(known))


def rarity(count: int, frequencies: NDArray[np.generic]) -> Weights:
    """Give the rarity of features that so many of `count` texts have."""
    return (np.log((1 + count) / (1 + frequencies.astype(np.float64))) + 1).astype(np.float32)
