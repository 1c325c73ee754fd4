"""The options that a question weighs: "RAG or fine-tuning" names two."""

from __future__ import annotations

import re

from index.parts import Span, between

_BETWEEN = re.compile(
    r"\b(?:or|vs\.?|versus|rather than|instead of|ou|plut[oô]t que|au lieu (?:de|d['’])|contre)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{3,}")
MOST = 3
"""Options that are looked at; who lists more asks for an overview."""
_EMPTY = frozenset({"not", "non", "pas", "something", "else", "autre", "chose", "what", "quoi"})


def options(text: str) -> list[Span]:
    """Give the parts of a question between its "or"s, none where it does not weigh anything."""
    spans = between(_BETWEEN, text)
    if len(spans) == 1:
        return []
    told = [span for span in spans if _says_something(text[slice(*span)])]
    return told if 1 < len(told) <= MOST else []


def _says_something(part: str) -> bool:
    return bool({word.casefold() for word in _WORD.findall(part)} - _EMPTY)
