"""The files of the guide put together: each circumstance and verdict with all its languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from index.leaning.guide import Guide, GuideFile, Item, Topic
from index.resource import FALLBACK_LANGUAGE

PlaceOf = Callable[[str, str], int | None]
"""Clean address and title to the place of the resource, None where none has the address."""


def merge(files: Sequence[GuideFile], place_of: PlaceOf) -> Guide | None:
    """Put files together; None where there are no circumstances or no verdicts.

    Which circumstances there are, and what they speak for, the leading file says.
    """
    if not files:
        return None
    ordered = [leading(files), *(file for file in files if file is not leading(files))]
    circumstances = _topics(ordered, attrgetter("circumstances"), place_of)
    verdicts = _topics(ordered, attrgetter("verdicts"), place_of)
    if not circumstances or not verdicts:
        return None
    return Guide(
        circumstances,
        verdicts,
        tuple(phrasing for file in ordered for phrasing in file.decisions),
        tuple(phrasing for file in ordered for phrasing in file.others),
        tuple(case for file in ordered for case in file.cases),
    )


def leading(files: Sequence[GuideFile]) -> GuideFile:
    """Give the English file, else the first."""
    return next((file for file in files if file.language == FALLBACK_LANGUAGE), files[0])


def _topics(
    files: Sequence[GuideFile],
    items_of: Callable[[GuideFile], Iterable[Item]],
    place_of: PlaceOf,
) -> tuple[Topic, ...]:
    found = []
    for first in items_of(files[0]):
        items = {
            file.language: item for file in files for item in items_of(file) if item.id == first.id
        }
        place = place_of(first.url, first.title) if first.url else None
        found.append(Topic(first.id, items, first.strengths, place))
    return tuple(found)
