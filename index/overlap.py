"""How alike texts are: the share of their 4-grams in common, case, accents and marks aside."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ALIKE = 0.6
"""From here on two messages say the same in nearly the same words. Of the questions of one resource
that came with Sift no two share more than 0.45, and of all in one language none more than 0.55."""

_LENGTH = 4
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """A text that is like the one asked about."""

    place: int
    share: float
    """Jaccard index of the sets of 4-grams, in [0, 1]."""


class Overlap:
    """Find the like of a text among many, without comparing it with each."""

    def __init__(self, texts: Sequence[str]) -> None:
        holders: dict[str, list[int]] = defaultdict(list)
        self._sizes = np.zeros(len(texts), np.int64)
        for place, text in enumerate(texts):
            found = grams(text)
            self._sizes[place] = len(found)
            for gram in found:
                holders[gram].append(place)
        self._holders = {gram: np.array(places) for gram, places in holders.items()}

    def alike(self, text: str, least: float) -> list[Alike]:
        """Give the texts that share at least `least` (above 0) with `text`, most alike first."""
        wanted = grams(text)
        held = [self._holders[gram] for gram in wanted if gram in self._holders]
        if not held:
            return []
        common = np.bincount(np.concatenate(held), minlength=len(self._sizes))
        shares = common / (len(wanted) + self._sizes - common)
        found = [Alike(int(i), float(shares[i])) for i in np.flatnonzero(shares >= least)]
        return sorted(found, key=lambda each: (-each.share, each.place))


def grams(text: str) -> set[str]:
    """Give the stretches of four characters of its words; all of it where it is shorter."""
    words = normalised(text)
    return {words[i : i + _LENGTH] for i in range(max(1, len(words) - _LENGTH + 1))}


def normalised(text: str) -> str:
    """Give its words, case and accents folded, one space between them; itself if it has none."""
    return _NOT_WORDS.sub(" ", folded(text)).strip() or text.strip()


def folded(text: str) -> str:
    """Give a text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
