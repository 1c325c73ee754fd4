"""Conductor: a search and labelled questions to a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.evaluation.judged import SHOWN, Judged, judge, titles_by_address
from index.evaluation.labels import Labelled
from index.evaluation.report import Report, report
from index.search import Request, Search

AT_ONCE = 64
WORST = 10


def evaluate(search: Search, labelled: Sequence[Labelled], worst: int = WORST) -> Report:
    """Ask every question and tell how the answers did; `labelled` is not empty."""
    return report(list(ask(search, labelled)), worst)


def ask(search: Search, labelled: Sequence[Labelled]) -> Iterator[Judged]:
    """Ask every question, in order, and grade its answer."""
    resources = search.generation.contents
    languages = {one.language for one in labelled}
    titles = {code: titles_by_address(resources, code) for code in languages}
    for start in range(0, len(labelled), AT_ONCE):
        some = labelled[start : start + AT_ONCE]
        requests = [Request(one.question, one.language) for one in some]
        for one, answer in zip(some, search.answer_all(requests, SHOWN), strict=True):
            yield judge(one, answer, titles[one.language])
