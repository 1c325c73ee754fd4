"""How fast one person may ask."""

from __future__ import annotations

import time
from typing import Literal

Verdict = Literal["welcome", "slow down", "silence"]

MOST_QUESTIONS, SECONDS = 5, 10.0


class Pace:
    """Remembers when people asked, no longer than it matters."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._asked: dict[int, list[float]] = {}
        self._told: set[int] = set()

    def judge(self, person: int) -> Verdict:
        """Count a question of `person`: beyond the pace there is one sentence, then silence."""
        self._forget(time.monotonic() - SECONDS)
        times = self._asked.setdefault(person, [])
        if len(times) < MOST_QUESTIONS:
            self._told.discard(person)
            times.append(time.monotonic())
            return "welcome"
        if person in self._told:
            return "silence"
        self._told.add(person)
        return "slow down"

    def _forget(self, before: float) -> None:
        recent = {
            person: [moment for moment in times if moment > before]
            for person, times in self._asked.items()
        }
        self._asked = {person: times for person, times in recent.items() if times}
        self._told &= self._asked.keys()
