"""Which of the resources that come into question are shown, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

from index.contents import Contents
from index.relevance import Judged


def choose(text: str, judged: Sequence[Judged], contents: Contents, language: str) -> list[Judged]:
    """Order resources for a question in `text`, best first, no address twice."""
    seen: dict[str, Judged] = {}
    for one in judged:
        seen.setdefault(contents.resource(one.place).entry(language).url, one)
    return list(seen.values())
