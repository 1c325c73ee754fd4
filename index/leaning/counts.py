"""Numbers as features: "40,000 pairs" is like "12k pairs", whatever its digits are."""

from __future__ import annotations

import re

from index.features import hash_of

_NUMBER = re.compile(
    r"(\d{1,3}(?:[.,\u00a0\u202f '’]\d{3})+|\d+)(?:[.,]\d+)?(?:\s?(k|mille|thousand)\b)?",
    re.IGNORECASE,
)
_THOUSAND = 3


def magnitudes(text: str) -> list[int]:
    """Give a feature for each number in figures: how many digits it has before the point."""
    return [hash_of(f"#{_digits(found)}") for found in _NUMBER.finditer(text)]


def _digits(found: re.Match[str]) -> int:
    figures = re.sub(r"\D", "", found[1]).lstrip("0")
    return len(figures) + (_THOUSAND if found[2] else 0)
