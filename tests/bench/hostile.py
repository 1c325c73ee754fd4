"""Time hostile inputs through a real ``sift ask --jsonl``: ``python -m tests.bench.hostile``.

Needs a built index (SIFT_DATA); prints milliseconds a line, seen from outside the process.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from tests.bot.hostile import ASK, lines

ROOT = Path(__file__).parents[2]
WARM_UP = 20
SLOWEST = 5


def main() -> int:
    """Ask each input once; print the middle, the tail and what was slowest."""
    said = lines()
    taken = measure([line for _, line in said])
    half, most = np.percentile(taken, [50, 99])
    print(f"{len(said)} hostile inputs: p50 {half:.1f} ms, p99 {most:.1f} ms")
    for place in np.argsort(taken)[: -SLOWEST - 1 : -1].tolist():
        print(f"{taken[place]:8.1f} ms  {said[place][0]}")
    return 0


def measure(asked: list[bytes]) -> list[float]:
    """Give the milliseconds from each line to its answer, after some others."""
    words = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    taken: list[float] = []
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        told, heard = process.stdin, process.stdout
        assert told is not None
        assert heard is not None
        for line in [f"{ASK} {number}".encode() for number in range(WARM_UP)] + asked:
            started = time.perf_counter()
            told.write(line + b"\n")
            told.flush()
            answer = heard.readline()
            taken.append(1000 * (time.perf_counter() - started))
            if not answer:
                raise SystemExit(f"It stopped answering at: {line[:80]!r}")
        told.close()
    return taken[WARM_UP:]


if __name__ == "__main__":
    sys.exit(main())
