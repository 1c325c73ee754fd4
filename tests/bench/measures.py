"""The measures: each runs fresh processes of one stack on one list and gives named numbers."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.processes import Conversation, StackError, run
from tests.bench.stacks import Listing, Stack

WARM_UP, ASKED = 20, 200
CROWD_SECONDS = 10.0
AT_ONCE, IN_TURNS = "at-once", "in-turns"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured."""

    numbers: Mapping[str, float]
    remark: str = ""
    """What must be said beside them."""


def build(stack: Stack, listing: Listing, _: Path) -> Outcome:
    """Build the index anew, the whole process."""
    stack.prepare(listing)
    cost = run(stack.build(listing))
    numbers = {
        "build, s": cost.seconds,
        "memory building, MB": cost.megabytes,
        "disk, MB": stack.on_disk(listing),
    }
    return Outcome(numbers)


def first(stack: Stack, listing: Listing, _: Path) -> Outcome:
    """Answer one question, the whole process."""
    cost = run(stack.first(listing))
    if not cost.output.strip():
        raise StackError("it printed no answer")
    return Outcome({"first answer, s": cost.seconds})


def warm(stack: Stack, listing: Listing, questions: Path) -> Outcome:
    """Ask one question after another over a pipe."""
    asked = json.loads(questions.read_text(encoding="utf-8"))[: WARM_UP + ASKED]
    conversation = Conversation(stack.serve(listing))
    try:
        said = [conversation.ask(json.dumps({"q": question})) for question in asked]
    finally:
        megabytes = conversation.end()
    _check_found([answer for answer, _ in said])
    spent = [seconds * 1000 for _, seconds in said[WARM_UP:]]
    numbers = {
        "warm p50, ms": statistics.median(spent),
        "warm p95, ms": statistics.quantiles(spent, n=20)[-1],
        "memory serving, MB": megabytes,
    }
    return Outcome(numbers)


def crowd(stack: Stack, listing: Listing, questions: Path) -> Outcome:
    """Let 32 ask at once; where a stack fails at that, let them take turns."""
    try:
        return Outcome(_crowd(stack, listing, questions, AT_ONCE))
    except StackError as error:
        remark = f"fails in threads ({error}), so its askers took turns"
        return Outcome(_crowd(stack, listing, questions, IN_TURNS), remark)


MEASURES: Mapping[str, Callable[[Stack, Listing, Path], Outcome]] = {
    "build": build,
    "first": first,
    "warm": warm,
    "crowd": crowd,
}


def _crowd(stack: Stack, listing: Listing, questions: Path, manner: str) -> Mapping[str, float]:
    told = json.loads(run(stack.crowd(listing, questions, CROWD_SECONDS, manner)).output)
    if told["error"]:
        raise StackError(told["error"])
    return {"32 askers, questions/s": told["answered"] / told["seconds"]}


def _check_found(answers: Sequence[str]) -> None:
    """Raise StackError where most answers are no answers: that would be quick."""
    found = sum(1 for answer in answers if json.loads(answer).get("hits"))
    if found < len(answers) / 2:
        raise StackError(f"only {found} of {len(answers)} answers name a resource: {answers[0]}")
