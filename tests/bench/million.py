"""Conductor: Sift's vector store alone at a million vectors, each step in a process of its own."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from tests.bench import lists
from tests.bench.environments import ROOT
from tests.bench.processes import Command, run
from tests.bench.report import machine

QUESTIONS = 1_000
MOST_EMBEDDED = 50_000
WANTED_RECALL, WANTED_P95 = 0.98, 10.0


def measure(
    count: int, rounds: int, folder: Path, pythons: Mapping[str, Path], weights: Path
) -> dict[str, Any]:
    """Make the vectors, build the store from them, search it in `rounds` fresh processes."""
    embedded = min(MOST_EMBEDDED, max(1_000, count // 20))
    _write_texts(embedded, folder)
    _step(pythons["plain"], "million_vectors.py", folder, "embed", str(weights))
    _step(pythons["plain"], "million_vectors.py", folder, "derive", str(count))
    built = _step(pythons["sift"], "million_store.py", folder, "build")
    served = [_step(pythons["sift"], "million_store.py", folder, "serve") for _ in range(rounds)]
    return {"count": count, "embedded": embedded, "build": built, "serve": served}


def page(found: Mapping[str, Any]) -> str:
    """Give the numbers as Markdown, and how the vectors came about."""
    return "\n".join(_lines(found, found["build"], found["serve"]))


def verdict(found: Mapping[str, Any]) -> str:
    """Tell whether it is quick and right enough."""
    p95, recall = (_median(found["serve"], name) for name in ("p95", "recall"))
    word = "met" if p95 <= WANTED_P95 and recall >= WANTED_RECALL else "MISSED"
    return f"p95 {p95:.2f} ms at recall {recall:.4f}, wanted <= 10 ms at >= 0.98: {word}"


def _lines(
    found: Mapping[str, Any], built: Mapping[str, float], served: Sequence[Mapping[str, float]]
) -> Iterator[str]:
    yield f"Sift's vector store alone, {found['count']:,} vectors ({machine()}):"
    yield ""
    yield "| measure | value |"
    yield "|---|---|"
    yield f"| build the store | {built['seconds']:.0f} s |"
    yield f"| memory building, with the vectors in it | {built['megabytes']:,.0f} MB |"
    yield f"| size on disk | {built['disk']:,.0f} MB |"
    yield f"| load the store | {_spread(served, 'load', 's')} |"
    yield f"| search without encoding, p50 | {_spread(served, 'p50', 'ms')} |"
    yield f"| search without encoding, p95 | {_spread(served, 'p95', 'ms')} |"
    yield f"| recall@10 against exact, {QUESTIONS:,} questions | {_median(served, 'recall'):.4f} |"
    yield f"| memory serving | {_spread(served, 'megabytes', 'MB')} |"
    yield ""
    yield (
        f"The vectors: {found['embedded']:,} synthetic texts were embedded; the others were "
        "derived from them, seeded: a point between a text and one of its nearest neighbours, "
        "with noise, brought back to unit length. Embedding them all is not in the build time. "
        "The questions are synthetic too, embedded, and stand for no text."
    )


def _write_texts(count: int, folder: Path) -> None:
    texts = (f"{made['title']}. {made['text']}" for made in islice(lists.resources(), count))
    with (folder / "texts.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
    asked = lists.questions(QUESTIONS)
    (folder / "questions.json").write_text(json.dumps(asked), encoding="utf-8")


def _step(python: Path, script: str, folder: Path, verb: str, *rest: str) -> dict[str, float]:
    print(f"million: {verb}", file=sys.stderr, flush=True)
    words = (str(python), str(ROOT / "tests/bench/runners" / script), verb, str(folder), *rest)
    settings = {"HF_HUB_OFFLINE": "1"} | ({"PYTHONPATH": str(ROOT)} if "store" in script else {})
    cost = run(Command(words, settings, folder))
    return {"megabytes": cost.megabytes, **json.loads(cost.output or "{}")}


def _median(served: Sequence[Mapping[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in served)


def _spread(served: Sequence[Mapping[str, float]], name: str, unit: str) -> str:
    values = [one[name] for one in served]
    middle = statistics.median(values)
    return f"{middle:,.2f} {unit} ({min(values):,.2f} to {max(values):,.2f})"
