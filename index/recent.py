"""The vectors of recent questions: what many ask, or one asks twice, is encoded once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
MOST = 1_024
"""Questions remembered: 1.5 MB at 384 numbers each."""


class RecentVectors:
    """Embeds questions, remembering the latest; for one thread at a time."""

    def __init__(self, embed: Callable[[Sequence[str]], Vectors], most: int = MOST) -> None:
        """Embed by `embed`, and remember `most` questions."""
        self._embed = embed
        self._most = most
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def of(self, questions: Sequence[str]) -> list[Vectors]:
        """Give a (d,) vector for each question; those not remembered are embedded, each once."""
        unknown = [text for text in dict.fromkeys(questions) if text not in self._known]
        fresh = dict(zip(unknown, self._embed(unknown), strict=True)) if unknown else {}
        vectors = [fresh[text] if text in fresh else self._known[text] for text in questions]
        for text, vector in zip(questions, vectors, strict=True):
            self._known[text] = vector
            self._known.move_to_end(text)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return vectors
