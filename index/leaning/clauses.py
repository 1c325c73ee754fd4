"""A message to its clauses: what a person states at a time."""

from __future__ import annotations

import re
from itertools import islice

from index.parts import Span, between

_ENDS = re.compile(
    r"[.!?…;\n]+(?=\s|$)|\s[-–—]+\s|,(?!\d)|:(?=\s)|[()\[\]]"
    r"|\s(?:and|but|yet|because|since|while|though|although|so|et"
    r"|mais|car|parce qu[e'’]|puisqu[e'’]"
    r"|donc|alors que|sauf que|except)(?=\s|(?<=['’]))",
    re.IGNORECASE,
)
_AROUND = " ,;:.!?\"'“”«»"
MOST = 12
"""Clauses that are looked at."""
_WORD = re.compile(r"\w+")
FEWEST_WORDS = 2


def clauses(text: str) -> list[Span]:
    """Give the clauses that say something, in order, at most `MOST`; all of it where none does."""
    cut = (_bare(text, *span) for span in between(_ENDS, text))
    told = (span for span in cut if len(_WORD.findall(text, *span)) >= FEWEST_WORDS)
    return list(islice(told, MOST)) or [(0, len(text))]


def _bare(text: str, start: int, end: int) -> Span:
    """Leave out spaces and marks at both ends."""
    said = text[start:end]
    end -= len(said) - len(said.rstrip(_AROUND))
    return min(end, start + len(said) - len(said.lstrip(_AROUND))), end
