"""The thumbs under an answer, and the misses, in a simulated Discord."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answerer
from bot.client import SiftClient
from bot.commands.ask import view
from bot.feedback import FILE, Said, read
from bot.keeper import Keeper
from bot.wording import ENGLISH, FRENCH, wording
from tests.bot.examples import make_answer, make_hit
from tests.bot.limits import walk
from tests.bot.town import QUESTION, Town, buttons, seen

pytestmark = pytest.mark.simcord(shard_count=1)
UP, DOWN = ENGLISH.helpful, ENGLISH.unhelpful
OFF_TOPIC = "Which mushrooms grow in October?"


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    made = Keeper(tmp_path / FILE)
    yield made
    made.close()


@pytest.fixture
async def simcord_bot(answerer: Answerer, tmp_path: Path, keeper: Keeper) -> SiftClient:
    return SiftClient(answerer, None, tmp_path, keeper.keep)


def kept(keeper: Keeper, tmp_path: Path) -> list[Said]:
    """Wait for what is being written, and read all but what Sift noted by itself."""
    keeper._pool.submit(lambda: None).result()
    return [said for said in read(tmp_path / FILE) if said.verdict != "missed"]


def missed(keeper: Keeper, tmp_path: Path) -> list[Said]:
    keeper._pool.submit(lambda: None).result()
    return [said for said in read(tmp_path / FILE) if said.verdict == "missed"]


async def whisper(town: Town, content: str) -> Any:
    """Send a direct message; give what came back."""
    await town.user.send_dm(content)
    return town.user.dm_channel.last_message


@pytest.mark.parametrize(("label", "verdict"), [(UP, "helpful"), (DOWN, "unhelpful")])
async def test_a_press_is_thanked_shown_and_kept(
    town: Town, keeper: Keeper, tmp_path: Path, label: str, verdict: str
) -> None:
    own = (await town.ask()).response
    before = seen(own)
    clicked = await town.ada.click(own, label=label)
    (thanks,) = clicked.followups
    assert (thanks.ephemeral, seen(thanks).strip()) == (True, ENGLISH.thanks)
    assert seen(own) == before
    now = buttons(own)
    assert [now[name]["disabled"] for name in (UP, DOWN, "Share")] == [True, True, False]
    assert [name for name in (UP, DOWN) if now[name]["style"] == 1] == [label]
    (said,) = kept(keeper, tmp_path)
    assert (said.question, said.verdict, said.times) == (QUESTION, verdict, 1)
    assert (said.language, said.band) == ("en", "answer")
    assert said.confidence > 0.6
    assert len(said.resources) == 3


async def test_the_press_is_acknowledged_before_anything_else(town: Town) -> None:
    own = (await town.ask()).response
    since = len(town.env.http_requests)
    await town.ada.click(own, label=UP)
    pressed = [one for one in town.env.http_requests[since:] if one.method == "POST"]
    first, second = [(one.path.rsplit("/", 1)[-1], one.json or {}) for one in pressed]
    assert (first[0], first[1]["type"]) == ("callback", 7)
    assert second[1]["flags"] == 64


async def test_the_thumbs_work_after_a_restart(
    town: Town, answerer: Answerer, keeper: Keeper, tmp_path: Path
) -> None:
    own = (await town.ask()).response
    direct = await whisper(town, QUESTION)
    await town.env.restart_bot(SiftClient(answerer, None, tmp_path, keeper.keep))
    await town.ada.click(own, label=UP)
    await town.user.click(direct, label=UP)
    (said,) = kept(keeper, tmp_path)
    assert (said.question, said.times) == (QUESTION, 2)


async def test_a_double_click_counts_once(town: Town, keeper: Keeper, tmp_path: Path) -> None:
    own = (await town.ask()).response
    stored = town.env.backend.get_message(own.channel_id, own.id)
    await town.ada.click(own, label=UP)
    for part in walk(stored.components):
        part.pop("disabled", None)
    again = await town.ada.click(own, label=DOWN)
    assert again.followups == []
    assert [said.verdict for said in kept(keeper, tmp_path)] == ["helpful"]


async def test_discord_py_remembers_no_layout_of_a_pressed_message(town: Town) -> None:
    own = (await town.ask()).response
    await town.ada.click(own, label=UP)
    await town.ada.click(own, label="Share")
    store = town.env.bot._connection._view_store
    assert (store._views, store._synced_message_views) == ({}, {})


async def test_french_people_read_french_thumbs(town: Town, keeper: Keeper, tmp_path: Path) -> None:
    town.speak_french()
    own = (await town.ask("Faut-il fine-tuner ou faire du RAG ?")).response
    assert {FRENCH.helpful, FRENCH.unhelpful} < set(buttons(own))
    clicked = await town.ada.click(own, label=FRENCH.unhelpful)
    assert seen(clicked.followups[0]).strip() == FRENCH.thanks
    (said,) = kept(keeper, tmp_path)
    assert (said.question, said.language) == ("Faut-il fine-tuner ou faire du RAG ?", "fr")


async def test_the_thanks_are_in_the_language_of_who_presses(town: Town) -> None:
    own = (await town.ask()).response
    town.speak_french()
    clicked = await town.ada.click(own, label=UP)
    assert seen(clicked.followups[0]).strip() == FRENCH.thanks


async def test_a_direct_answer_has_thumbs_and_knows_its_question(
    town: Town, keeper: Keeper, tmp_path: Path
) -> None:
    answer = await whisper(town, f"{town.mention} {QUESTION}")
    assert {UP, DOWN} < set(buttons(answer))
    clicked = await town.user.click(answer, label=DOWN)
    assert seen(clicked.followups[0]).strip() == ENGLISH.thanks
    (said,) = kept(keeper, tmp_path)
    assert (said.question, said.verdict) == (QUESTION, "unhelpful")


async def test_a_question_that_was_deleted_is_not_kept(
    town: Town, keeper: Keeper, tmp_path: Path
) -> None:
    answer = await whisper(town, QUESTION)
    town.env.backend.delete_message(town.user.dm_channel.id, answer.reference.message_id)
    clicked = await town.user.click(answer, label=DOWN)
    assert seen(clicked.followups[0]).strip() == ENGLISH.thanks
    assert kept(keeper, tmp_path) == []


async def test_answers_for_everyone_have_no_thumbs(town: Town) -> None:
    shared = await town.ask(share=True)
    await town.ada.send(town.channel, f"{town.mention} {QUESTION}")
    seen_by_all = {"Open", ENGLISH.check_case}
    assert set(buttons(shared.response)) == seen_by_all
    assert set(buttons(town.channel.last_message)) == seen_by_all
    own = (await town.ask()).response
    clicked = await town.ada.click(own, label="Share")
    assert set(buttons(clicked.followups[0])) == seen_by_all
    assert set(buttons(own)) == {"Shared", UP, DOWN, *seen_by_all}


async def test_a_thumb_can_be_pressed_after_sharing(
    town: Town, keeper: Keeper, tmp_path: Path
) -> None:
    own = (await town.ask()).response
    await town.ada.click(own, label="Share")
    await town.ada.click(own, label=UP)
    assert buttons(own)["Shared"]["disabled"]
    assert len(kept(keeper, tmp_path)) == 1


async def test_what_no_answer_was_sure_of_is_noted_through_every_door(
    town: Town, keeper: Keeper, tmp_path: Path
) -> None:
    own = (await town.ask(OFF_TOPIC)).response
    await whisper(town, OFF_TOPIC.lower())
    await town.ada.send(town.channel, f"{town.mention} {OFF_TOPIC} <@{town.ada.id}>")
    assert ENGLISH.headings["none"] in seen(own)
    assert not buttons(own)
    (counted,) = missed(keeper, tmp_path)
    assert (counted.times, counted.band, counted.resources) == (3, "none", ())
    assert counted.question == f"{OFF_TOPIC} …"


async def test_a_sure_answer_is_no_miss(town: Town, keeper: Keeper, tmp_path: Path) -> None:
    await town.ask()
    assert missed(keeper, tmp_path) == []


async def test_no_id_of_a_person_or_a_place_is_on_disk(
    town: Town, keeper: Keeper, tmp_path: Path
) -> None:
    own = (await town.ask(f"<@{town.ada.id}> in <#{town.channel.id}>: {OFF_TOPIC}")).response
    assert own
    await town.ada.click((await town.ask()).response, label=UP)
    await town.user.click(await whisper(town, QUESTION), label=DOWN)
    kept(keeper, tmp_path)
    ids = (town.ada.id, town.channel.id, town.guild.id, town.user.dm_channel.id, own.id)
    content = (tmp_path / FILE).read_bytes()
    assert QUESTION.encode() in content
    assert not [one for one in ids if str(one).encode() in content]


@pytest.mark.parametrize("damage", ["file", "folder"])
async def test_a_store_that_cannot_be_used_breaks_no_answer(
    town: Town, keeper: Keeper, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    if damage == "file":
        (tmp_path / FILE).write_bytes(b"no database")
    else:
        (tmp_path / FILE).mkdir()
    assert ENGLISH.headings["none"] in seen((await town.ask(OFF_TOPIC)).response)
    own = (await town.ask()).response
    clicked = await town.ada.click(own, label=UP)
    keeper._pool.submit(lambda: None).result()
    assert seen(clicked.followups[0]).strip() == ENGLISH.thanks
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "Answers go on." in told.getMessage()
    assert OFF_TOPIC not in caplog.text


async def test_off_keeps_nothing_and_shows_no_thumbs(
    town: Town, answerer: Answerer, keeper: Keeper, tmp_path: Path
) -> None:
    before = (await town.ask()).response
    await town.env.restart_bot(SiftClient(answerer, None, tmp_path))
    await town.ask(OFF_TOPIC)
    without_thumbs = {"Open", ENGLISH.check_case}
    assert set(buttons((await town.ask()).response)) == {"Share", *without_thumbs}
    assert set(buttons(await whisper(town, QUESTION))) == without_thumbs
    clicked = await town.ada.click(before, label=UP)
    assert clicked.followups == []
    assert buttons(before)[UP]["disabled"]
    assert read(tmp_path / FILE) == []


async def test_a_press_that_discord_refuses_can_be_repeated(
    town: Town, keeper: Keeper, tmp_path: Path
) -> None:
    own = (await town.ask()).response
    town.env.inject_error("POST", "/interactions/*/callback", status=403, code=50013)
    failed = await town.ada.click(own, label=UP)
    assert seen(failed.response).strip() == ENGLISH.failed
    assert kept(keeper, tmp_path) == []
    await town.ada.click(own, label=UP)
    assert len(kept(keeper, tmp_path)) == 1


async def test_a_lost_thank_you_loses_no_thumb(
    town: Town, keeper: Keeper, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = (await town.ask()).response
    town.env.inject_error("POST", "/webhooks/*", status=403, code=50013)
    await town.ada.click(own, label=UP)
    assert len(kept(keeper, tmp_path)) == 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_what_was_asked_comes_back_as_it_was_typed(
    town: Town, keeper: Keeper, tmp_path: Path
) -> None:
    odd = r"Should I *fine-tune* or use `RAG`, <@everyone>? \_"
    await town.ada.click((await town.ask(odd)).response, label=UP)
    await town.user.click(await whisper(town, odd), label=UP)
    (said,) = kept(keeper, tmp_path)
    assert (said.question, said.times) == (odd, 2)


def test_the_buttons_are_within_the_limits_of_discord() -> None:
    answer = make_answer(*[make_hit()] * 10)
    parts = view(answer, wording("fr"), None, has_thumbs=True).to_components()  # type: ignore[no-untyped-call]
    named = [part for part in walk(parts) if part.get("custom_id")]
    assert len({part["custom_id"] for part in named}) == 3
    assert all(len(part["custom_id"]) <= 100 for part in named)
    assert all(len(part["label"]) <= 34 for part in named)
