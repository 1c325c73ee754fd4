"""Conductor: what people said to the example questions that an editor may want to add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from bot.discretion import has_secret
from bot.feedback import Said
from bot.nearby import Nearby
from bot.text import clean
from index.language import detect
from index.resource import Hit
from index.search import Search, has_words

Reason: TypeAlias = Literal["in the seeds", "too long", "secret", "empty"]

LONGEST = 200
"""Characters; what is longer is a story, not an example."""
MOST_HITS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and all that was said of it and of others nearly the same."""

    question: str
    """As most people wrote it."""
    missed: int
    helpful: int
    unhelpful: int
    day: str
    """The last one."""
    refused: frozenset[str]
    """Ids of the resources that were shown when it was called not helpful."""

    @property
    def times(self) -> int:
        """Give how often it was asked, at least: an answer may be a miss and be judged as well."""
        return max(self.missed, self.helpful + self.unhelpful)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An example question to add."""

    asked: Asked
    language: str
    hit: Hit | None
    """The resource that fits best, None where none does."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that comes of what people said."""

    found: tuple[Suggestion, ...]
    """Those for one resource together, most asked first; at the end those that fit nothing."""
    left_out: Counter[Reason]


NOTHING = Suggestions((), Counter())


def suggest(said: Iterable[Said], held: Iterable[str], search: Search, most: int) -> Suggestions:
    """Suggest up to `most` questions that the seeds, which hold `held`, lack."""
    left_out: Counter[Reason] = Counter()
    seeds = Nearby(held)
    wanted: list[Asked] = []
    for asked in gather(said):
        reason = _reason(asked.question, seeds)
        if reason:
            left_out[reason] += 1
        else:
            wanted.append(asked)
    placed = [_place(asked, search) for asked in wanted[:most]]
    return Suggestions(tuple(_ordered(placed)), left_out)


def gather(said: Iterable[Said]) -> list[Asked]:
    """Put together what was said of questions nearly the same, most asked first."""
    seen, groups = Nearby(), list[list[Said]]()
    for one in sorted(said, key=lambda one: (-one.times, one.question)):
        place = seen.find(one.question)
        if place is None:
            groups.append([])
            place = seen.add(one.question)
        groups[place].append(one)
    together = [_together(group) for group in groups]
    return sorted(together, key=lambda asked: (-asked.times, asked.question))


def _together(group: Sequence[Said]) -> Asked:
    counts: Counter[str] = Counter()
    for one in group:
        counts[one.verdict] += one.times
    is_refused = counts["unhelpful"] > counts["helpful"]
    shown = (one.resources for one in group if one.verdict == "unhelpful" and is_refused)
    return Asked(
        question=clean(group[0].question),
        missed=counts["missed"],
        helpful=counts["helpful"],
        unhelpful=counts["unhelpful"],
        day=max(one.day for one in group),
        refused=frozenset(identifier for resources in shown for identifier in resources),
    )


def _reason(question: str, seeds: Nearby) -> Reason | None:
    """Tell why a question is left out."""
    if not has_words(question):
        return "empty"
    if len(question) > LONGEST:
        return "too long"
    if has_secret(question):
        return "secret"
    return None if seeds.find(question) is None else "in the seeds"


def _place(asked: Asked, search: Search) -> Suggestion:
    """Find the resource that fits best and was not called unhelpful."""
    language = detect(asked.question)
    hits = search.answer(asked.question, language, MOST_HITS).hits
    fitting = (hit for hit in hits if hit.resource.id not in asked.refused)
    return Suggestion(asked, language, next(fitting, None))


def _ordered(placed: Iterable[Suggestion]) -> list[Suggestion]:
    """Order by language; in it by resource, the most asked one first, and those without last."""
    by_target = sorted(placed, key=_target)
    groups = [list(group) for _, group in groupby(by_target, key=_target)]
    groups.sort(key=lambda group: (_target(group[0])[:2], -sum(one.asked.times for one in group)))
    return [
        one
        for group in groups
        for one in sorted(group, key=lambda one: (-one.asked.times, one.asked.question))
    ]


def _target(suggestion: Suggestion) -> tuple[str, bool, str]:
    hit = suggestion.hit
    return suggestion.language, hit is None, hit.resource.id if hit else ""
