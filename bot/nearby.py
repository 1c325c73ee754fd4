"""Questions that are nearly the same, by their letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from typing import TypeAlias

from bot.feedback import normal

Parts: TypeAlias = frozenset[str]

NEAR = 0.85
"""Of Dice's coefficient over letters in threes: a typing slip or another small word, no more."""
LEAST_SHARED = NEAR / (2 - NEAR)
"""Of the parts of a text, with any other that is near."""


class Nearby:
    """Texts to find others near; a cruddy measure, but at once, and of any language."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Begin with some texts."""
        self._texts: list[Parts] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for text in texts:
            self.add(text)

    def add(self, text: str) -> int:
        """Add a text; give its place, counted from 0."""
        self._texts.append(_parts(text))
        for part in self._texts[-1]:
            self._places[part].append(len(self._texts) - 1)
        return len(self._texts) - 1

    def find(self, text: str) -> int | None:
        """Give the place of the nearest text when it is near enough."""
        parts = _parts(text)
        near = ((self._likeness(parts, place), -place) for place in self._candidates(parts))
        likeness, place = max(near, default=(0.0, 0))
        return -place if likeness >= NEAR else None

    def _candidates(self, parts: Parts) -> set[int]:
        """Give all that may be near: they share one of the rarest parts, or too few of all."""
        rarest = sorted(parts, key=lambda part: len(self._places.get(part, ())))
        looked_at = rarest[: len(parts) - ceil(LEAST_SHARED * len(parts)) + 1]
        return {place for part in looked_at for place in self._places.get(part, ())}

    def _likeness(self, parts: Parts, place: int) -> float:
        other = self._texts[place]
        return 2 * len(parts & other) / (len(parts) + len(other))


def _parts(text: str) -> Parts:
    """Give all threes of letters, spaces aside: ``fine-tune`` is ``finetune``."""
    joined = f"^{normal(text).replace(' ', '')}$"
    return frozenset(joined[start : start + 3] for start in range(max(1, len(joined) - 2)))
