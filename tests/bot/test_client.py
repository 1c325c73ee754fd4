"""The client: commands registered when they changed, no privileged intent, errors that pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord.env import Env

from bot.answer import Answerer
from bot.client import RECORD, SiftClient
from bot.errors import DiscordError
from tests.bot.town import QUESTION, Town, seen

pytestmark = pytest.mark.simcord(shard_count=1)


async def registered(answerer: Answerer, data: Path, guild: int | None = None) -> list[Any]:
    """Start a client; give what it registered, as (path, commands)."""
    async with simcord.run(SiftClient(answerer, guild, data), shard_count=1) as env:
        return [(one.path, one.json) for one in env.http_requests if one.method == "PUT"]


async def test_commands_are_registered_only_when_they_changed(
    answerer: Answerer, tmp_path: Path
) -> None:
    assert len(await registered(answerer, tmp_path)) == 1
    assert await registered(answerer, tmp_path) == []
    record = json.loads((tmp_path / RECORD).read_text())
    (tmp_path / RECORD).write_text(json.dumps(dict.fromkeys(record, "another digest")))
    assert len(await registered(answerer, tmp_path)) == 1


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{", b'{"1456074443980800000:x": ""}'])
async def test_a_record_that_cannot_be_read_counts_as_none(
    answerer: Answerer, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / RECORD).write_bytes(content)
    assert len(await registered(answerer, tmp_path)) == 1


async def test_commands_go_to_the_home_guild_alone(answerer: Answerer, tmp_path: Path) -> None:
    client = SiftClient(answerer, 81384788765712384, tmp_path)
    assert client.tree.get_commands() == []
    home = discord.Object(81384788765712384)
    assert [command.name for command in client.tree.get_commands(guild=home)] == ["ask", "guide"]


async def test_commands_stand_in_one_place_only(answerer: Answerer, tmp_path: Path) -> None:
    client = SiftClient(answerer, None, tmp_path)
    async with simcord.run(client, shard_count=1) as env:
        home = env.create_guild().id
        await env.restart_bot(SiftClient(answerer, home, tmp_path))
        await env.restart_bot(SiftClient(answerer, None, tmp_path))
        places = [
            (one.path, len(one.json or [])) for one in env.http_requests if one.method == "PUT"
        ]
    everywhere, there = places[0][0], places[1][0]
    assert f"/guilds/{home}/" in there
    assert places[1:] == [(there, 2), (everywhere, 0), (everywhere, 2), (there, 0)]


async def test_a_server_that_refuses_the_commands_is_one_sentence(
    answerer: Answerer, tmp_path: Path
) -> None:
    env = Env(SiftClient(answerer, 81384788765712384, tmp_path), shard_count=1)
    env.inject_error("PUT", "/applications/*", status=403, code=50001)
    with pytest.raises(DiscordError, match="SIFT_HOME_GUILD"):
        await env.start()


async def test_ask_is_registered_in_both_languages_for_servers_and_people(
    answerer: Answerer, tmp_path: Path
) -> None:
    ((_, (ask, guide)),) = await registered(answerer, tmp_path)
    question, share = ask["options"]
    assert (ask["name"], ask["name_localizations"]) == ("ask", {"fr": "demander"})
    assert (ask["integration_types"], ask["contexts"]) == ([0, 1], [0, 1, 2])
    assert (question["required"], question["max_length"]) == (True, 2000)
    assert (share["required"], share["name_localizations"]) == (False, {"fr": "partager"})
    assert (guide["integration_types"], guide["contexts"]) == ([0, 1], [0, 1, 2])
    for part in (ask, question, share, guide):
        assert part["description_localizations"].keys() == {"fr"}
        assert len(part["description_localizations"]["fr"]) <= 100


@pytest.mark.simcord(shard_count=1, approved_intents=discord.Intents.none())
async def test_no_privileged_intent_is_needed(town: Town) -> None:
    await town.ada.send(town.channel, f"{town.mention} {QUESTION}")
    assert town.channel.last_message is not None
    assert "% sure" in seen(town.channel.last_message)
    wanted = town.env.bot.intents
    assert {wanted.message_content, wanted.members, wanted.presences} == {False}


async def test_an_event_that_breaks_is_logged_and_the_client_goes_on(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    hear = town.env.bot._direct.hear  # type: ignore[attr-defined]
    town.env.bot._direct.hear = None  # type: ignore[attr-defined]
    await town.user.send_dm(QUESTION)
    assert "on_message failed." in caplog.text
    assert town.env.errors
    town.env.bot._direct.hear = hear  # type: ignore[attr-defined]
    await town.user.send_dm(QUESTION)
    assert town.user.dm_channel.last_message is not None
    assert "% sure" in seen(town.user.dm_channel.last_message)
