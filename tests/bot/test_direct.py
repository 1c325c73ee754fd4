"""Direct messages and mentions in a simulated Discord."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.backend.serializers import message_payload

from bot.pace import MOST_QUESTIONS
from bot.wording import ENGLISH, FRENCH, Wording
from index.search import LONGEST_QUESTION
from tests.bot.searches import SwitchedSearch
from tests.bot.town import QUESTION, Town, seen

pytestmark = pytest.mark.simcord(shard_count=1)
IN_FRENCH = "Comment préparer mes données pour le fine-tuning ?"


async def say(town: Town, content: str, **options: Any) -> list[Any]:
    """Send a message to the channel; give what came after it."""
    before = len(town.channel.history())
    await town.ada.send(town.channel, content, **options)
    return list(town.channel.history()[before + 1 :])


async def whisper(town: Town, content: str) -> list[Any]:
    """Send a direct message; give what came after it."""
    before = len(town.user.dm_channel.history())
    await town.user.send_dm(content)
    return list(town.user.dm_channel.history()[before + 1 :])


async def test_a_direct_message_is_answered_with_cards(town: Town) -> None:
    (reply,) = await whisper(town, QUESTION)
    assert "% sure" in seen(reply)
    assert reply.reference is not None


async def test_a_direct_message_is_answered_in_its_language(town: Town) -> None:
    (reply,) = await whisper(town, IN_FRENCH)
    assert "sûr à" in seen(reply)


async def test_a_mention_is_answered_in_the_channel_without_a_ping(town: Town) -> None:
    (reply,) = await say(town, f"{town.mention} {QUESTION}")
    assert "% sure" in seen(reply)
    assert reply.reference is not None
    (post,) = town.calls("POST", "/messages")
    assert post.json["allowed_mentions"] == {"parse": []}


async def test_the_mention_is_no_part_of_the_question(town: Town, switched: SwitchedSearch) -> None:
    switched.asked.clear()
    mention = town.mention.replace("@", "@!")
    await say(town, f"Hey {mention} what is LoRA {town.mention}?")
    assert switched.asked == [("Hey what is LoRA ?", None)]


@pytest.mark.parametrize("content", ["Should I fine-tune?", "@everyone should I fine-tune?"])
async def test_what_is_not_for_the_bot_is_left_alone(town: Town, content: str) -> None:
    assert await say(town, content) == []


async def test_a_reply_to_the_bot_without_a_mention_is_left_alone(town: Town) -> None:
    (reply,) = await say(town, f"{town.mention} {QUESTION}")
    assert await say(town, "Thanks, what else?", reply_to=reply) == []


async def test_other_bots_are_left_alone(town: Town) -> None:
    robot = town.guild.add_member(town.env.create_user("robot", bot=True))
    before = len(town.channel.history())
    await robot.send(town.channel, f"{town.mention} {QUESTION}")
    assert len(town.channel.history()) == before + 1


@pytest.mark.parametrize(
    ("locale", "question", "words"),
    [
        ("fr", QUESTION, FRENCH),
        ("en-US", IN_FRENCH, FRENCH),
        ("en-GB", IN_FRENCH, ENGLISH),
        ("ja", IN_FRENCH, FRENCH),
    ],
)
async def test_a_server_that_chose_a_language_of_ours_is_answered_in_it(
    simcord_env: Any, locale: str, question: str, words: Wording
) -> None:
    town = Town(simcord_env, preferred_locale=locale)
    (reply,) = await say(town, f"{town.mention} {question}")
    assert any(heading in seen(reply) for heading in words.headings.values())


@pytest.mark.parametrize("content", ["", "?!", "👋"])
async def test_a_mention_without_a_question_is_greeted(town: Town, content: str) -> None:
    (reply,) = await say(town, f"{town.mention} {content}")
    assert seen(reply).strip() == ENGLISH.greeting


async def test_a_message_that_is_too_long_gets_a_sentence(town: Town) -> None:
    sent = await town.user.send_dm("a")
    stored = town.env.backend.get_message(town.user.dm_channel.id, sent.id)
    longer = dict(message_payload(town.env.backend, stored)) | {"content": "a" * 4_000}
    town.env.backend.emit("MESSAGE_CREATE", longer)
    await town.env.settle()
    reply = town.user.dm_channel.last_message
    assert seen(reply).strip() == ENGLISH.too_long.format(limit=LONGEST_QUESTION)


async def test_who_writes_too_fast_gets_one_sentence_then_silence(town: Town) -> None:
    for _ in range(MOST_QUESTIONS):
        assert len(await whisper(town, QUESTION)) == 1
    (reply,) = await whisper(town, QUESTION)
    assert seen(reply).strip() == ENGLISH.slow_down
    assert await whisper(town, QUESTION) == []


async def test_a_failure_reaches_the_asker_as_one_sentence(
    town: Town, switched: SwitchedSearch, caplog: pytest.LogCaptureFixture
) -> None:
    switched.error = RuntimeError("broken index")
    (reply,) = await whisper(town, IN_FRENCH)
    assert seen(reply).strip() == FRENCH.failed
    assert "RuntimeError: broken index" in caplog.text
    assert IN_FRENCH not in caplog.text


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (403, 50007), (404, 10008), (502, 0)])
async def test_what_discord_does_not_take_is_logged_in_one_quiet_line(
    town: Town, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    caplog.set_level("INFO", "sift")
    town.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    assert await say(town, f"{town.mention} {QUESTION}") == []
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("INFO", None)]


async def test_without_the_right_to_read_history_the_answer_is_no_reply(town: Town) -> None:
    town.env.inject_error("POST", "/channels/*/messages", status=400, code=160002)
    (answer,) = await say(town, f"{town.mention} {QUESTION}")
    assert answer.reference is None
