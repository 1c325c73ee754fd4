"""Where nothing was taught: the resources near a question, and how like it their rows are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.evidence import WORDS, Similarities, meaning
from index.features import features_of
from index.generation import Generation
from index.relevance import Likeness, likeness_of
from index.vectors import Vectors

NEAREST = 100
"""Rows from which the resources are taken."""


def nearby(text: str, vector: Vectors, live: Generation) -> tuple[Likeness, list[int]]:
    """Give places of resources, and how like the question their rows are."""
    similar, places = _similar(text, vector, live)
    return likeness_of(similar, live.contents.starts), places


def _similar(text: str, vector: Vectors, live: Generation) -> tuple[Similarities, list[int]]:
    """Give (n,) similarities, right for all rows of the resources whose places come with them."""
    assert live.lexicon is not None  # noqa: S101 - only what is calibrated does without
    if live.vectors.is_exact:
        cosines = live.vectors.cosines(vector, slice(None))
        similar = live.lexicon.similarities(text) + meaning(cosines)
        count = min(NEAREST, len(similar))
        near = np.argpartition(-similar, count - 1)[:count]
        return similar, _places(near, live)
    similar, worded = live.lexicon.words.nearest(features_of(text).words, NEAREST)
    near, _ = live.vectors.nearest(vector, NEAREST)
    places = _places(np.concatenate([worded, near[near >= 0]]), live)
    starts = live.contents.starts
    rows = np.concatenate([np.arange(starts[place], starts[place + 1]) for place in places])
    similar[rows] = WORDS * similar[rows] + meaning(live.vectors.cosines(vector, rows))
    return similar, places


def _places(rows: NDArray[np.int64], live: Generation) -> list[int]:
    found: list[int] = np.unique(live.contents.owners(rows)).tolist()
    return found
