"""``/guide``, its form and the buttons that open it, in a simulated Discord."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answerer
from bot.client import SiftClient
from bot.pace import MOST_QUESTIONS
from bot.wording import ENGLISH, FRENCH
from index.leaning.guide import Guide
from index.search import Search
from tests.bot.forms import filled, make_topic, shown_form, ticked, with_guide
from tests.bot.searches import SwitchedSearch
from tests.bot.town import Town, buttons, seen

pytestmark = pytest.mark.simcord(shard_count=1)
CASE = "We have 12 examples, the docs change every day. Should I fine-tune?"
CAS = "On a 12 exemples et la doc change tous les jours, faut-il fine-tuner ?"


async def open_guide(town: Town) -> Any:
    return await town.ada.slash(town.channel, "guide")


def stated(search: Search, question: str) -> list[str]:
    """Give the names of the circumstances that a question states, in its own language."""
    answer = search.answer(question)
    assert answer.leaning is not None
    topics = [one for one in guide_of(search).circumstances if one.id in answer.leaning.factors]
    assert topics
    return sorted(topic.item(answer.language).name for topic in topics)


async def send(town: Town, *labels: str) -> Any:
    """Open the guide, tick these options, give the answer."""
    opened = await open_guide(town)
    return await town.ada.submit_modal(opened, filled(shown_form(opened), *labels))


def guide_of(search: Search) -> Guide:
    guide = search.generation.guide
    assert guide is not None
    return guide


@asynccontextmanager
async def restarted(
    town: Town, search: Search, guide: Guide | None, data: Path
) -> AsyncIterator[None]:
    """Begin anew with another guide."""
    changed = with_guide(search, guide)
    answerer = Answerer(changed, lambda: None, lambda: changed, look_every=3600)
    await town.env.restart_bot(SiftClient(answerer, None, data))
    yield
    await answerer.close()


async def test_the_command_opens_an_empty_form(town: Town) -> None:
    form = shown_form(await open_guide(town))
    assert form["title"] == ENGLISH.form_title
    assert [part["label"] for part in form["components"]] == [
        label for label, _ in ENGLISH.groups.values()
    ]
    assert ticked(form) == []


async def test_a_form_gets_a_leaning_with_cards_for_its_sender_alone(town: Town) -> None:
    result = await send(town, "Few examples", "Nothing tried yet")
    text = seen(result.response)
    assert result.ephemeral
    assert "> Few examples, Nothing tried yet" in text
    assert "Improve the prompt first" in text
    assert "- Few examples: " in text
    assert "- Nothing tried yet: " in text
    assert text.count("A handful of examples") == 1
    assert "\n\n**Next:**" in text
    assert "% sure" not in text
    assert set(buttons(result.response)) == {"Open", "Share", ENGLISH.change_case}


async def test_the_form_is_acknowledged_before_the_index_is_asked(
    town: Town, switched: SwitchedSearch
) -> None:
    opened = await open_guide(town)
    switched.gate.clear()
    sending = asyncio.create_task(town.ada.submit_modal(opened, {}))
    await asyncio.sleep(0.3)
    assert town.calls("POST", "/callback")[-1].json == {"type": 5, "data": {"flags": 64}}
    assert not town.calls("PATCH", "/messages/@original")
    switched.gate.set()
    assert ENGLISH.change_case in buttons((await sending).response)


async def test_an_empty_form_says_what_is_missing(town: Town) -> None:
    text = seen((await send(town)).response)
    assert f"> {ENGLISH.nothing_chosen}" in text
    assert ENGLISH.missing["aim"] in text
    assert ENGLISH.headings["answer"] not in text


async def test_the_check_button_fills_in_what_the_question_said(town: Town, search: Search) -> None:
    own = (await town.ask(CASE)).response
    opened = await town.ada.click(own, label=ENGLISH.check_case)
    assert sorted(ticked(shown_form(opened))) == stated(search, CASE)


async def test_a_direct_answer_has_the_button_too(town: Town, search: Search) -> None:
    await town.user.send_dm(CASE)
    opened = await town.user.click(town.user.dm_channel.last_message, label=ENGLISH.check_case)
    assert sorted(ticked(shown_form(opened))) == stated(search, CASE)


async def test_an_answer_that_weighs_nothing_has_no_such_button(town: Town) -> None:
    own = (await town.ask("How do I prepare a data set for fine-tuning?")).response
    assert ENGLISH.check_case not in buttons(own)


async def test_changed_answers_change_the_leaning(town: Town) -> None:
    first = await send(town, "Few examples", "Nothing tried yet")
    opened = await town.ada.click(first.response, label=ENGLISH.change_case)
    assert ticked(shown_form(opened)) == ["Few examples", "Nothing tried yet"]
    ticks = filled(opened.modal, "Many good examples", "Consistent tone or style")
    changed = await town.ada.submit_modal(opened, ticks)
    assert "Many good examples: " in seen(changed.response)
    assert "Few examples" not in seen(changed.response)


async def test_a_shared_leaning_names_the_person_and_can_be_checked_by_all(town: Town) -> None:
    own = (await send(town, "Few examples")).response
    (public,) = (await town.ada.click(own, label="Share")).followups
    assert f"<@{town.ada.id}> asked: Few examples" in seen(public)
    assert set(buttons(public)) == {"Open", ENGLISH.check_case}
    bob = town.guild.add_member(town.env.create_user("bob"))
    opened = await bob.click(public, label=ENGLISH.check_case)
    assert ticked(shown_form(opened)) == ["Few examples"]
    assert (await bob.submit_modal(opened, {})).ephemeral


async def test_french_people_see_french(town: Town) -> None:
    town.speak_french()
    opened = await open_guide(town)
    form = shown_form(opened)
    assert [part["label"] for part in form["components"]] == [
        label for label, _ in FRENCH.groups.values()
    ]
    result = await town.ada.submit_modal(opened, filled(form, "Peu d'exemples"))
    assert "> Peu d'exemples" in seen(result.response)
    assert {"Partager", FRENCH.change_case} < set(buttons(result.response))


async def test_the_form_speaks_the_language_of_the_answer(town: Town, search: Search) -> None:
    await town.user.send_dm(CAS)
    opened = await town.user.click(town.user.dm_channel.last_message, label=FRENCH.check_case)
    assert shown_form(opened)["title"] == FRENCH.form_title
    assert sorted(ticked(opened.modal)) == stated(search, CAS)


async def test_buttons_and_an_open_form_outlive_a_restart(
    town: Town, answerer: Answerer, tmp_path: Path
) -> None:
    own = (await send(town, "Few examples")).response
    opened = await open_guide(town)
    await town.env.restart_bot(SiftClient(answerer, None, tmp_path))
    answered = await town.ada.submit_modal(opened, filled(opened.modal, "Slow answers"))
    assert "> Slow answers" in seen(answered.response)
    again = await town.ada.click(own, label=ENGLISH.change_case)
    assert ticked(shown_form(again)) == ["Few examples"]


async def test_another_guide_in_between_drops_what_it_does_not_know(
    town: Town, search: Search, tmp_path: Path
) -> None:
    own = (await send(town, "Few examples", "Slow answers")).response
    opened = await open_guide(town)
    guide = guide_of(search)
    fewer = tuple(topic for topic in guide.circumstances if topic.id != "few-examples")[::-1]
    async with restarted(town, search, replace(guide, circumstances=fewer), tmp_path):
        again = await town.ada.click(own, label=ENGLISH.change_case)
        assert ticked(shown_form(again)) == ["Slow answers"]
        ticks = filled(opened.modal, "Few examples", "Slow answers")
        assert "> Slow answers\n" in seen((await town.ada.submit_modal(opened, ticks)).response)


async def test_without_a_guide_each_way_gets_a_sentence(
    town: Town, search: Search, tmp_path: Path
) -> None:
    own = (await send(town, "Few examples")).response
    opened = await open_guide(town)
    async with restarted(town, search, None, tmp_path):
        ways = [
            await open_guide(town),
            await town.ada.click(own, label=ENGLISH.change_case),
            await town.ada.submit_modal(opened, {}),
        ]
        for way in ways:
            assert seen(way.response).strip() == ENGLISH.no_guide
            assert way.ephemeral


async def test_further_circumstances_of_a_guide_can_be_ticked(
    town: Town, search: Search, tmp_path: Path
) -> None:
    guide = guide_of(search)
    own = [
        make_topic(f"own-{number}", f"Own {number}", guide.circumstances[0]) for number in range(9)
    ]
    longer = replace(guide, circumstances=(*guide.circumstances, *own))
    async with restarted(town, search, longer, tmp_path):
        result = await send(town, "Own 3")
        assert "- Own 3: " in seen(result.response)
        opened = await town.ada.click(result.response, label=ENGLISH.change_case)
        assert ticked(shown_form(opened)) == ["Own 3"]


async def test_a_failure_reaches_the_sender_as_one_sentence(
    town: Town, switched: SwitchedSearch, caplog: pytest.LogCaptureFixture
) -> None:
    town.speak_french()
    opened = await open_guide(town)
    switched.error = RuntimeError("broken index")
    result = await town.ada.submit_modal(opened, {})
    assert (result.ephemeral, seen(result.response).strip()) == (True, FRENCH.failed)
    assert "RuntimeError: broken index" in caplog.text


async def test_a_form_that_discord_refuses_is_one_sentence(town: Town) -> None:
    own = (await town.ask(CASE)).response
    town.env.inject_error("POST", "/interactions/*/callback", status=400, code=50035)
    clicked = await town.ada.click(own, label=ENGLISH.check_case)
    assert seen(clicked.response).strip() == ENGLISH.failed
    shown_form(await town.ada.click(own, label=ENGLISH.check_case))


async def test_a_form_that_is_never_sent_leaves_nothing_behind(town: Town) -> None:
    before = len(town.env.bot._connection._view_store._modals)
    await open_guide(town)
    assert len(town.env.bot._connection._view_store._modals) == before


async def test_what_the_live_guide_lacks_or_rules_out_is_left_out(answerer: Answerer) -> None:
    answer = await answerer.lean(["gone", "prompting-untried", "prompting-tried"], "en")
    assert answer is not None
    assert answer.question == "Prompting tried"


async def test_the_index_is_asked_in_the_worker_thread(
    town: Town, switched: SwitchedSearch
) -> None:
    switched.threads.clear()
    await send(town, "Few examples")
    assert len(switched.threads) == 1
    assert threading.get_ident() not in switched.threads


async def test_forms_that_come_too_fast_get_a_sentence(town: Town) -> None:
    for _ in range(MOST_QUESTIONS):
        await send(town)
    assert seen((await send(town)).response).strip() == ENGLISH.slow_down


async def test_nothing_but_our_own_forms_is_answered(town: Town) -> None:
    opened = await open_guide(town)
    since = len(town.calls("POST", "/callback"))
    opened._interaction.modal["custom_id"] = "another:form"
    await town.ada.submit_modal(opened, {})
    assert len(town.calls("POST", "/callback")) == since
