"""The vectors of recent questions: what many ask, or one asks twice, is encoded once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Embedded = tuple[str, Vectors]
MOST = 256
"""Questions remembered: 3 MB, where a question has six parts of 384 numbers besides the whole."""


class RecentVectors:
    """Embeds questions, remembering the latest; for one thread at a time."""

    def __init__(
        self, embed: Callable[[Sequence[str]], Iterable[Vectors]], most: int = MOST
    ) -> None:
        """Embed by `embed`, one question after another, and remember `most` of them."""
        self._embed = embed
        self._most = most
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def of(self, questions: Sequence[str]) -> Iterator[Vectors]:
        """Give what is embedded of each question, as soon as it is there; none is done twice.

        All that are not remembered are begun at once.
        """
        known = {text: self._known[text] for text in questions if text in self._known}
        unknown = [text for text in dict.fromkeys(questions) if text not in known]
        fresh = zip(unknown, self._embed(unknown) if unknown else (), strict=True)
        return self._follow(questions, known, fresh)

    def _follow(
        self, questions: Sequence[str], known: dict[str, Vectors], fresh: Iterator[Embedded]
    ) -> Iterator[Vectors]:
        for text in questions:
            if text not in known:
                _, known[text] = next(fresh)
            self._known[text] = known[text]
            self._known.move_to_end(text)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
            yield known[text]
