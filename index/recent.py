"""What was read of recent questions: what many ask, or one asks twice, is encoded once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

MOST = 64
"""Questions remembered: 3 MB where they have 30 tokens of 384 numbers, 15 where they have 128."""


class _Readable(Protocol):
    @property
    def has_failed(self) -> bool:
        """Tell whether it has to be read again."""


T = TypeVar("T", bound=_Readable)


class Recent(Generic[T]):
    """Remembers the latest readings, also those still under way; for one thread at a time."""

    def __init__(self, most: int = MOST) -> None:
        """Remember `most` of them."""
        self._most = most
        self._known: OrderedDict[str, T] = OrderedDict()

    def of(self, text: str, read: Callable[[str], T]) -> T:
        """Give what `read` gives or gave for a text; what failed is read again."""
        known = self._known.pop(text, None)
        if known is None or known.has_failed:
            known = read(text)
        self._known[text] = known
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return known
