"""Questions labelled with verdicts to figures: how often a leaning is one that experts accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from index.errors import EvaluationError
from index.leaning.verdict import Leaning
from index.search import Request, Search

AT_ONCE = 64
LEAST_OF_A_VERDICT = 12
"""Questions whose first accepted verdict it is, without which its share is not told."""


class Case(msgspec.Struct, frozen=True):
    """A labelled question."""

    q: str
    lang: str
    type: Literal["decision", "howto"]
    accepted: tuple[str, ...] = ()
    """Verdicts that would be right, the best first; empty for a how-to question."""
    circumstances: tuple[str, ...] = ()
    """Ids of what it states."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with the leaning it got."""

    case: Case
    leaning: Leaning | None

    @property
    def verdict(self) -> str:
        """Give the verdict, nothing where there is none."""
        return self.leaning.verdict if self.leaning else ""

    @property
    def is_accepted(self) -> bool:
        """Tell whether the verdict is one of those accepted."""
        return self.verdict in self.case.accepted

    @property
    def factors(self) -> frozenset[str]:
        """Give what was recognised."""
        return frozenset(self.leaning.factors if self.leaning else ())


@dataclass(frozen=True, slots=True)
class Share:
    """A figure, and over how many it is."""

    value: float
    count: int


def read(paths: Sequence[Path]) -> list[Case]:
    """Read files of JSON lines; raise EvaluationError that names every fault, a line each."""
    found: list[Case] = []
    faults: list[str] = []
    for path in paths:
        try:
            lines = path.read_bytes().splitlines()
        except OSError as error:
            faults.append(f"{path} cannot be read: {error.strerror}.")
            continue
        for number, line in enumerate(lines, start=1):
            try:
                found.append(msgspec.json.decode(line, type=Case))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                faults.append(f"{path}:{number}: the line is no labelled question ({error}).")
    if faults or not found:
        raise EvaluationError("\n".join(faults) or "There is no labelled question.")
    return found


def ask(search: Search, cases: Sequence[Case]) -> list[Outcome]:
    """Ask every question."""
    told: list[Outcome] = []
    for start in range(0, len(cases), AT_ONCE):
        some = cases[start : start + AT_ONCE]
        answers = search.answer_all([Request(case.q, case.lang) for case in some])
        pairs = zip(some, answers, strict=True)
        told += (Outcome(case, answer.leaning) for case, answer in pairs)
    return told


def figures(outcomes: Sequence[Outcome]) -> dict[str, Share]:
    """Give the figures of some outcomes, by name; those over nothing are left out."""
    decisions = [one for one in outcomes if one.case.type == "decision"]
    others = [one for one in outcomes if one.case.type == "howto"]
    told = {
        "accepted": _share(one.is_accepted for one in decisions),
        "recognised": _share(one.leaning is not None for one in decisions),
        "wrongly": _share(one.leaning is not None for one in others),
        **_circumstances(decisions),
    }
    return {name: share for name, share in told.items() if share.count}


def by_verdict(outcomes: Sequence[Outcome]) -> Mapping[str, Share]:
    """Give the share accepted of the questions by their first accepted verdict."""
    decisions = [one for one in outcomes if one.case.type == "decision"]
    first = dict.fromkeys(one.case.accepted[0] for one in decisions if one.case.accepted)
    shares = {
        verdict: _share(one.is_accepted for one in decisions if one.case.accepted[:1] == (verdict,))
        for verdict in first
    }
    return {verdict: one for verdict, one in shares.items() if one.count >= LEAST_OF_A_VERDICT}


def lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Tell the figures overall, by language and verdict, then every miss."""
    yield _row("all", figures(outcomes))
    for language in sorted({one.case.lang for one in outcomes}):
        yield _row(language, figures([one for one in outcomes if one.case.lang == language]))
    yield _row("accepted by verdict", by_verdict(outcomes))
    for one in outcomes:
        if one.verdict not in (one.case.accepted or ("",)):
            yield f"\n{one.case.lang}: {one.case.q}"
            wanted = " or ".join(one.case.accepted) or "no leaning"
            yield f"    got {one.verdict or 'no leaning'}, wanted {wanted}"
            yield f"    missed {_names(set(one.case.circumstances) - one.factors)}"
            yield f"    made up {_names(one.factors - set(one.case.circumstances))}"


def _circumstances(decisions: Sequence[Outcome]) -> dict[str, Share]:
    """Give precision, recall and F1 over all circumstances of all decisions."""
    pairs = [(one.factors, frozenset(one.case.circumstances)) for one in decisions]
    right = sum(len(got & wanted) for got, wanted in pairs)
    told = sum(len(got) for got, _ in pairs)
    wanted = sum(len(each) for _, each in pairs)
    return {
        "precision": Share(right / max(told, 1), told),
        "recall": Share(right / max(wanted, 1), wanted),
        "f1": Share(2 * right / max(told + wanted, 1), wanted),
    }


def _share(hits: Iterable[bool]) -> Share:
    told = list(hits)
    return Share(sum(told) / max(len(told), 1), len(told))


def _row(title: str, shares: Mapping[str, Share]) -> str:
    cells = (f"{name} {share.value:.3f} of {share.count}" for name, share in shares.items())
    return f"{title}: {', '.join(cells)}"


def _names(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids)) or "nothing"
