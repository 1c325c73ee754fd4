"""Staying connected: what passes is tried again, what does not pass is said."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.connection import stay_connected
from bot.errors import DiscordError, TokenError
from bot.log import shorten

PASSING = [
    OSError("no route"),
    TimeoutError(),
    aiohttp.ClientError("cut"),
    discord.GatewayNotFound(),  # type: ignore[no-untyped-call]
]


class Stop(BaseException):
    """Ends a test that would go on for ever."""


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


def failing_with(*errors: BaseException | None) -> Callable[[], Awaitable[None]]:
    """Give a connection that fails in these ways, one after the other, then ends the test."""
    left = list(errors)

    async def connect() -> None:
        error = left.pop(0) if left else Stop()
        if error is not None:
            raise error

    return connect


@pytest.mark.parametrize("error", [*PASSING, closed(4000), None])
async def test_what_passes_is_tried_again_and_told_in_one_sentence(
    error: Exception | None, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Stop):
        await stay_connected(failing_with(error, error), first_wait=0.01)
    assert [(one.levelname, one.exc_info) for one in caplog.records] == [("WARNING", None)] * 2
    assert "Next try in 0.02 s." in caplog.text


async def test_what_is_unforeseen_is_tried_again_and_told_with_its_place(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(Stop):
        await stay_connected(failing_with(KeyError("shards")), first_wait=0.01)
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("error", [discord.LoginFailure("bad"), closed(4004)])
async def test_a_refused_token_names_the_setting(error: Exception) -> None:
    with pytest.raises(TokenError, match="SIFT_DISCORD_TOKEN"):
        await stay_connected(failing_with(error), first_wait=0.01)


async def test_what_trying_again_cannot_help_is_raised() -> None:
    with pytest.raises(DiscordError):
        await stay_connected(failing_with(DiscordError("No.")))


@pytest.mark.parametrize("error", [*PASSING, closed(4000)])
def test_the_log_shows_no_traceback_of_what_passes(error: Exception) -> None:
    record = logged(error)
    assert shorten(record)
    assert type(error).__name__ in record.getMessage()
    assert "Traceback" not in logging.Formatter().format(record)


def test_the_log_shows_the_traceback_of_anything_else() -> None:
    record = logged(ValueError("x"))
    assert shorten(record)
    assert "ValueError: x" in logging.Formatter().format(record)


def logged(error: Exception) -> logging.LogRecord:
    about = cast("Any", (type(error), error, None))
    return logging.LogRecord("discord", logging.ERROR, "", 0, "Shard %s", (0,), about)
