"""Measure Sift against other stacks: ``python -m tests.bench`` (``make bench``).

Every measure runs in fresh processes, and a round goes through all stacks before the next one
begins, so that a busy machine is busy for all; what counts is the ratio to the plain script of the
same round: median, least and most. The peers (plain sentence-transformers + faiss, txtai,
LangChain + FAISS, Chroma) embed "title. text" of each resource with the same weights, and run in
environments of their own under ``~/.cache/sift-bench`` (or ``SIFT_BENCH_CACHE``). Sift runs by its
commands; it embeds every sentence besides, in both languages, some four to eight vectors a
resource where the peers have one.

build   the whole process, and its memory; Sift's encoder, exported once in its life, is there
first   the whole process that answers one question; files may be in the system's cache
warm    200 questions of the evaluation set, one after another over a pipe, after 20 others
crowd   32 askers at once for 10 seconds: threads, and for Sift tasks before its Answerer
disk    the index, and the weights that questions are embedded with

The map:

lists          the given list and synthetic ones
environments   a virtual environment a peer
processes      run a command, tell seconds and memory
stacks         which commands each stack is measured by
measures       the measures
rounds         conductor: lists and environments made ready, then turn by turn
report         ratios, table, what is wanted
million        conductor: Sift's vector store alone at a million
hostile        what nobody means as a question, through a real process
runners/       what runs in the processes that are measured
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.bench import environments, million, report, rounds
from tests.bench.measures import MEASURES
from tests.bench.processes import StackError
from tests.bench.rounds import Notebook, Wish, say
from tests.bench.stacks import NAMES, sift_python

SIZES = ("given", "10000", "100000")


def main() -> int:
    """Measure as the options say; print the table."""
    options = build_parser().parse_args()
    environments.cache().mkdir(parents=True, exist_ok=True)
    measure = measure_million if options.million else measure_stacks
    try:
        with tempfile.TemporaryDirectory(dir=environments.cache(), prefix="work-") as folder:
            told = measure(options, Path(folder))
    except (StackError, environments.NotInstalledError) as error:
        say(str(error))
        return 1
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


def measure_stacks(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Measure all stacks; print the table, also of what there is at Ctrl-C; give all numbers."""
    measures = [name for name in MEASURES if name in options.only]
    wish = Wish(options.stacks, options.sizes, measures, options.rounds, options.large_rounds)
    notebook = Notebook()
    try:
        rounds.measure(wish, folder, notebook)
    except KeyboardInterrupt:
        say("interrupted: these are the numbers so far")
    machine = report.machine()
    print("\n".join([*_lines(options.stacks, notebook), "", machine]))
    for sentence in report.verdicts(notebook.records):
        say(sentence)
    return {"machine": machine, **dataclasses.asdict(notebook)}


def measure_million(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Measure Sift's vector store alone; print the table, give all numbers."""
    pythons = {"plain": environments.interpreter("plain"), "sift": sift_python()}
    found = million.measure(
        options.million, options.rounds, folder, pythons, rounds.weights(folder)
    )
    print(million.page(found))
    say(million.verdict(found))
    return {"machine": report.machine(), **found}


def build_parser() -> argparse.ArgumentParser:
    """Describe the options."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the speed.")
    add = parser.add_argument
    add("--rounds", type=int, default=5, help="rounds (5)")
    add("--large-rounds", type=int, default=1, help="rounds from 50,000 resources on (1)")
    add("--stacks", type=_chosen(NAMES), default=NAMES, help=",".join(NAMES))
    add("--only", type=_chosen(tuple(MEASURES)), default=tuple(MEASURES), help=",".join(MEASURES))
    add("--sizes", type=_sizes, default=SIZES, help=",".join(SIZES))
    add("--json", type=Path, help="file for all numbers")
    text = "instead, Sift's vector store alone at COUNT vectors (1,000,000)"
    add("--million", type=int, nargs="?", const=1_000_000, metavar="COUNT", help=text)
    return parser


def _lines(stacks: tuple[str, ...], notebook: Notebook) -> list[str]:
    """Give the table, then versions and remarks as bullets."""
    return [
        report.table(notebook.records, stacks, notebook.absent),
        "",
        *(f"* {name}: {_pairs(found)}" for name, found in notebook.versions.items()),
        *(f"* {name}: not installed: {why}" for name, why in notebook.absent.items()),
        *(f"* {place}: {remark}" for place, remark in notebook.remarks.items()),
    ]


def _pairs(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{package} {version}" for package, version in versions.items())


def _chosen(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def read(said: str) -> tuple[str, ...]:
        words = tuple(said.split(","))
        if strange := set(words) - set(known):
            msg = f"{', '.join(sorted(strange))}: choose among {', '.join(known)}"
            raise argparse.ArgumentTypeError(msg)
        return words

    return read


def _sizes(said: str) -> tuple[str, ...]:
    words = tuple(said.split(","))
    if not all(word == "given" or word.isdecimal() for word in words):
        raise argparse.ArgumentTypeError(f"{said}: write given, or numbers of resources")
    return words


if __name__ == "__main__":
    sys.exit(main())
