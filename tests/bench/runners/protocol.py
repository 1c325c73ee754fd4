"""What every stack is asked to do, in a process of its own and in the same words.

    python protocol.py STACK build WEIGHTS LIST FOLDER     index the list, leave the index in FOLDER
    python protocol.py STACK first WEIGHTS FOLDER QUESTION print three texts
    python protocol.py STACK serve WEIGHTS FOLDER          JSON lines {"q"} in, {"hits"} out
    python protocol.py STACK crowd WEIGHTS FOLDER QUESTIONS SECONDS at-once|in-turns
                                                           32 threads; print one JSON object

STACK is the file STACK_stack.py beside this one, with two functions: `build(resources, folder,
weights)` and `load(folder, weights)`, which gives a function from a question to (id, text) pairs.
Runs in the stack's environment, where nothing of Sift is installed.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ASKERS = 32
WARM_UP = 20

Answer = Callable[[str], list[tuple[str, str]]]


def build(stack: Any, weights: str, listing: str, folder: str) -> None:
    """Index a list."""
    lines = Path(listing).read_text(encoding="utf-8").splitlines()
    stack.build([json.loads(line) for line in lines], folder, weights)


def first(stack: Any, weights: str, folder: str, question: str) -> None:
    """Answer one question."""
    for number, text in stack.load(folder, weights)(question):
        print(f"{text}\n  {number}", file=sys.__stdout__)


def serve(stack: Any, weights: str, folder: str) -> None:
    """Answer a question a line until there are no more."""
    answer: Answer = stack.load(folder, weights)
    for line in sys.stdin:
        hits = [{"id": number, "title": text} for number, text in answer(json.loads(line)["q"])]
        print(json.dumps({"hits": hits}), file=sys.__stdout__, flush=True)


def crowd(stack: Any, weights: str, folder: str, *rest: str) -> None:
    """Let 32 threads ask at once, or take turns where a stack fails in threads."""
    questions, seconds, manner = rest
    asked = json.loads(Path(questions).read_text(encoding="utf-8"))
    answer: Answer = stack.load(folder, weights)
    for question in asked[:WARM_UP]:
        answer(question)
    if manner == "in-turns":
        answer = _in_turns(answer)
    print(json.dumps(_crowd(answer, asked, float(seconds))), file=sys.__stdout__)


def unlike(questions: list[str]) -> Iterator[str]:
    """Give the questions again and again, each time worded anew, so that no cache helps."""
    yield from questions
    for number in itertools.count(2):
        yield from (f"{question} ({number})" for question in questions)


def _crowd(answer: Answer, questions: list[str], seconds: float) -> dict[str, Any]:
    """Count the answers of `ASKERS` threads until the time is over or one of them fails."""
    line, guard = unlike(questions), threading.Lock()
    errors: list[str] = []
    counts = [0] * ASKERS
    end = time.perf_counter() + seconds

    def ask(place: int) -> None:
        while time.perf_counter() < end and not errors:
            with guard:
                question = next(line)
            try:
                answer(question)
            except Exception as error:  # noqa: BLE001 - whatever a stack raises is its result
                errors.append(f"{type(error).__name__}: {error}")
                return
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(ASKERS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - started
    return {"answered": sum(counts), "seconds": spent, "error": errors[0] if errors else None}


def _in_turns(answer: Answer) -> Answer:
    lock = threading.Lock()

    def answer_alone(question: str) -> list[tuple[str, str]]:
        with lock:
            return answer(question)

    return answer_alone


if __name__ == "__main__":
    verbs: dict[str, Callable[..., None]]
    verbs = {"build": build, "first": first, "serve": serve, "crowd": crowd}
    # What libraries print must not come between the answers.
    with contextlib.redirect_stdout(sys.stderr):
        verbs[sys.argv[2]](importlib.import_module(f"{sys.argv[1]}_stack"), *sys.argv[3:])
