"""The question's path: one thread, bounded, always on the live generation."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.answer import MOST_WAITING, Answerer
from bot.errors import BusyError
from index import generation
from index.encoder import FILES
from index.generation import CURRENT, Parts, current_name
from index.resource import Answer
from index.search import AHEAD, LIMIT, Request, Search, open_search
from index.settings import IndexSettings
from tests.bot.searches import SwitchedSearch

QUESTION = "Should I fine-tune?"
SOON = 0.02


async def until(is_so: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    pytest.fail("It did not come about in 20 s.")


@pytest.fixture
def own_settings(index_settings: IndexSettings, tmp_path: Path) -> IndexSettings:
    """A copy of the index that a test may break."""
    shutil.copytree(index_settings.data, tmp_path / "data")
    return IndexSettings(index_settings.seeds, tmp_path / "data", index_settings.model)


def watching(settings: IndexSettings, live: Search) -> Answerer:
    read_name = partial(current_name, settings.root)
    return Answerer(live, read_name, partial(open_search, settings), look_every=SOON)


async def test_questions_are_answered_in_one_other_thread(
    answerer: Answerer, switched: SwitchedSearch
) -> None:
    answers = await asyncio.gather(*(answerer.answer(QUESTION, "en") for _ in range(5)))
    assert {answer.question for answer in answers} == {QUESTION}
    assert len(switched.threads) == 1
    assert threading.get_ident() not in switched.threads


async def test_the_loop_runs_while_a_question_is_answered(
    answerer: Answerer, switched: SwitchedSearch
) -> None:
    switched.gate.clear()
    asking = asyncio.create_task(answerer.answer(QUESTION, None))
    await asyncio.sleep(0.05)
    assert not asking.done()
    switched.gate.set()
    assert (await asking).hits


async def test_too_many_questions_are_refused_at_once(
    answerer: Answerer, switched: SwitchedSearch
) -> None:
    switched.gate.clear()
    waiting = [asyncio.create_task(answerer.answer(QUESTION, None)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await asyncio.wait_for(answerer.answer(QUESTION, None), 2)
    switched.gate.set()
    await asyncio.gather(*waiting)
    assert (await answerer.answer(QUESTION, None)).hits


async def test_a_failure_does_not_use_up_a_place(
    answerer: Answerer, switched: SwitchedSearch
) -> None:
    switched.error = RuntimeError("broken")
    for _ in range(MOST_WAITING + 1):
        with pytest.raises(RuntimeError):
            await answerer.answer(QUESTION, None)


async def test_a_new_generation_is_taken_up(
    own_settings: IndexSettings, search: Search, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "sift")
    answerer = watching(own_settings, search)
    await answerer.start()
    live = search.generation
    folder = own_settings.root / live.name / generation.ENCODER
    encoder = {name: (folder / name).read_bytes() for name in FILES}
    parts = Parts(live.contents.paired(), live.lexicon, live.relevance, encoder)
    new = generation.save(own_settings.root, live.manifest, parts, live.vectors)
    await until(lambda: f"The index {new.name} is live now." in caplog.text)
    assert (await answerer.answer(QUESTION, None)).hits
    await answerer.close()


def name_nothing(root: Path) -> None:
    (root / CURRENT).write_text("20990101T000000Z-00000000\n")


def damage_and_rename(root: Path) -> None:
    name = current_name(root)
    assert name is not None
    (root / name / "vectors.faiss").write_bytes(b"damaged")
    (root / name).rename(root / "20990101T000000Z-00000000")
    name_nothing(root)


def write_nonsense(root: Path) -> None:
    (root / CURRENT).write_bytes(b"\xff\xfe")


@pytest.mark.parametrize("harm", [name_nothing, damage_and_rename, write_nonsense])
async def test_a_broken_index_is_told_once_and_the_loaded_one_answers(
    own_settings: IndexSettings,
    search: Search,
    caplog: pytest.LogCaptureFixture,
    harm: Callable[[Path], None],
) -> None:
    answerer = watching(own_settings, search)
    await answerer.start()
    harm(own_settings.root)
    await until(lambda: bool(caplog.records))
    await asyncio.sleep(20 * SOON)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "already loaded, answers." in caplog.text
    assert "GenerationError" not in caplog.text
    assert (await answerer.answer(QUESTION, None)).hits
    await answerer.close()


async def test_damage_to_the_loaded_index_changes_nothing(
    own_settings: IndexSettings, search: Search, caplog: pytest.LogCaptureFixture
) -> None:
    answerer = watching(own_settings, search)
    await answerer.start()
    shutil.rmtree(own_settings.data)
    await asyncio.sleep(5 * SOON)
    assert (await answerer.answer(QUESTION, None)).hits
    assert caplog.records == []
    await answerer.close()


async def test_closing_does_not_wait_for_the_questions(switched: SwitchedSearch) -> None:
    answerer = Answerer(switched, lambda: None, lambda: switched)
    await answerer.start()
    switched.gate.clear()
    waiting = [asyncio.create_task(answerer.answer(QUESTION, None)) for _ in range(3)]
    await asyncio.sleep(0.05)
    start = time.monotonic()
    await answerer.close()
    assert time.monotonic() - start < 1
    switched.gate.set()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in done)


async def test_who_asks_after_closing_does_not_wait_in_vain(search: Search) -> None:
    answerer = Answerer(search, lambda: None, lambda: search)
    await answerer.close()
    with pytest.raises(BusyError):
        await asyncio.wait_for(answerer.answer(QUESTION, None), 2)


async def test_those_who_ask_together_are_answered_together(
    answerer: Answerer, switched: SwitchedSearch
) -> None:
    questions = [f"{QUESTION} {number}" for number in range(40)]
    answers = await asyncio.gather(*(answerer.answer(text, "en") for text in questions))
    assert [answer.question for answer in answers] == questions
    assert len(switched.batches) <= 3


class PoisonedSearch(SwitchedSearch):
    """The real search, whose stream breaks where the poison comes."""

    def answer_each(
        self, requests: Iterable[Request], limit: int = LIMIT
    ) -> Iterator[tuple[int, Answer]]:
        def asked() -> Iterator[Request]:
            for request in requests:
                if request.question == "poison":
                    raise RuntimeError(request.question)
                yield request

        yield from self._real.answer_each(asked(), limit)


async def test_a_stream_that_breaks_midway_leaves_nobody_waiting(search: Search) -> None:
    poisoned = PoisonedSearch(search)
    answerer = Answerer(poisoned, lambda: None, lambda: poisoned)
    texts = [f"{QUESTION} {number}" for number in range(40)]
    texts[19] = "poison"
    asked = (answerer.answer(text, "en") for text in texts)
    done = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 30)
    assert [place for place, one in enumerate(done) if isinstance(one, RuntimeError)] == [19]
    told = [one.question for one in done if isinstance(one, Answer)]
    assert told == texts[:19] + texts[20:]
    await answerer.close()


async def test_who_comes_while_others_are_answered_joins_them(search: Search) -> None:
    answerer = Answerer(search, lambda: None, lambda: search)
    first = [asyncio.create_task(answerer.answer(f"{QUESTION} {one}", "en")) for one in range(5)]
    await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    later = [asyncio.create_task(answerer.answer(f"{QUESTION} or {one}", "en")) for one in "abc"]
    answers = await asyncio.wait_for(asyncio.gather(*first, *later), 30)
    assert all(answer.hits for answer in answers)
    await answerer.close()


async def test_who_chooses_circumstances_gets_a_turn_though_questions_never_end(
    search: Search,
) -> None:
    answerer = Answerer(search, lambda: None, lambda: search)
    numbers, counts = itertools.count(), [0] * (AHEAD + 8)

    async def keep_asking(place: int) -> None:
        while True:
            await answerer.answer(f"{QUESTION} {next(numbers)}", "en")
            counts[place] += 1

    askers = [asyncio.create_task(keep_asking(place)) for place in range(len(counts))]
    await until(lambda: all(counts))
    told = await asyncio.wait_for(answerer.lean(["style"], "en"), 10)
    assert told is not None
    assert told.leaning is not None
    before = sum(counts)
    await until(lambda: sum(counts) > before + len(counts))
    for asker in askers:
        asker.cancel()
    await asyncio.gather(*askers, return_exceptions=True)
    await answerer.close()


async def test_one_question_that_breaks_breaks_no_other(
    answerer: Answerer, switched: SwitchedSearch
) -> None:
    switched.poison = "poison"
    texts = [QUESTION, "poison", f"{QUESTION} again"]
    done = await asyncio.gather(
        *(answerer.answer(text, "en") for text in texts), return_exceptions=True
    )
    assert [isinstance(one, RuntimeError) for one in done] == [False, True, False]
