"""Faults of a guide that can be read: what is missing, unknown, unreachable or said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import get_args

from index.leaning.decide import decide
from index.leaning.guide import Guide, GuideFile, Item, Phrasing
from index.leaning.merging import leading
from index.leaning.verdict import Verdict
from index.leaning.weighing import by_guide
from index.overlap import normalised

MOST_TOGETHER = 3
"""Circumstances that are tried together; a verdict that needs more is as good as unreachable."""
Fault = tuple[str, int, str]
"""File, line, and the sentence with what to do."""


def check(files: Sequence[GuideFile], guide: Guide | None) -> Iterator[Fault]:
    """Name every fault of the guide's files, which `guide` puts together."""
    if not files:
        return
    first = leading(files)
    for file in files:
        yield from _against(first, file)
        yield from _twice(file)
        yield from _unknown(file, first)
    if guide is None:
        yield first.file, 1, "it has no circumstances or no verdicts; add them"
        return
    yield from _unlisted(guide)
    yield from _verdicts(first, guide)


def _against(first: GuideFile, file: GuideFile) -> Iterator[Fault]:
    """Name what one of two files has and the other has not, and strengths that differ."""
    for ours, theirs in (
        (first.circumstances, file.circumstances),
        (first.verdicts, file.verdicts),
    ):
        known, told = {one.id: one for one in ours}, {one.id: one for one in theirs}
        for name in known.keys() - told.keys():
            yield file.file, 1, f"it lacks {name} of {known[name].place}; add it"
        for name in told.keys() - known.keys():
            yield file.file, told[name].line, f"{first.file} has no {name}; mend the id or add it"
        for name in known.keys() & told.keys():
            if told[name].strengths != known[name].strengths:
                sentence = (
                    f"{name} has other strengths than in {known[name].place}; make them alike"
                )
                yield file.file, told[name].line, sentence


def _twice(file: GuideFile) -> Iterator[Fault]:
    """Name each phrasing that an earlier one of its file says already."""
    seen: dict[str, Phrasing] = {}
    of_items = (item.phrasings for item in file.circumstances)
    for phrasing in chain(file.decisions, file.others, *of_items, file.cases):
        earlier = seen.setdefault(normalised(phrasing.text), phrasing)
        if earlier is not phrasing:
            yield phrasing.file, phrasing.line, f"it repeats {earlier.place}; drop one"


def _unknown(file: GuideFile, first: GuideFile) -> Iterator[Fault]:
    """Name each case that is marked with a circumstance which the guide does not have."""
    known = {item.id for item in first.circumstances}
    for case in file.cases:
        for name in sorted(case.stated - known):
            yield case.file, case.line, f"there is no circumstance {name}; mend the mark"


def _unlisted(guide: Guide) -> Iterator[Fault]:
    """Name the circumstances and verdicts whose resource is not in the list."""
    for topic in (*guide.circumstances, *guide.verdicts):
        if topic.resource is None:
            item = next(iter(topic.items.values()))
            yield item.file, item.line, f"no resource of the list has the address {item.url}"


def _verdicts(first: GuideFile, guide: Guide) -> Iterator[Fault]:
    """Name verdicts that the guide lacks, and those that no few circumstances come to."""
    told: dict[str, Item] = {item.id: item for item in first.verdicts}
    reached = reachable(guide)
    for verdict in get_args(Verdict):
        if verdict not in told:
            yield first.file, 1, f"there is no verdict {verdict}; add it"
        elif verdict not in reached:
            sentence = (
                f"no {MOST_TOGETHER} circumstances together come to {verdict}; mend strengths"
            )
            yield first.file, told[verdict].line, sentence


def reachable(guide: Guide) -> frozenset[Verdict]:
    """Give the verdicts to which some circumstances come, `MOST_TOGETHER` at most."""
    names = [topic.id for topic in guide.circumstances]
    sizes = range(MOST_TOGETHER + 1)
    tried = chain.from_iterable(combinations(names, size) for size in sizes)
    weighing = by_guide(guide)
    return frozenset(decide(dict.fromkeys(stated, 1.0), weighing).verdict for stated in tried)
