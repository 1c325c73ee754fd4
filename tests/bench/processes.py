"""Run a command and tell what it cost: seconds from outside, and its highest resident memory.

The kernel's figure for a child begins with the memory of the process that starts it, so whoever
imports this must stay small: no NumPy here.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

KIBIBYTES_A_MEGABYTE = 1e6 / 1024
"""Linux tells the highest resident memory in KiB."""


class StackError(Exception):
    """A process failed; the message is the last line of what it said."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and with which settings besides our own environment."""

    words: Sequence[str]
    settings: Mapping[str, str]
    folder: Path
    """To run in: no .env file there may change the settings."""

    @property
    def environment(self) -> dict[str, str]:
        """Give the whole environment."""
        return {**os.environ, **self.settings}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process that ended took and printed."""

    seconds: float
    megabytes: float
    """Highest resident memory."""
    output: str


def run(command: Command) -> Cost:
    """Run to the end; raise StackError unless it ends well."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        process = _start(command, subprocess.DEVNULL, out, errors)
        megabytes = _wait(process, errors)
        seconds = time.perf_counter() - started
        return Cost(seconds, megabytes, _whole(out))


class Conversation:
    """A process that answers each line on its standard input by a line."""

    def __init__(self, command: Command) -> None:
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in `end`
        self._process = _start(command, subprocess.PIPE, subprocess.PIPE, self._errors)

    def ask(self, line: str) -> tuple[str, float]:
        """Give the answer and the seconds it took, seen from here."""
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None
        assert heard is not None
        started = time.perf_counter()
        with contextlib.suppress(BrokenPipeError):
            told.write(line + "\n")
            told.flush()
        answer = heard.readline()
        seconds = time.perf_counter() - started
        if not answer:
            raise StackError("it stopped answering")
        return answer, seconds

    def end(self) -> float:
        """Let it end; give its highest resident memory in megabytes."""
        with self._errors:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()
            return _wait(self._process, self._errors)


def _start(command: Command, asked: int, out: IO[str] | int, errors: IO[str]) -> _Process:
    return subprocess.Popen(
        command.words,
        stdin=asked,
        stdout=out,
        stderr=errors,
        text=True,
        env=command.environment,
        cwd=command.folder,
    )


def _wait(process: _Process, errors: IO[str]) -> float:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0:
        raise StackError(f"killed by {signal.Signals(-process.returncode).name}")
    if process.returncode:
        said = _whole(errors).strip().splitlines() or ["nothing"]
        raise StackError(f"ended with {process.returncode}, saying: {said[-1]}")
    return usage.ru_maxrss / KIBIBYTES_A_MEGABYTE


def _whole(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


_Process = subprocess.Popen[str]
