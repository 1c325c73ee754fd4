"""Values: all that is told of an evaluation; and their conductor, from judged questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from index.evaluation import misses
from index.evaluation.calibration import Bin, reliability
from index.evaluation.figures import bands, confidences, difference, figures, part
from index.evaluation.judged import Judged
from index.evaluation.misses import Confusion, Miss
from index.evaluation.names import Name
from index.evaluation.resampling import Figure
from index.resource import Band


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one type in one language, or its declined messages of one type."""

    type: str
    """Empty where the file gives none."""
    is_declined: bool
    count: int
    figures: Mapping[Name, Figure]
    bands: Mapping[Band, float]


@dataclass(frozen=True, slots=True)
class Language:
    """All that is told of one language."""

    questions: int
    declined: int
    figures: Mapping[Name, Figure]
    bands: Mapping[Band, float]
    """Share of the questions; those of `declined_bands` are of the declined messages."""
    declined_bands: Mapping[Band, float]
    thresholds: Mapping[Band, float]
    """Least confidence of the bands ``maybe`` and ``answer``, where that is what parts them."""
    types: tuple[Group, ...]
    """Those of questions first, in the alphabet's order."""
    reliability: tuple[Bin, ...]
    confidences: tuple[float, ...]
    """Of the questions, rising; those of `declined_confidences` are of the declined messages."""
    declined_confidences: tuple[float, ...]
    confusions: tuple[Confusion, ...]
    worst: tuple[Miss, ...]
    let_through: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one language's nDCG@3 is above another's."""

    language: str
    other: str
    ndcg: Figure


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of an evaluation."""

    languages: Mapping[str, Language]
    """In the alphabet's order."""
    differences: tuple[Difference, ...]
    """Of each pair of languages that have questions."""
    absent: Mapping[str, str]
    """Where the labels first name an address (``file:line``) that the index does not hold."""


def report(judged: Sequence[Judged], worst: int) -> Report:
    """Tell of judged questions, per language; at most `worst` misses of a kind in each."""
    codes = sorted({one.labelled.language for one in judged})
    groups = {code: [one for one in judged if one.labelled.language == code] for code in codes}
    asked = [code for code in codes if part(groups[code])[0]]
    return Report(
        languages={code: _language(group, worst) for code, group in groups.items()},
        differences=tuple(
            Difference(one, other, difference(groups[one], groups[other]))
            for one, other in combinations(asked, 2)
        ),
        absent=_absent(judged),
    )


def _language(judged: Sequence[Judged], worst: int) -> Language:
    real, declined = part(judged)
    is_helped = np.array([one.is_helped for one in judged])
    return Language(
        questions=len(real),
        declined=len(declined),
        figures=figures(judged),
        bands=bands(real),
        declined_bands=bands(declined),
        thresholds=_thresholds(judged),
        types=(*_types(real), *_types(declined)),
        reliability=reliability(confidences(judged), is_helped),
        confidences=tuple(sorted(one.confidence for one in real)),
        declined_confidences=tuple(sorted(one.confidence for one in declined)),
        confusions=misses.confusions(real),
        worst=misses.worst(judged, worst),
        let_through=misses.let_through(judged, worst),
    )


def _types(judged: Sequence[Judged]) -> list[Group]:
    """Give a group per type, none when no question has one."""
    names = sorted({one.labelled.type for one in judged})
    groups = {name: [one for one in judged if one.labelled.type == name] for name in names}
    return [
        Group(name, group[0].labelled.is_declined, len(group), figures(group), bands(group))
        for name, group in groups.items()
        if any(names)
    ]


def _absent(judged: Sequence[Judged]) -> dict[str, str]:
    places: dict[str, str] = {}
    for one in judged:
        for resource in one.wanted:
            if not resource.title:
                places.setdefault(resource.url, one.labelled.place)
    return places


def _thresholds(judged: Sequence[Judged]) -> dict[Band, float]:
    """Find where confidence parts the bands; nothing where it does not."""
    rising: tuple[Band, ...] = ("none", "maybe", "answer")
    found: dict[Band, float] = {}
    for lower, upper in pairwise(rising):
        below = [one.confidence for one in judged if one.band == lower]
        above = [one.confidence for one in judged if one.band == upper]
        if below and above and max(below) < min(above):
            found[upper] = min(above)
    return found
