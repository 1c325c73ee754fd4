"""What a text is made of, for lexical evidence: word stems, pairs of words, pieces of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from zlib import crc32

import Stemmer

_STEMMERS = (Stemmer.Stemmer("english"), Stemmer.Stemmer("french"))
_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})


class _Plain(dict[int, str | None]):
    """What each letter becomes, found out when it is first met."""

    def __missing__(self, letter: int) -> str | None:
        is_seen = unicodedata.category(chr(letter)) not in _INVISIBLE
        self[letter] = _LIGATURES.get(letter, chr(letter)) if is_seen else None
        return self[letter]


_PLAIN = _Plain()
_INVISIBLE = ("Cf", "Mn", "Mc")
"""Soft hyphens, joiners and other formats; accents and other marks."""
PIECE = 4
"""Characters of a piece of a word, its ends marked: what a typo leaves whole. Pieces of 3, 4 and 5
together are three times as many, and find hardly more: nDCG@3 of example questions left out 0.914
en, 0.872 fr for 0.913 and 0.871."""
LONGEST_WORD = 40
"""Characters of a word that are cut into pieces; what is longer is a token or an address."""
MOST_WORDS = 4096
"""Words whose stems and pieces are remembered, some 4 MB: people use the same ones."""
MOST_TEXTS = 16
"""Texts whose words are remembered: several sides look at a question and at its parts."""


class Features(NamedTuple):
    """What a text is made of, as hashes."""

    words: tuple[int, ...]
    pieces: tuple[int, ...]


@lru_cache(maxsize=MOST_TEXTS)
def features_of(text: str) -> Features:
    """Give the features of a text."""
    words = words_of(text)
    return Features(tuple(word_features(words)), tuple(piece_features(words)))


@lru_cache(maxsize=MOST_TEXTS)
def words_of(text: str) -> tuple[str, ...]:
    """Split into words, without case, accents, width, ligatures or invisible characters."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return tuple(_WORD.findall(decomposed.translate(_PLAIN)))


def word_features(words: Sequence[str]) -> list[int]:
    """Give hashes of each word's English and French stems, and of each two neighbours' as one word.

    So "fine-tuning", "fine tuning" and "finetuning" share a feature, whatever the hyphen.
    """
    compounds = [first + second for first, second in pairwise(words)]
    english, french = (stemmer.stemWords(compounds) for stemmer in _STEMMERS)
    others = [other for one, other in zip(english, french, strict=True) if other != one]
    return [*chain.from_iterable(map(_stems_of, words)), *map(_hash, english + others)]


def piece_features(words: Sequence[str]) -> list[int]:
    """Give hashes of all pieces of the words."""
    return [*chain.from_iterable(_pieces_of(word[:LONGEST_WORD]) for word in words)]


@lru_cache(maxsize=MOST_WORDS)
def _stems_of(word: str) -> tuple[int, ...]:
    return tuple(map(_hash, dict.fromkeys(stemmer.stemWord(word) for stemmer in _STEMMERS)))


@lru_cache(maxsize=MOST_WORDS)
def _pieces_of(word: str) -> tuple[int, ...]:
    marked = f" {word} "
    starts = range(max(1, len(marked) - PIECE + 1))
    return tuple(_hash(marked[start : start + PIECE], _SALT) for start in starts)


_SALT = 1
"""A piece is another feature than a stem of the same letters."""


def _hash(feature: str, salt: int = 0) -> int:
    """Give 32 bits that are the same in every process; of 100,000 features about one collides."""
    return crc32(feature.encode(), salt)
