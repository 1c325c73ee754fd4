"""The records of a run as a Markdown table of ratios to the plain script, and what was wanted."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PLAIN = "plain"
TITLES = {
    "plain": "plain script",
    "sift": "Sift",
    "txtai": "txtai",
    "langchain": "LangChain + FAISS",
    "chroma": "Chroma",
}
MEASURES = (
    "first answer, s",
    "warm p50, ms",
    "warm p95, ms",
    "32 askers, questions/s",
    "build, s",
    "memory serving, MB",
    "memory building, MB",
    "disk, MB",
)
"""In the table's order."""
WANTED: Mapping[tuple[str, str], tuple[str, float]] = {
    ("first answer, s", "given"): ("<=", 0.12),
    ("warm p50, ms", "given"): ("<=", 0.25),
    ("32 askers, questions/s", "given"): (">=", 8.0),
    ("memory serving, MB", "given"): ("<=", 0.28),
    ("build, s", "10000"): ("<=", 0.5),
}
"""What Sift's ratio must be."""
ENOUGH_ROUNDS = 5
"""With fewer, one busy moment of the machine decides."""


@dataclass(frozen=True, slots=True)
class Record:
    """One number."""

    round: int
    size: str
    stack: str
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A stack against the plain script of the same round, or the plain script itself."""

    median: float
    least: float
    most: float
    rounds: int

    def __str__(self) -> str:
        if self.rounds == 1:
            return _short(self.median)
        return f"{_short(self.median)} ({_short(self.least)} to {_short(self.most)})"


def machine() -> str:
    """Describe where and when this runs, in one line."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = (line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{next(named, platform.machine())}, {os.cpu_count()} cores, {memory:.0f} GB; "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; "
        f"{datetime.now(UTC):%Y-%m-%d}, load at the end {os.getloadavg()[2]:.1f}"
    )


def table(records: Sequence[Record], stacks: Sequence[str], absent: Mapping[str, str]) -> str:
    """Give a row for each measure and size, a column for each stack."""
    others = [name for name in stacks if name != PLAIN]
    head = ["measure", "resources", *(TITLES[name] for name in (PLAIN, *others))]
    kinds = dict.fromkeys((record.measure, record.size) for record in records)
    rows = (_row(records, *kind, others, absent) for kind in sorted(kinds, key=_order))
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(head), *rows))


def verdicts(records: Sequence[Record]) -> Iterator[str]:
    """Tell for each wanted ratio of Sift's whether it is met."""
    for (measure, size), (sign, limit) in WANTED.items():
        found = ratio(records, measure, size, "sift")
        if found is not None:
            word = _verdict(found, sign, limit)
            yield f"{measure}, {size} resources: {found}, wanted {sign} {limit}: {word}"


def ratio(records: Sequence[Record], measure: str, size: str, stack: str) -> Ratio | None:
    """Compare a stack with the plain script, round by round; None where either is missing."""
    own, plain = (_by_round(records, measure, size, name) for name in (stack, PLAIN))
    found = [own[number] / plain[number] for number in own if number in plain]
    return Ratio(statistics.median(found), min(found), max(found), len(found)) if found else None


def _verdict(found: Ratio, sign: str, limit: float) -> str:
    """Judge by the median, and say so where some rounds say otherwise or there are too few."""
    if found.rounds < ENOUGH_ROUNDS:
        return f"not judged on {found.rounds} of {ENOUGH_ROUNDS} rounds"
    is_met, *others = (
        value <= limit if sign == "<=" else value >= limit
        for value in (found.median, found.least, found.most)
    )
    word = "met" if is_met else "MISSED"
    return word if all(other == is_met for other in others) else f"{word}, not in every round"


def _row(
    records: Sequence[Record],
    measure: str,
    size: str,
    others: Sequence[str],
    absent: Mapping[str, str],
) -> list[str]:
    absolute = _absolute(list(_by_round(records, measure, size, PLAIN).values()), measure)
    cells = (
        "not installed" if name in absent else str(ratio(records, measure, size, name) or "failed")
        for name in others
    )
    return [measure.rpartition(", ")[0], size, absolute, *cells]


def _absolute(values: Sequence[float], measure: str) -> str:
    """Give the plain script's own number; a wide spread tells that the machine was busy."""
    if not values:
        return "failed"
    found = Ratio(statistics.median(values), min(values), max(values), len(values))
    return f"{found} {measure.rpartition(', ')[2]}"


def _by_round(records: Sequence[Record], measure: str, size: str, stack: str) -> dict[int, float]:
    wanted = (measure, size, stack)
    return {
        record.round: record.value
        for record in records
        if (record.measure, record.size, record.stack) == wanted
    }


def _order(kind: tuple[str, str]) -> tuple[int, int]:
    measure, size = kind
    return (MEASURES.index(measure), 0 if size == "given" else int(size))


def _short(value: float) -> str:
    """Give three significant digits."""
    places = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 3
    return f"{value:,.{places}f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
