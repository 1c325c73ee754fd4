"""Door: ``sift eval``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import EvaluationError
from index.evaluation.floors import Bound, broken, parse
from index.evaluation.names import FIGURES, NAMES
from index.settings import IndexSettings

if TYPE_CHECKING:
    from index.evaluation.report import Report

NO_MATPLOTLIB = (
    "--html draws with matplotlib, which is not installed: pip install 'sift[eval]' brings it."
)


def add_evaluation(parser: argparse.ArgumentParser) -> None:
    """Describe ``sift eval``."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "figures:\n" + "\n".join(
        f"  {name:14}  {FIGURES[name].title}: {FIGURES[name].meaning}" for name in NAMES
    )
    add = parser.add_argument
    add("files", nargs="+", type=Path, help="JSON lines with labelled questions")
    add("--json", action="store_true", help="print one JSON object")
    add("--html", type=Path, metavar="FILE", help="also write a page with plots")
    add("--leanings", action="store_true", help="the files label decisions with verdicts")
    add("--worst", type=_count, default=10, metavar="N", help="misses to show per language")
    for option, is_least in (("--least", True), ("--most", False)):
        add(
            option,
            action="append",
            default=[],
            type=partial(_bound, is_least=is_least),
            metavar="NAME=VALUE",
            help=f"exit with 1 if a figure is {'below' if is_least else 'above'} it in any "
            "language, or in one: fr:NAME=VALUE",
        )
    parser.set_defaults(run=run_evaluation)


def run_evaluation(arguments: argparse.Namespace, settings: IndexSettings) -> int:
    """Ask every labelled question and tell how the answers did."""
    if arguments.leanings:
        return _run_leanings(arguments.files, settings)
    write = _page_writer() if arguments.html else None
    told = _evaluate(arguments, settings)
    print(_as_json(told) if arguments.json else _as_text(told))
    if write:
        write(told, arguments.html)
    faults = list(broken(told, [*arguments.least, *arguments.most]))
    if faults:
        raise EvaluationError("\n".join(faults))
    return 0


def _run_leanings(files: list[Path], settings: IndexSettings) -> int:
    """Tell how the leanings did."""
    from index.evaluation.leanings import ask, lines, read  # noqa: PLC0415 - loads faiss
    from index.search import open_search  # noqa: PLC0415

    cases = read(files)
    print("\n".join(lines(ask(open_search(settings), cases))))
    return 0


def _evaluate(arguments: argparse.Namespace, settings: IndexSettings) -> Report:
    from index.evaluation.evaluate import evaluate  # noqa: PLC0415 - loads faiss and onnxruntime
    from index.evaluation.labels import read  # noqa: PLC0415
    from index.search import open_search  # noqa: PLC0415

    labelled = read(arguments.files)
    return evaluate(open_search(settings), labelled, arguments.worst)


def _page_writer() -> Callable[[Report, Path], None]:
    """Give what writes the page, before the questions are asked and it is missed too late."""
    try:
        from index.evaluation.page import write  # noqa: PLC0415 - loads matplotlib
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("matplotlib"):
            raise
        raise EvaluationError(NO_MATPLOTLIB) from error
    return write


def _as_json(told: Report) -> str:
    import msgspec  # noqa: PLC0415 - JSON only

    return msgspec.json.encode(told).decode()


def _as_text(told: Report) -> str:
    from index.evaluation.lines import lines  # noqa: PLC0415 - loads numpy

    return "\n".join(lines(told))


def _count(word: str) -> int:
    if not (word.isascii() and word.isdecimal()):
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number")
    return int(word)


def _bound(word: str, *, is_least: bool) -> Bound:
    try:
        return parse(word, is_least=is_least)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
