"""The real search with a switch on it: slow, broken, or as it is."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from index.resource import Answer
from index.search import LIMIT, Request, Search


class SwitchedSearch(Search):
    """Answers as the search it wraps, once `gate` is open, and raises `error` instead when set."""

    def __init__(self, real: Search) -> None:
        self.generation = real.generation
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None
        self.threads: set[int] = set()
        self.asked: list[tuple[str, str | None]] = []
        self._real = real

    def answer_all(self, requests: Sequence[Request], limit: int = LIMIT) -> list[Answer]:
        self.threads.add(threading.get_ident())
        self.asked += [(request.question, request.language) for request in requests]
        assert self.gate.wait(10)
        if self.error is not None:
            raise self.error
        return self._real.answer_all(requests, limit)
