"""Questions on their way to be judged: tokenized, and encoded with others of like length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from typing import TypeAlias

from index.encoder import Encoder
from index.recent import Recent
from index.tokens import Embedded, Tokenized

TOGETHER = 128
"""Tokens of one run, those of padding among them. The weights are read once a run; but what comes
of more tokens no longer fits the cache of a core. Of 28 tokens, two questions take a ninth less
time together than apart, four a sixth, eight hardly less than four."""
_Waiting: TypeAlias = tuple[Tokenized, Future[Embedded]]


class Intake:
    """Encodes questions; what is asked again is encoded once. For one thread at a time."""

    def __init__(self, encoder: Encoder) -> None:
        """Encode by `encoder`."""
        self._encoder = encoder
        self._recent: Recent[Embedded] = Recent()
        self._waiting: list[_Waiting] = []
        self._beside: list[Future[Embedded]] = []
        """The last question of each run in other threads: by then all others are told."""

    def take(self, text: str) -> Future[Embedded]:
        """Take a question in; it is encoded by one of the next calls."""
        return self._recent.of(text, self._read)

    def keep_busy(self) -> None:
        """Let other threads encode some of several that wait, and leave some to this one.

        One run more is begun than there are threads: it waits for the first that ends.
        """
        self._beside = [one for one in self._beside if not one.done()]
        while len(self._beside) <= self._encoder.beside and len(self._waiting) > 1:
            some = self._of_like_length((len(self._waiting) + 1) // 2)
            self._beside.append(_run(self._encoder.embed_beside, some))

    def encode(self) -> None:
        """Encode some of those that wait in this thread; without any, wait for another's run."""
        if self._waiting:
            _run(self._embed_here, self._of_like_length(len(self._waiting)))
        else:
            wait(self._beside, return_when=FIRST_COMPLETED)

    def finish(self) -> None:
        """Wait for what is under way, so that nothing runs on where nobody listens."""
        for _, told in self._waiting:
            told.cancel()
        self._waiting.clear()
        if self._beside:
            wait(self._beside)
            self._beside = []

    def _embed_here(self, questions: Sequence[Tokenized]) -> Future[list[Embedded]]:
        told: Future[list[Embedded]] = Future()
        told.set_result(self._encoder.embed_together(questions))
        return told

    def _read(self, text: str) -> Future[Embedded]:
        told: Future[Embedded] = Future()
        self._waiting.append((self._encoder.tokenize(text), told))
        return told

    def _of_like_length(self, most: int) -> list[_Waiting]:
        """Take the one that waits longest, and those most like it in length: little is padded."""
        longest = length = len(self._waiting[0][0])
        near = sorted(self._waiting, key=lambda one: abs(len(one[0]) - length))
        some = near[:1]
        for one in near[1:most]:
            longest = max(longest, len(one[0]))
            if longest * (len(some) + 1) > TOGETHER:
                break
            some.append(one)
        chosen = set(map(id, some))
        self._waiting = [one for one in self._waiting if id(one) not in chosen]
        return some


def _run(
    embed: Callable[[Sequence[Tokenized]], Future[list[Embedded]]], some: Sequence[_Waiting]
) -> Future[Embedded]:
    """Begin a run, from which each question hears what came of it, also where it broke.

    The last one that hears is given back.
    """
    run: Future[list[Embedded]]
    try:
        run = embed([question for question, _ in some])
    except Exception as error:  # noqa: BLE001 - it is raised where somebody waits for it
        run = Future()
        run.set_exception(error)
    except BaseException:  # whoever waits is gone; but what is asked again must be read again
        for _, told in some:
            told.cancel()
        raise
    run.add_done_callback(partial(_tell, some))
    return some[-1][1]


def _tell(some: Sequence[_Waiting], run: Future[list[Embedded]]) -> None:
    error = run.exception()
    if error is not None:
        for _, told in some:
            told.set_exception(error)
        return
    for (_, told), embedded in zip(some, run.result(), strict=True):
        told.set_result(embedded)
