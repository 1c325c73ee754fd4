"""The real search with a switch on it: slow, broken, or as it is."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence

from index.resource import Answer
from index.search import LIMIT, Request, Search


class SwitchedSearch(Search):
    """The search it wraps, once `gate` is open; raises `error` if set, and when asked `poison`."""

    def __init__(self, real: Search) -> None:
        self.generation = real.generation
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None
        self.threads: set[int] = set()
        self.asked: list[tuple[str, str | None]] = []
        self.batches: list[int] = []
        self.poison = ""
        self._real = real

    def lean(self, circumstances: Sequence[str], language: str, limit: int = LIMIT) -> Answer:
        self.threads.add(threading.get_ident())
        assert self.gate.wait(10)
        if self.error is not None:
            raise self.error
        return self._real.lean(circumstances, language, limit)

    def answer_each(
        self, requests: Iterable[Request], limit: int = LIMIT
    ) -> Iterator[tuple[int, Answer]]:
        self.threads.add(threading.get_ident())
        requests = list(requests)
        self.asked += [(request.question, request.language) for request in requests]
        self.batches.append(len(requests))
        assert self.gate.wait(10)
        if self.poison and any(request.question == self.poison for request in requests):
            raise RuntimeError(self.poison)
        if self.error is not None:
            raise self.error
        yield from self._real.answer_each(requests, limit)
