"""Door: ``sift index build | status | diff | rollback``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from index.progress import progress
from index.settings import IndexSettings

if TYPE_CHECKING:
    from index.build import BuildResult
    from index.calibration import Calibration
    from index.status import Difference, Status


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Add the index commands to ``sift index``; each leaves its function in `run`."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    added = commands.add_parser("build", help="read the seeds, embed them, switch to the result")
    added.add_argument("--force", action="store_true", help="build even when nothing changed")
    added.set_defaults(run=run_build)
    added = commands.add_parser("status", help="show what is live and whether it is stale")
    added.add_argument("--json", action="store_true", help="print one JSON object")
    added.set_defaults(run=run_status)
    added = commands.add_parser("diff", help="show which resources a build would change")
    added.set_defaults(run=run_diff)
    added = commands.add_parser("rollback", help="make the generation before this one live again")
    added.set_defaults(run=run_rollback)


def run(arguments: argparse.Namespace, settings: IndexSettings) -> int:
    """Run the command that was parsed; give the exit code."""
    code: int = arguments.run(arguments, settings)
    return code


def run_build(arguments: argparse.Namespace, settings: IndexSettings) -> int:
    """Build the index; say what was read, what was skipped and where it went."""
    from index.build import build  # noqa: PLC0415 - loads what only a build needs

    with progress() as report:
        result = build(settings, report, say, is_forced=arguments.force)
    print_build(result, sys.stdout)
    return 0


def run_status(arguments: argparse.Namespace, settings: IndexSettings) -> int:
    """Show what is live, and whether the seeds changed since."""
    from index.status import status  # noqa: PLC0415 - loads the reader of lists

    found = status(settings)
    print(_as_json(found) if arguments.json else "\n".join(_status_lines(found)))
    return 0


def run_diff(_: argparse.Namespace, settings: IndexSettings) -> int:
    """Show which resources a build would add, change or remove."""
    from index.status import difference  # noqa: PLC0415 - loads the reader of lists

    print("\n".join(_difference_lines(difference(settings))) or "nothing would change")
    return 0


def run_rollback(_: argparse.Namespace, settings: IndexSettings) -> int:
    """Make the other kept generation live."""
    from index.build import roll_back  # noqa: PLC0415 - loads faiss and onnxruntime

    print(f"live again: {roll_back(settings).name}")
    return 0


def print_build(result: BuildResult, out: TextIO) -> None:
    """Print what a build did; skipped rows are named on standard error."""
    manifest = result.generation.manifest
    if not result.is_new:
        print(f"up to date: {result.generation.name}, {manifest.resources} resources", file=out)
        return
    for row in result.skipped:
        print(f"skipped {row.file}:{row.line}: {row.text} ({row.reason})", file=sys.stderr)
    read = f"{manifest.resources} resources ({_per_language(manifest.languages)})"
    print(f"{read}, {manifest.passages} passages, {manifest.skipped} rows skipped", file=out)
    print(f"live: {result.generation.name}", file=out)


def _per_language(languages: Mapping[str, int]) -> str:
    return ", ".join(f"{code} {count}" for code, count in languages.items())


def say(sentence: str) -> None:
    """Tell a person what goes on, on standard error."""
    print(sentence, file=sys.stderr, flush=True)


def _as_json(found: Status) -> str:
    import msgspec  # noqa: PLC0415 - JSON only

    told = {"generation": found.name, "stale": found.is_stale, "changes": found.changes}
    told["calibration"] = msgspec.to_builtins(found.calibration)
    return msgspec.json.encode(told | msgspec.to_builtins(found.manifest)).decode()


def _status_lines(found: Status) -> Iterator[str]:
    manifest = found.manifest
    yield f"live        {found.name}"
    yield f"built       {manifest.built:%Y-%m-%d %H:%M} UTC"
    yield f"resources   {manifest.resources} ({_per_language(manifest.languages)})"
    yield f"passages    {manifest.passages}, {manifest.examples} of them example questions"
    yield f"declined    {manifest.declined} messages learned from"
    yield f"certainty   {_certainty(found.calibration)}"
    yield f"skipped     {manifest.skipped} rows that are no resource"
    encoder, kept = manifest.encoder, manifest.encoder.fidelity
    yield f"model       {encoder.name} ({encoder.digest[:12]}, {encoder.dimension} dimensions)"
    yield (
        f"encoder     {encoder.precision}, cosine with the model {kept.mean_cosine:.4f} on average "
        f"and {kept.smallest_cosine:.4f} at least, same best three {kept.overlap:.0%}"
    )
    yield f"stale       {'yes: run `sift index build`' if found.is_stale else 'no'}"
    for change in found.changes:
        yield f"            {change}"


def _certainty(calibration: Calibration | None) -> str:
    if calibration is None:
        return (
            "by a fixed rule: to calibrate it takes 50 example questions and 50 declined messages"
        )
    known = calibration.thresholds
    return (
        f"calibrated: sure from {known.answer:.2f} on, which lets {calibration.let_through:.1%} of "
        f"the declined messages through; silent below {known.maybe:.2f}, which hides "
        f"{calibration.hidden:.1%} of the example questions (each left out)"
    )


def _difference_lines(found: Difference) -> Iterator[str]:
    for word, resources in (
        ("added", found.added),
        ("changed", found.changed),
        ("removed", found.removed),
    ):
        for resource in resources:
            entry = resource.entry("en")
            yield f"{word}: {entry.title} <{resource.url}> ({entry.place})"
