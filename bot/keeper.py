"""Write down what people said: in one thread, never on the event loop, never before an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import TypeAlias

from bot.answer import Ask
from bot.discretion import anonymous, has_secret
from bot.errors import FeedbackError
from bot.feedback import LONGEST, Said, add
from bot.text import shorten
from index.resource import Answer

Keep: TypeAlias = Callable[[Said], None]
"""Takes what was said; returns at once and never raises."""

MOST_WAITING = 256
"""Beyond that, with a disk that hangs, what people say is let go."""

_log = logging.getLogger("sift.keeper")


class Keeper:
    """Owns the one thread that writes."""

    def __init__(self, file: Path) -> None:
        """Write to `file`, which need not exist."""
        self._file = file
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="sift-keeper")
        self._free = BoundedSemaphore(MOST_WAITING)
        self._complaint = ""

    def keep(self, said: Said) -> None:
        """Write down what was said, soon; a question with a secret in it is let go."""
        if not self._free.acquire(blocking=False):
            return
        try:
            self._pool.submit(self._write, said)
        except RuntimeError:  # closed: the process is about to end
            self._free.release()

    def close(self) -> None:
        """Take no more; what waits is written before the process ends."""
        self._pool.shutdown(wait=False)

    def _write(self, said: Said) -> None:
        try:
            if not has_secret(said.question):
                add(self._file, _presentable(said))
            self._complaint = ""
        except FeedbackError as error:
            self._complain(str(error))
        except Exception as error:  # noqa: BLE001 - a thread has no door: nobody else would hear
            self._complain(f"What people say is not kept ({type(error).__name__}: {error}).")
        finally:
            self._free.release()

    def _complain(self, sentence: str) -> None:
        """Log a sentence, not once more at every question."""
        if sentence != self._complaint:
            self._complaint = sentence
            _log.error("%s Answers go on.", sentence)


def noting_misses(ask: Ask, keep: Keep) -> Ask:
    """Give an `ask` that keeps the questions to which no answer was sure."""

    async def answer(question: str, language: str | None) -> Answer:
        found = await ask(question, language)
        if found.band != "answer":
            resources = tuple(hit.resource.id for hit in found.hits)
            spoken, sure = found.language, found.confidence
            keep(Said(question, spoken, found.band, sure, resources, "missed"))
        return found

    return answer


def _presentable(said: Said) -> Said:
    """Take out what would tell of people, cut what is long, put today's day to it."""
    question = shorten(anonymous(said.question), LONGEST)
    day = datetime.now(UTC).date().isoformat()
    return replace(said, question=question, confidence=round(said.confidence, 2), day=day)
