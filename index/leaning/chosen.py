"""Circumstances chosen from a list, without a question, to an answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from index.leaning.heads import Advice
from index.leaning.lean import lean, sources
from index.leaning.stated import Statement
from index.ranking import bring_in
from index.resource import Answer, Hit, Resource


def lean_on(
    circumstances: Sequence[str],
    advice: Advice,
    language: str,
    limit: int,
    at: Callable[[int], Resource],
) -> Answer:
    """Lean on the circumstances of these ids; the cards are the resources behind the reasons.

    Its question are their names. Raises ValueError where the guide has not all of them.
    """
    start = time.perf_counter()
    guide = advice.guide
    known = {topic.id: topic for topic in guide.circumstances}
    if unknown := sorted(set(circumstances) - known.keys()):
        raise ValueError(f"the guide has no circumstance {', '.join(unknown)}")
    chosen = [topic for topic in guide.circumstances if topic.id in circumstances]
    leaning = lean([Statement(topic.id, "", 1.0) for topic in chosen], advice, language, at)
    means = {known[one.circumstance].resource: one.means for one in reversed(leaning.because)}
    shown = bring_in([], sources(leaning, guide), at, language)[:limit]
    hits = tuple(Hit(at(one.place), 1.0, means[one.place]) for one in shown)
    names = ", ".join(topic.item(language).name for topic in chosen)
    milliseconds = (time.perf_counter() - start) * 1000
    return Answer(names, language, "answer", 1.0, hits, milliseconds, leaning=leaning)
