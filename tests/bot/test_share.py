"""The Share button in a simulated Discord."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer import Answerer
from bot.client import SiftClient
from bot.wording import ENGLISH
from tests.bot.town import QUESTION, Town, buttons, seen

pytestmark = pytest.mark.simcord(shard_count=1)


async def test_sharing_posts_the_answer_for_everyone(town: Town) -> None:
    own = (await town.ask()).response
    before = seen(own)
    clicked = await town.ada.click(own, label="Share")
    (public,) = clicked.followups
    assert not public.ephemeral
    assert seen(public) == before.replace(f"> {QUESTION}", f"<@{town.ada.id}> asked: {QUESTION}")
    assert set(buttons(public)) == {"Open", ENGLISH.check_case}
    assert (own.ephemeral, buttons(own)["Shared"]["disabled"]) == (True, True)


async def test_a_shared_answer_pings_nobody(town: Town) -> None:
    await town.ada.click((await town.ask()).response, label="Share")
    (post,) = town.calls("POST", "/webhooks/")
    assert post.json["allowed_mentions"]["parse"] == []


async def test_sharing_works_after_a_restart(
    town: Town, answerer: Answerer, tmp_path: Path
) -> None:
    own = (await town.ask()).response
    await town.env.restart_bot(SiftClient(answerer, None, tmp_path))
    clicked = await town.ada.click(own, label="Share")
    assert f"asked: {QUESTION}" in seen(clicked.followups[0])


async def test_a_double_click_posts_once(town: Town) -> None:
    own = (await town.ask()).response
    stored = town.env.backend.get_message(own.channel_id, own.id)
    shared_once = await town.ada.click(own, label="Share")
    stored.components[-1]["components"][0]["disabled"] = False
    shared_twice = await town.ada.click(own, custom_id="sift:share:1")
    assert (len(shared_once.followups), len(shared_twice.followups)) == (1, 0)


async def test_a_failure_gives_the_button_back(town: Town) -> None:
    own = (await town.ask()).response
    town.env.inject_error("POST", "/webhooks/*", status=403, code=50013)
    failed = await town.ada.click(own, label="Share")
    assert [seen(message).strip() for message in failed.followups] == [ENGLISH.failed]
    assert failed.followups[0].ephemeral
    assert not buttons(own)["Share"]["disabled"]
    assert len((await town.ada.click(own, label="Share")).followups) == 1


async def test_an_answer_that_is_laid_out_otherwise_is_not_shared(town: Town) -> None:
    own = (await town.ask()).response
    stored = town.env.backend.get_message(own.channel_id, own.id)
    stored.components[0]["components"][0]["content"] = "something else"
    clicked = await town.ada.click(own, label="Share")
    assert seen(clicked.response).strip() == ENGLISH.cannot_share
