"""Conductor: rounds of measures through all stacks in turn."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import environments, lists
from tests.bench.environments import ROOT, NotInstalledError
from tests.bench.measures import MEASURES, Outcome
from tests.bench.processes import Command, StackError, run
from tests.bench.report import Record
from tests.bench.stacks import RUNNERS, Listing, Peer, Sift, Stack, sift_python

LARGE = 50_000
"""Resources from which on there are fewer rounds."""
UNCOUNTED = 0
"""The round that builds what the measures need, when building is not measured."""

_WEIGHTS = "from index import model; print(model.locate(model.DEFAULT_MODEL).folder)"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be measured."""

    stacks: Sequence[str]
    sizes: Sequence[str]
    """``given``, or numbers of resources."""
    measures: Sequence[str]
    rounds: int
    large_rounds: int


@dataclass(frozen=True, slots=True)
class Notebook:
    """What came of it; grows while measuring."""

    records: list[Record] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    """Stacks that could not be installed, and why."""
    remarks: dict[str, str] = field(default_factory=dict)
    """Stack, size and measure to what must be said."""
    versions: dict[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """One measure of all stacks on one list."""

    round: int
    listing: Listing
    measure: str


def measure(wish: Wish, folder: Path, notebook: Notebook) -> None:
    """Make lists and environments ready, then measure turn by turn."""
    stacks = _ready(wish.stacks, folder, notebook)
    questions = folder / "questions.json"
    questions.write_text(json.dumps(lists.real_questions()), encoding="utf-8")
    for turn in _turns(wish, [_listing(size, folder) for size in wish.sizes]):
        for stack in _rotated(stacks, turn.round):
            _note(turn, stack, questions, notebook)


def weights(folder: Path) -> Path:
    """Ask Sift where the weights lie; in a process of its own, for reading them takes memory."""
    return Path(run(_with_sift(folder, "-c", _WEIGHTS)).output.strip())


def say(sentence: str) -> None:
    """Tell how far things are."""
    print(sentence, file=sys.stderr, flush=True)


def _turns(wish: Wish, listings: Sequence[Listing]) -> Iterator[Turn]:
    if "build" not in wish.measures:
        yield from (Turn(UNCOUNTED, listing, "build") for listing in listings)
    for number in range(1, max(wish.rounds, wish.large_rounds) + 1):
        for listing in listings:
            if number <= (wish.large_rounds if _is_large(listing) else wish.rounds):
                yield from (Turn(number, listing, name) for name in wish.measures)


def _is_large(listing: Listing) -> bool:
    return listing.size != "given" and int(listing.size) >= LARGE


def _rotated(stacks: Sequence[Stack], number: int) -> list[Stack]:
    """Let another stack begin each round."""
    first = number % len(stacks) if stacks else 0
    return [*stacks[first:], *stacks[:first]]


def _note(turn: Turn, stack: Stack, questions: Path, notebook: Notebook) -> None:
    """Write down what one measure of one stack gives, or why it gives nothing."""
    place = f"{stack.name}, {turn.listing.size} resources, {turn.measure}"
    say(f"round {turn.round}: {place}")
    try:
        outcome = MEASURES[turn.measure](stack, turn.listing, questions)
    except (StackError, OSError, ValueError, LookupError) as error:
        outcome = Outcome({}, f"failed: {error}")
    if outcome.remark:
        notebook.remarks[place] = outcome.remark
        say(f"{place}: {outcome.remark}")
    if turn.round != UNCOUNTED:
        notebook.records.extend(
            Record(turn.round, turn.listing.size, stack.name, name, value)
            for name, value in outcome.numbers.items()
        )


def _ready(names: Sequence[str], folder: Path, notebook: Notebook) -> list[Stack]:
    """Give the stacks that can run; note why the others cannot."""
    found = weights(folder)
    stacks: list[Stack] = []
    for name in names:
        try:
            stacks.append(_stack(name, found, folder))
        except NotInstalledError as error:
            notebook.absent[name] = str(error)
            say(f"{name} is not installed: {error}")
    notebook.versions.update((each.name, environments.versions(each.python)) for each in stacks)
    return stacks


def _stack(name: str, found: Path, folder: Path) -> Stack:
    if name != "sift":
        return Peer(name, environments.interpreter(name), found)
    sift = Sift(name, sift_python(), found, folder / "primed")
    sift.prime(_listing("given", folder))
    return sift


def _listing(size: str, folder: Path) -> Listing:
    place = folder / size
    place.mkdir(exist_ok=True)
    if size != "given":
        lists.write_synthetic(int(size), place)
        return Listing(size, place, place / "seeds")
    seeds = ROOT / "seeds"
    printed = run(_with_sift(place, str(RUNNERS / "given.py"), str(seeds))).output
    (place / "list.jsonl").write_text(printed, encoding="utf-8")
    return Listing(size, place, seeds)


def _with_sift(folder: Path, *words: str) -> Command:
    return Command((str(sift_python()), *words), {"PYTHONPATH": str(ROOT)}, folder)
