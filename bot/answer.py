"""The question's path: gathered, answered in one worker thread, never on the event loop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeAlias, TypeVar

from bot.case import settled
from bot.errors import BusyError
from index.errors import SiftError
from index.leaning.guide import Guide
from index.resource import Answer
from index.search import Request, Search

T = TypeVar("T")
_Waiting: TypeAlias = tuple[Request, asyncio.Future[Answer]]
_Told: TypeAlias = tuple[asyncio.Future[Answer], Answer | Exception]
Ask: TypeAlias = Callable[[str, str | None], Awaitable[Answer]]
"""Takes a question and the language to answer in, None for that of the question."""

MOST_WAITING = 256
"""Questions in line; at 4 ms each the last one waits a second, well within Discord's three."""
GATHER = 0.002
"""Seconds that the first question waits for others, so that what many ask is encoded once."""
TOGETHER = 0.01
"""Seconds in which answers gather, or until the next is done, before the event loop is woken: each
waking delays the next answer; with all of them 32 askers get 4 to 8 % fewer answers."""
LOOK_EVERY = 5.0
"""Seconds between two looks at which generation is live."""
LOOKS_BEFORE_RETRY = 12
"""After a generation would not load: each try keeps the askers waiting."""
WARM_UP = "Should I fine-tune?"

_log = logging.getLogger("sift.answer")


class Answerer:
    """Owns the live index and the one thread that asks it."""

    def __init__(
        self,
        live: Search,
        read_name: Callable[[], str | None],
        reopen: Callable[[], Search],
        look_every: float = LOOK_EVERY,
    ) -> None:
        """Begin with `live`; `read_name` tells the current generation's name, `reopen` loads it."""
        self._live = live
        self._read_name = read_name
        self._reopen = reopen
        self._look_every = look_every
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="sift-answer")
        self._waiting: deque[_Waiting] = deque()
        self._open: set[asyncio.Future[Answer]] = set()
        self._others = 0
        self._is_closed = False
        self._serving: asyncio.Task[None] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._refused: str | None = None
        self._looks_to_skip = 0
        self._complaint = ""

    async def start(self) -> None:
        """Answer one question, so that the first asker need not wait, and begin to watch."""
        if self._watch is None:
            await self.answer(WARM_UP, None)
            self._watch = asyncio.create_task(self._keep_fresh(), name="sift-keep-fresh")

    async def answer(self, question: str, language: str | None) -> Answer:
        """Answer in the worker thread; raise BusyError at once when too many wait already."""
        if self._is_closed:
            raise BusyError("The bot is going down.")
        if len(self._open) >= MOST_WAITING:
            raise BusyError(f"{MOST_WAITING} questions wait already.")
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((Request(question, language), future))
        self._open.add(future)
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve(), name="sift-serve")
        try:
            return await future
        finally:
            self._open.discard(future)

    def guide(self) -> Guide | None:
        """Give the decision guide of the live index; None where it has none."""
        return self._live.generation.guide

    async def lean(self, circumstances: Sequence[str], language: str) -> Answer | None:
        """Lean in the worker thread on what was chosen; give None where there is no guide.

        What a guide that came in the meantime does not know is left out.
        """
        return await self._in_turn(lambda: self._lean(circumstances, language))

    def _lean(self, circumstances: Sequence[str], language: str) -> Answer | None:
        live = self._live
        if live.generation.guide is None:
            return None
        known = live.generation.guide.strengths
        return live.lean(settled(one for one in circumstances if one in known), language)

    async def close(self) -> None:
        """Stop watching; questions that have not begun are dropped."""
        self._is_closed = True
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._serving is not None:
            self._serving.cancel()
        self._waiting.clear()
        for future in self._open:
            future.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _serve(self) -> None:
        """Answer all that wait, until nobody does; others who want the thread come in between."""
        # It is the worker thread that sleeps; a timer of a busy event loop would be late.
        await self._in_thread(lambda: time.sleep(GATHER))
        while self._waiting:
            await self._in_thread(partial(self._answer, asyncio.get_running_loop()))

    def _answer(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give those who wait, and who come meanwhile, each an answer or an error.

        One that breaks breaks no other: those under way are asked one by one then.
        """
        line = _Line(self._waiting, lambda: self._others > 0)
        answers = self._live.answer_each(line)
        ready: list[_Told] = []
        woken = time.monotonic()
        try:
            for number, answer in answers:
                ready.append((line.taken.pop(number)[1], answer))
                if time.monotonic() - woken >= TOGETHER:
                    loop.call_soon_threadsafe(_settle, ready)
                    ready, woken = [], time.monotonic()
        except Exception as error:  # noqa: BLE001 - it is raised where the question was asked
            loop.call_soon_threadsafe(_settle, ready)
            ready, is_alone = [], len(line.taken) == 1
            for request, future in line.taken.values():
                told = error if is_alone else self._answer_alone(request)
                loop.call_soon_threadsafe(_settle, [(future, told)])
        loop.call_soon_threadsafe(_settle, ready)

    def _answer_alone(self, request: Request) -> Answer | Exception:
        try:
            ((_, answer),) = self._live.answer_each([request])
        except Exception as error:  # noqa: BLE001 - it is raised where the question was asked
            return error
        return answer

    async def _in_turn(self, work: Callable[[], T]) -> T:
        """Do something else in the worker thread, once those under way are answered."""
        self._others += 1
        try:
            return await self._in_thread(work)
        finally:
            self._others -= 1

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def _keep_fresh(self) -> None:
        while True:
            await asyncio.sleep(self._look_every)
            try:
                await self._in_turn(self._look)
            except SiftError as error:
                self._complain(str(error))
            except Exception as error:  # noqa: BLE001 - whatever it is, the loaded index answers
                self._complain(f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        """Load the current generation when it is another than the one in use."""
        name = self._read_name()
        if name in (None, self._live.generation.name):
            self._refused = None
            return
        if name == self._refused and self._looks_to_skip > 0:
            self._looks_to_skip -= 1
            return
        self._refused, self._looks_to_skip = name, LOOKS_BEFORE_RETRY
        self._live = self._reopen()
        self._refused, self._complaint = None, ""
        _log.info("The index %s is live now.", self._live.generation.name)

    def _complain(self, sentence: str) -> None:
        if sentence != self._complaint:
            self._complaint = sentence
            in_use = self._live.generation.name
            _log.error("%s Until then the index %s, already loaded, answers.", sentence, in_use)


class _Line:
    """Those who wait, taken in order; gives again when more have come, until others want a turn."""

    def __init__(self, waiting: deque[_Waiting], is_over: Callable[[], bool]) -> None:
        self._waiting = waiting
        self._is_over = is_over
        self._count = 0
        self.taken: dict[int, _Waiting] = {}
        """Under way, by the number in which they were given."""

    def __iter__(self) -> _Line:
        return self

    def __next__(self) -> Request:
        while self._waiting and not (self._count and self._is_over()):
            try:
                request, future = self._waiting.popleft()
            except IndexError:  # closed in between
                break
            if not future.done():
                self.taken[self._count] = request, future
                self._count += 1
                return request
        raise StopIteration


def _settle(ready: Sequence[_Told]) -> None:
    """Give askers who still wait what the worker thread came to; on the event loop."""
    for future, told in ready:
        if future.done():
            continue
        if isinstance(told, Exception):
            future.set_exception(told)
        else:
            future.set_result(told)
