"""Bounds that figures must keep, as people write them: ``ndcg=0.8``, ``fr:hidden=0.03``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.evaluation.names import FIGURES, NAMES, Name

if TYPE_CHECKING:
    from index.evaluation.report import Report


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure may be at least or at most."""

    name: Name
    value: float
    language: str
    """Empty for every language."""
    is_least: bool


def parse(word: str, *, is_least: bool) -> Bound:
    """Read ``NAME=VALUE`` or ``LANGUAGE:NAME=VALUE``; raise ValueError with what is wrong."""
    names, _, value = word.partition("=")
    language, _, name = names.rpartition(":")
    for known in NAMES:
        if known == name:
            return Bound(known, _value(value, word), language.lower(), is_least)
    raise ValueError(f"{word!r} names no figure; write NAME=VALUE with one of {', '.join(NAMES)}")


def _value(text: str, word: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise ValueError(f"{word!r} has no number from 0 to 1 behind the equals sign")
    return value


def broken(report: Report, bounds: Sequence[Bound]) -> Iterator[str]:
    """Give a sentence for each bound that a language does not keep.

    A figure that cannot be told keeps none.
    """
    for bound in bounds:
        languages = [bound.language] if bound.language else list(report.languages)
        for language in languages:
            fault = _fault(report, bound, language)
            if fault:
                yield f"{language}: {fault}"


def _fault(report: Report, bound: Bound, language: str) -> str:
    title = f"{bound.name} ({FIGURES[bound.name].title})"
    if language not in report.languages:
        return f"there is no question in it, so {title} cannot be told."
    value = report.languages[language].figures[bound.name].value
    if value is None:
        return f"{title} cannot be told: there are no questions, or no declined messages, for it."
    if bound.is_least and value < bound.value:
        return f"{title} is {value:.4f}, below the least allowed, {bound.value:g}."
    if not bound.is_least and value > bound.value:
        return f"{title} is {value:.4f}, above the most allowed, {bound.value:g}."
    return ""
