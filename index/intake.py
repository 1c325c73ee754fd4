"""Questions on their way to be judged: tokenized, and encoded with others of like length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from typing import TypeVar

from index.encoder import Encoder
from index.recent import Recent
from index.tokens import Embedded, Tokenized

T = TypeVar("T")

TOGETHER = 128
"""Tokens of one run, those of padding among them. The weights are read once a run; but what comes
of more tokens no longer fits the cache of a core. Of 28 tokens, two questions take a ninth less
time together than apart, four a sixth, eight hardly less than four."""


@dataclass(slots=True, eq=False)
class Reading:
    """A question that was taken in, and what came of encoding it."""

    tokenized: Tokenized
    embedded: Embedded | None = None
    error: BaseException | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether it was encoded, or never will be."""
        return self.embedded is not None or self.has_failed

    @property
    def has_failed(self) -> bool:
        """Tell whether it has to be taken in anew."""
        return self.error is not None

    def result(self) -> Embedded:
        """Give what came of it, once it is done; raise what broke its run."""
        if self.error is not None:
            raise self.error
        assert self.embedded is not None  # noqa: S101 - who asks sooner is mistaken
        return self.embedded


class Intake:
    """Encodes questions; what is asked again is encoded once. For one thread at a time."""

    def __init__(self, encoder: Encoder) -> None:
        """Encode by `encoder`."""
        self._encoder = encoder
        self._recent: Recent[Reading] = Recent()
        self._waiting: list[Reading] = []
        self._unfinished: set[Reading] = set()
        """Those that wait or whose run is under way."""
        self._beside: dict[Future[list[Embedded]], Sequence[Reading]] = {}
        """Runs in other threads."""

    def take(self, text: str) -> Reading:
        """Take a question in; it is encoded by one of the next calls."""
        return self._recent.of(text, self._read)

    def keep_busy(self) -> None:
        """Let other threads encode some of several that wait, and leave some to this one.

        One run more is begun than there are threads: it waits for the first that ends.
        """
        self._hear()
        while len(self._beside) <= self._encoder.beside and len(self._waiting) > 1:
            some = self._of_like_length((len(self._waiting) + 1) // 2)
            run = self._run(self._encoder.embed_beside, some)
            if run is not None:
                self._beside[run] = some

    def encode(self) -> None:
        """Encode some of those that wait in this thread; without any, wait for another's run."""
        if self._waiting:
            some = self._of_like_length(len(self._waiting))
            told = self._run(self._encoder.embed_together, some)
            if told is not None:
                self._tell(some, told)
        else:
            wait(self._beside, return_when=FIRST_COMPLETED)
            self._hear()

    def finish(self) -> None:
        """Wait for what is under way, so that nothing runs on where nobody listens.

        Whatever is unfinished then, for nobody waits or somebody interrupted, has to be taken anew.
        """
        if not self._unfinished:
            return
        self._waiting = []
        wait(self._beside)
        self._hear()
        self._tell(list(self._unfinished), CancelledError())

    def _hear(self) -> None:
        """Tell those whose run in another thread has ended."""
        for run in [run for run in self._beside if run.done()]:
            self._tell(self._beside.pop(run), run.exception() or run.result())

    def _read(self, text: str) -> Reading:
        reading = Reading(self._encoder.tokenize(text))
        self._waiting.append(reading)
        self._unfinished.add(reading)
        return reading

    def _of_like_length(self, most: int) -> list[Reading]:
        """Take the one that waits longest, and those most like it in length: little is padded."""
        longest = length = len(self._waiting[0].tokenized)
        near = sorted(self._waiting, key=lambda one: abs(len(one.tokenized) - length))
        some = near[:1]
        for one in near[1:most]:
            longest = max(longest, len(one.tokenized))
            if longest * (len(some) + 1) > TOGETHER:
                break
            some.append(one)
        self._waiting = [one for one in self._waiting if one not in some]
        return some

    def _run(self, embed: Callable[[Sequence[Tokenized]], T], some: Sequence[Reading]) -> T | None:
        """Give what `embed` gives; None where it broke, which those who wait for it are told."""
        try:
            return embed([one.tokenized for one in some])
        except Exception as error:  # noqa: BLE001 - it is raised where somebody waits for it
            self._tell(some, error)
            return None

    def _tell(self, some: Sequence[Reading], told: Sequence[Embedded] | BaseException) -> None:
        """Tell each what came of a run, or what broke it."""
        self._unfinished.difference_update(some)
        if isinstance(told, BaseException):
            for one in some:
                one.error = told
            return
        for one, embedded in zip(some, told, strict=True):
            one.embedded = embedded
