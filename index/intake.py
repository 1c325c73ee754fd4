"""Questions on their way to be judged: tokenized, and encoded with others of like length."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, wait
from functools import partial
from typing import TypeAlias

from index.encoder import Embedded, Encoder, Tokenized
from index.recent import Recent

TOGETHER = 128
"""Tokens of one run, those of padding among them. The weights are read once a run; but what comes
of more tokens no longer fits the cache of a core. Of 28 tokens, two questions take a ninth less
time together than apart, four a sixth, eight hardly less than four."""
BESIDE = 2
"""Runs handed to the other thread: one that is under way, and one that begins when it ends."""

_Waiting: TypeAlias = tuple[Tokenized, Future[Embedded]]


class Intake:
    """Encodes questions; what is asked again is encoded once. For one thread at a time."""

    def __init__(self, encoder: Encoder) -> None:
        """Encode by `encoder`."""
        self._encoder = encoder
        self._recent: Recent[Embedded] = Recent()
        self._waiting: list[_Waiting] = []
        self._beside: deque[Future[list[Embedded]]] = deque()

    def take(self, text: str) -> Future[Embedded]:
        """Take a question in; it is encoded by one of the next calls."""
        return self._recent.of(text, self._read)

    def keep_busy(self) -> None:
        """Let the other thread encode some of several that wait."""
        while self._beside and self._beside[0].done():
            self._beside.popleft()
        while len(self._beside) < BESIDE and len(self._waiting) + len(self._beside) > 1:
            if not self._waiting:
                return
            some = self._of_like_length()
            run = self._encoder.embed_beside([question for question, _ in some])
            run.add_done_callback(partial(_tell, some))
            self._beside.append(run)

    def encode(self) -> None:
        """Encode some of those that wait in this thread; without any, wait for the other's run."""
        if self._waiting:
            some = self._of_like_length()
            run: Future[list[Embedded]] = Future()
            try:
                run.set_result(self._encoder.embed_together([question for question, _ in some]))
            except Exception as error:  # noqa: BLE001 - it is raised where somebody waits for it
                run.set_exception(error)
            _tell(some, run)
        elif self._beside:
            wait([self._beside.popleft()])

    def finish(self) -> None:
        """Wait for what is under way, so that nothing runs on where nobody listens."""
        if self._beside:
            wait(self._beside)
        self._beside.clear()

    def _read(self, text: str) -> Future[Embedded]:
        told: Future[Embedded] = Future()
        self._waiting.append((self._encoder.tokenize(text), told))
        return told

    def _of_like_length(self) -> list[_Waiting]:
        """Take the one that waits longest, and those most like it in length: little is padded."""
        length = len(self._waiting[0][0])
        near = sorted(self._waiting, key=lambda one: abs(len(one[0]) - length))
        some, longest = near[:1], length
        for one in near[1:]:
            longest = max(longest, len(one[0]))
            if longest * (len(some) + 1) > TOGETHER:
                break
            some.append(one)
        chosen = set(map(id, some))
        self._waiting = [one for one in self._waiting if id(one) not in chosen]
        return some


def _tell(some: Sequence[_Waiting], run: Future[list[Embedded]]) -> None:
    """Give each question what a run came to."""
    error = run.exception()
    if error is not None:
        for _, told in some:
            told.set_exception(error)
        return
    for (_, told), embedded in zip(some, run.result(), strict=True):
        told.set_result(embedded)
