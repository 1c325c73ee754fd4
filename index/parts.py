"""Parts of a text as they stand in it."""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Characters of a text, from the first to before the last."""


def between(marks: re.Pattern[str], text: str) -> list[Span]:
    """Give what stands between the marks that a pattern finds, before the first, behind the last.

    Pieces come in order, empty ones as well: one more than there are marks.
    """
    found = [mark.span() for mark in marks.finditer(text)]
    starts = [0, *(end for _, end in found)]
    ends = [*(start for start, _ in found), len(text)]
    return list(zip(starts, ends, strict=True))
