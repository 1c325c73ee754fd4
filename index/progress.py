"""How far a build is: a bar on a terminal, plain lines elsewhere, both with the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.encoder import Report

LINES_OF_PROGRESS = 10
LONGEST_SILENCE = 60
"""Seconds after which a line is due although no tenth is full."""


@contextmanager
def progress() -> Iterator[Report]:
    """Give a report that draws a bar on a terminal and plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield plain_progress()
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("embedding passages", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def plain_progress(clock: Callable[[], float] = time.monotonic) -> Report:
    """Give a report that prints a line a tenth, or a minute, with the time left."""
    shown, spoke, first = -1, 0.0, (0, 0.0)

    def report(done: int, total: int) -> None:
        nonlocal shown, spoke, first
        now = clock()
        if shown < 0:
            first = (done, now)
        tenth = done * LINES_OF_PROGRESS // total
        if tenth > shown or now - spoke >= LONGEST_SILENCE:
            shown, spoke = tenth, now
            left = _left(done - first[0], now - first[1], total - done)
            print(f"embedded {done} of {total} passages{left}", file=sys.stderr, flush=True)

    return report


def _left(done: int, seconds: float, remaining: int) -> str:
    """Say how long the rest takes, as far as can be known."""
    if not done or not remaining:
        return ""
    expected = seconds * remaining / done
    for unit, length in (("h", 3600), ("min", 60)):
        if expected >= 1.5 * length:
            return f", about {round(expected / length)} {unit} left"
    return f", about {max(1, round(expected))} s left"
