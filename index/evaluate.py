"""Conductor: labelled questions to scores, per language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from index.errors import SiftError
from index.resource import Answer
from index.search import Request, Search

SHOWN = 3
HELPFUL = 2
"""The least grade of a resource that clearly helps."""
AT_ONCE = 64


class EvaluationError(SiftError):
    """Tell which line of an evaluation file cannot be read."""


class Labelled(msgspec.Struct, frozen=True):
    """A question with what answers it."""

    q: str
    lang: str
    type: str = ""
    relevant: Mapping[str, int] = {}
    """Grade by address: 3 exactly it, 2 clearly helpful, 1 related."""
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the questions of one language; an answer without cards counts as zero."""

    questions: int
    ndcg: float
    """nDCG@3 by address; gain 2^grade - 1, discount log2(rank + 1) (Järvelin & Kekäläinen 2002)."""
    helpful: float
    """Share with a clearly helpful resource among the three."""
    first: float
    """Share whose first card is a clearly helpful resource (hit@1)."""
    hidden: float
    """Share given band ``none``."""
    declined: int
    """Messages that no resource helps with."""
    bands: Mapping[str, float]
    """Share of those per band."""


def read(path: Path) -> list[Labelled]:
    """Read JSON lines; raise EvaluationError naming the first line that is not one."""
    found = []
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(msgspec.json.decode(line, type=Labelled))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise EvaluationError(f"{path}:{number}: {error}.") from error
    return found


def evaluate(search: Search, labelled: Sequence[Labelled]) -> dict[str, Scores]:
    """Ask every question, and score the answers per language."""
    answers = list(_answers(search, labelled))
    languages = sorted({one.lang for one in labelled})
    return {
        language: _scores([pair for pair in answers if pair[0].lang == language])
        for language in languages
    }


def ndcg(answer: Answer, relevant: Mapping[str, int]) -> float:
    """Give nDCG@3 of one answer, in [0, 1]; 0 when nothing is relevant."""
    shown = [relevant.get(hit.resource.url, 0) for hit in answer.hits]
    ideal = _gain(sorted(relevant.values(), reverse=True))
    return _gain(shown) / ideal if ideal else 0.0


def _answers(search: Search, labelled: Sequence[Labelled]) -> Iterable[tuple[Labelled, Answer]]:
    for start in range(0, len(labelled), AT_ONCE):
        some = labelled[start : start + AT_ONCE]
        requests = [Request(one.q, one.lang) for one in some]
        yield from zip(some, search.answer_all(requests, SHOWN), strict=True)


def _scores(answers: Sequence[tuple[Labelled, Answer]]) -> Scores:
    asked = [(one, answer) for one, answer in answers if not one.declined]
    bands = Counter(answer.band for one, answer in answers if one.declined)
    declined = len(answers) - len(asked)
    return Scores(
        questions=len(asked),
        ndcg=_mean(ndcg(answer, one.relevant) for one, answer in asked),
        helpful=_mean(any(_grades(one, answer)) for one, answer in asked),
        first=_mean(any(_grades(one, answer)[:1]) for one, answer in asked),
        hidden=_mean(answer.band == "none" for _, answer in asked),
        declined=declined,
        bands={band: bands[band] / max(declined, 1) for band in ("answer", "maybe", "none")},
    )


def _grades(one: Labelled, answer: Answer) -> list[bool]:
    """Tell of each hit whether it clearly helps."""
    return [one.relevant.get(hit.resource.url, 0) >= HELPFUL for hit in answer.hits]


def _gain(grades: Sequence[int]) -> float:
    ranked = enumerate(grades[:SHOWN], start=1)
    return math.fsum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in ranked)


def _mean(values: Iterable[float]) -> float:
    listed = [float(value) for value in values]
    return sum(listed) / len(listed) if listed else 0.0
