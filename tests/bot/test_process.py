"""The real `sift bot` process against a loopback Discord; every body it sends is checked."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from bot.feedback import FILE, read
from bot.wording import ENGLISH, FRENCH, Wording
from index.settings import IndexSettings
from tests.bot.loopback import Loopback

REPOSITORY = Path(__file__).parents[2]
TOKEN = "MTIzNDU2Nzg5.Gabcde.not-a-real-token-but-as-long-as-one"
QUESTION = "Should I fine-tune or use RAG?"
OFF_TOPIC = "Which mushrooms grow in October?"
EPHEMERAL = 1 << 6
TITLE = "To Fine Tune or Not To Fine Tune"


@dataclass
class Bot:
    """A running `sift bot` and what it logged."""

    process: asyncio.subprocess.Process
    data: Path
    log: list[str] = field(default_factory=list)

    async def listen(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.log.append(line.decode())

    async def logged(self, words: str) -> None:
        async with asyncio.timeout(30):
            while not any(words in line for line in self.log):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)


async def start_bot(api: str, data: Path, **environment: str) -> Bot:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "bot",
        cwd=REPOSITORY,
        env=os.environ
        | {"SIFT_DISCORD_TOKEN": TOKEN, "SIFT_DISCORD_API": api, "SIFT_DATA": str(data)}
        | environment,
        stderr=asyncio.subprocess.PIPE,
    )
    return Bot(process, data)


@pytest.fixture
def data(index_settings: IndexSettings, tmp_path: Path) -> Path:
    return Path(shutil.copytree(index_settings.data, tmp_path / "data"))


@pytest_asyncio.fixture
async def discord_server() -> AsyncIterator[Loopback]:
    async with Loopback(token=TOKEN) as server:
        yield server
        assert not server.violations
        assert not server.unexpected


@pytest_asyncio.fixture
async def bot(discord_server: Loopback, data: Path) -> AsyncIterator[Bot]:
    running = await start_bot(discord_server.api, data)
    listening = asyncio.create_task(running.listen())
    try:
        await discord_server.ready(timeout=60)
        yield running
    finally:
        if running.process.returncode is None:
            running.process.kill()
        await running.process.wait()
        await listening
    assert TOKEN not in "".join(running.log)


async def test_a_slash_command_gets_cards(discord_server: Loopback, bot: Bot) -> None:
    reply = await discord_server.ask(QUESTION, locale="fr")
    assert TITLE in reply.text
    assert reply.is_ephemeral
    assert reply.has_components_v2
    assert len(reply.links) >= 3
    await discord_server.click(reply.button("Partager"), message=reply)
    call = await discord_server.wait_for(
        lambda call: call.method == "POST" and "/webhooks/" in call.path,
        awaited="the shared answer",
    )
    assert TITLE in str(call.body)
    assert not call.body.get("flags", 0) & EPHEMERAL


async def test_a_direct_message_and_a_mention_get_cards(discord_server: Loopback, bot: Bot) -> None:
    for reply in (
        await discord_server.direct_message(QUESTION),
        await discord_server.mention(QUESTION),
    ):
        assert TITLE in reply.text
        assert reply.has_components_v2


async def thanked(discord_server: Loopback, words: Wording) -> None:
    call = await discord_server.wait_for(
        lambda call: call.method == "POST" and (call.body or {}).get("content") == words.thanks,
        awaited="a thank-you",
    )
    assert call.body["flags"] & EPHEMERAL


async def test_thumbs_are_kept_and_survive_a_killed_bot(discord_server: Loopback, bot: Bot) -> None:
    own = await discord_server.ask(QUESTION, locale="fr")
    await discord_server.click(own.button("Utile"), message=own, locale="fr")
    await thanked(discord_server, FRENCH)
    shown = discord_server.messages[own.id]["components"][-1]["components"]
    is_dead = {button["label"]: button.get("disabled", False) for button in shown}
    assert is_dead == {
        FRENCH.share: False,
        FRENCH.helpful: True,
        FRENCH.unhelpful: True,
        FRENCH.check_case: False,
    }
    direct = await discord_server.direct_message(QUESTION)
    await discord_server.click(direct.button("👎"), message=direct)
    await thanked(discord_server, ENGLISH)
    await discord_server.direct_message(OFF_TOPIC)
    file = bot.data / FILE
    async with asyncio.timeout(10):
        while len(read(file)) < 3:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)
    bot.process.kill()
    await bot.process.wait()
    assert {(said.question, said.verdict) for said in read(file)} == {
        (QUESTION, "helpful"),
        (QUESTION, "unhelpful"),
        (OFF_TOPIC, "missed"),
    }
    assert OFF_TOPIC not in "".join(bot.log)


async def test_off_keeps_nothing_on_disk(discord_server: Loopback, data: Path) -> None:
    running = await start_bot(discord_server.api, data, SIFT_KEEP_QUESTIONS="off")
    await discord_server.ready(timeout=60)
    await discord_server.direct_message(OFF_TOPIC)
    own = await discord_server.ask(QUESTION)
    labels = [button["label"] for button in own.buttons if "custom_id" in button]
    assert labels == [ENGLISH.share, ENGLISH.check_case]
    running.process.terminate()
    _, said = await running.process.communicate()
    assert running.process.returncode == 0, said.decode()
    assert not (data / FILE).exists()


async def test_a_dropped_connection_and_a_failing_discord_do_no_harm(
    discord_server: Loopback, bot: Bot
) -> None:
    await discord_server.drop_connections()
    await discord_server.reconnected()
    await discord_server.invalidate_session()
    await discord_server.reconnected()
    await discord_server.send_event("SOMETHING_NEW", {"a": [1]})
    discord_server.fail_next(500, path="/messages")
    assert TITLE in (await discord_server.direct_message(QUESTION)).text
    discord_server.limit_next(path="/messages")
    assert TITLE in (await discord_server.direct_message(QUESTION)).text


async def test_damage_on_disk_does_nothing_to_a_running_bot(
    discord_server: Loopback, bot: Bot
) -> None:
    root = bot.data / "index"
    live = root / (root / "CURRENT").read_text().strip()
    (live / "vectors.faiss").write_bytes(b"half")
    assert TITLE in (await discord_server.direct_message(QUESTION)).text
    (root / "CURRENT").write_text("20200101T000000Z-gone\n")
    await bot.logged("is not there")
    assert TITLE in (await discord_server.direct_message(QUESTION)).text
    shutil.rmtree(root)
    assert TITLE in (await discord_server.direct_message(QUESTION)).text


async def test_commands_are_registered_again_only_when_they_changed(
    discord_server: Loopback, bot: Bot
) -> None:
    bot.process.terminate()
    assert await bot.process.wait() == 0
    registered = [call for call in discord_server.calls if call.method == "PUT"]
    again = await start_bot(discord_server.api, bot.data)
    listening = asyncio.create_task(again.listen())
    await discord_server.ready(timeout=60, synced=False)
    again.process.terminate()
    await again.process.wait()
    await listening
    assert registered
    assert [call for call in discord_server.calls if call.method == "PUT"] == registered


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_cleanly_when_told_to(
    discord_server: Loopback, bot: Bot, stop: signal.Signals
) -> None:
    start = time.monotonic()
    bot.process.send_signal(stop)
    assert await asyncio.wait_for(bot.process.wait(), 6) == 0
    assert time.monotonic() - start < 5
    assert "Traceback" not in "".join(bot.log)


async def test_a_refused_token_is_one_sentence(discord_server: Loopback, data: Path) -> None:
    refused = await start_bot(discord_server.api, data, SIFT_DISCORD_TOKEN="not.the.token")
    _, said = await asyncio.wait_for(refused.process.communicate(), 60)
    assert refused.process.returncode == 1
    assert "SIFT_DISCORD_TOKEN" in said.decode()
    assert "not.the.token" not in said.decode()
    assert "Traceback" not in said.decode()
