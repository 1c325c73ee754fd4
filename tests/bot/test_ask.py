"""``/ask`` in a simulated Discord."""

from __future__ import annotations

import asyncio

import pytest

from bot.pace import MOST_QUESTIONS
from bot.wording import ENGLISH, FRENCH
from index.search import LONGEST_QUESTION
from tests.bot.hostile import questions
from tests.bot.searches import SwitchedSearch
from tests.bot.town import QUESTION, Town, buttons, seen

pytestmark = pytest.mark.simcord(shard_count=1)
DEFERRED_FOR_ONE = {"type": 5, "data": {"flags": 64}}


async def test_the_asker_alone_gets_cards_and_a_share_button(town: Town) -> None:
    result = await town.ask()
    lines = seen(result.response).splitlines()
    assert result.ephemeral
    assert lines[1] == f"> {QUESTION}"
    assert lines[2].startswith("**Too little to go on**")
    sure = next(place for place, line in enumerate(lines) if "% sure" in line)
    assert lines[sure + 1].startswith("**[")
    assert {"Open", "Share", ENGLISH.check_case} == set(buttons(result.response))


async def test_share_true_shows_the_answer_to_everyone(town: Town) -> None:
    result = await town.ask(share=True)
    assert not result.ephemeral
    assert f"<@{town.ada.id}> asked: {QUESTION}" in seen(result.response)
    assert "Share" not in buttons(result.response)


async def test_nobody_is_pinged_by_what_a_person_wrote(town: Town) -> None:
    result = await town.ask("@everyone <@1> should I fine-tune?", share=True)
    assert "@everyone" not in seen(result.response)
    assert "<@1>" not in seen(result.response)
    (edit,) = town.calls("PATCH", "/messages/@original")
    assert edit.json["allowed_mentions"]["parse"] == []


async def test_the_answer_is_deferred_before_the_question_is_looked_at(
    town: Town, switched: SwitchedSearch
) -> None:
    switched.gate.clear()
    asking = asyncio.create_task(town.ask())
    await asyncio.sleep(0.3)
    assert town.calls("POST", "/callback")[0].json == DEFERRED_FOR_ONE
    assert not town.calls("PATCH", "/messages/@original")
    switched.gate.set()
    result = await asking
    assert "**[" in seen(result.response)


async def test_french_people_read_french(town: Town) -> None:
    town.speak_french()
    result = await town.ask()
    assert "sûr à" in seen(result.response)
    assert set(buttons(result.response)) == {"Ouvrir", "Partager", FRENCH.check_case}


async def test_discord_refuses_a_question_that_is_too_long(town: Town) -> None:
    with pytest.raises(Exception, match=f"at most {LONGEST_QUESTION} characters"):
        await town.ask("a" * (LONGEST_QUESTION + 1))


async def test_a_question_that_is_too_long_gets_a_sentence(town: Town) -> None:
    command = town.env.backend.find_command("ask", None)
    assert command is not None
    command["options"][0].pop("max_length")
    result = await town.ask("a" * (LONGEST_QUESTION + 1))
    assert result.ephemeral
    assert seen(result.response).strip() == ENGLISH.too_long.format(limit=LONGEST_QUESTION)


async def test_a_question_of_the_greatest_length_is_answered(town: Town) -> None:
    assert seen((await town.ask("fine-tune " * (LONGEST_QUESTION // 10))).response)


async def test_no_question_gets_a_sentence(town: Town) -> None:
    result = await town.ask("?!")
    assert seen(result.response).strip() == ENGLISH.empty_question


async def test_a_person_who_asks_too_fast_gets_a_sentence(town: Town) -> None:
    for _ in range(MOST_QUESTIONS):
        assert "**[" in seen((await town.ask()).response)
    for _ in range(2):
        assert seen((await town.ask()).response).strip() == ENGLISH.slow_down
    await town.env.advance_time(11)
    assert "**[" in seen((await town.ask()).response)


@pytest.mark.parametrize("share", [False, True])
async def test_a_failure_reaches_the_asker_as_one_sentence(
    town: Town, switched: SwitchedSearch, caplog: pytest.LogCaptureFixture, share: bool
) -> None:
    switched.error = RuntimeError("broken index")
    town.speak_french()
    result = await town.ask(share=share)
    assert seen(result.response).strip() == FRENCH.failed
    assert "RuntimeError: broken index" in caplog.text
    assert QUESTION not in caplog.text
    assert town.env.errors


async def test_an_interaction_that_came_too_late_is_logged_in_one_quiet_line(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "sift")
    town.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=None)
    await town.ask()
    assert len(town.calls("POST", "/callback")) == 1
    quiet = [record for record in caplog.records if "too late" in record.getMessage()]
    assert [(record.levelname, record.exc_info) for record in quiet] == [("INFO", None)]
    assert all(record.levelname == "INFO" for record in caplog.records)
    assert town.env.errors


async def test_whatever_is_typed_gets_one_answer_within_limits_that_pings_nobody(
    town: Town,
) -> None:
    typed = [text[:LONGEST_QUESTION] for text in questions() if text.strip()]
    assert len(typed) >= 130
    for place, text in enumerate(typed):
        person = town.guild.add_member(town.env.create_user(f"person{place}"))
        result = await person.slash(town.channel, "ask", question=text)
        assert seen(result.response).strip()
        answered = [one.json for one in town.calls("PATCH", "/messages/@original")]
        # What has no word in it is answered at once.
        answered += [
            one.json["data"] for one in town.calls("POST", "/callback") if one.json["type"] == 4
        ]
        assert len(answered) == place + 1
    assert all(one["allowed_mentions"]["parse"] == [] for one in answered if "components" in one)
    assert "% sure" in seen((await town.ask()).response)
