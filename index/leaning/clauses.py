"""A message to its clauses: what a person states at a time."""

from __future__ import annotations

import re

_ENDS = re.compile(
    r"[.!?…;\n]+(?=\s|$)|\s[-–—]+\s|,(?!\d)|:(?=\s)|[()\[\]]"
    r"|\s(?:and|but|yet|because|since|while|though|although|so|et"
    r"|mais|car|parce qu[e'’]|puisqu[e'’]"
    r"|donc|alors que|sauf que|except)(?=\s|(?<=['’]))",
    re.IGNORECASE,
)
MOST = 12
"""Clauses that are looked at; each costs an encoding."""
_WORD = re.compile(r"\w+")
FEWEST_WORDS = 2


def clauses(text: str) -> list[str]:
    """Give the clauses that say something, in order, at most `MOST`; each as it was typed."""
    told = [part.strip(" ,;:.!?\"'“”«»") for part in _ENDS.split(text)]
    return [part for part in told if len(_WORD.findall(part)) >= FEWEST_WORDS][:MOST]
