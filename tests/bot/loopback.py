"""A Discord on 127.0.0.1 for tests: start it, point a bot at it, and talk to the bot as people do.

    async with Loopback(token="secret") as discord_server:
        # start the bot with Route.BASE = discord_server.api, then:
        await discord_server.ready(timeout=30)
        reply = await discord_server.ask("Should I fine-tune?", locale="fr", share=False)
        assert not discord_server.violations

Every wait ends: with what was awaited, or with an AssertionError that names it and the last calls.
"""

# ruff: noqa: ASYNC109 - the test says how patient it is; every wait names what it waited for.

from __future__ import annotations

import json
from typing import Any

from tests.bot.loopback_calls import Call
from tests.bot.loopback_events import Place
from tests.bot.loopback_people import People
from tests.bot.loopback_reply import Reply
from tests.bot.loopback_server import Fault
from tests.bot.loopback_world import ASKER, MODERATOR, NEIGHBOUR, Person

__all__ = ["ASKER", "MODERATOR", "NEIGHBOUR", "Call", "Loopback", "Person", "Place", "Reply"]


class Loopback(People):
    """One loopback; use it with `async with`. Here: the mishaps that a test can order."""

    def fail_next(
        self,
        status: int,
        *,
        code: int = 0,
        message: str = "ordered by the test",
        times: int = 1,
        method: str = "",
        path: str = "",
    ) -> None:
        """Answer the next matching calls with an error; `path` is any part of the path."""
        body = {"code": code, "message": message}
        self._server.faults.append(Fault(status, body, method, path, times))

    def limit_next(self, *, retry_after: float = 0.1, times: int = 1, path: str = "") -> None:
        """Answer the next matching calls with 429."""
        body = {"message": "You are being rate limited.", "retry_after": retry_after}
        self._server.faults.append(Fault(429, body | {"global": False}, "", path, times))

    def forget_next_interaction(self, times: int = 1) -> None:
        """Answer the next first responses with 10062, as Discord does when they come late."""
        unknown = "Unknown interaction"
        self.fail_next(404, code=10062, message=unknown, times=times, path="/callback")

    async def drop_connections(self, timeout: float = 10) -> None:
        """Cut the gateway connections without a closing frame; events are kept for a RESUME."""
        cut = self._gateway.abort()
        awaited = "the gateway connections to end"
        await self._journal.until(lambda: not self._gateway.holds_any(cut), timeout, awaited)

    async def reconnected(self, timeout: float = 30) -> None:
        """Wait until the bot listens to events again."""
        await self._journal.until(lambda: self._gateway.is_live, timeout, "the bot to reconnect")

    async def invalidate_session(self, *, is_resumable: bool = False) -> None:
        """Send INVALID_SESSION.

        Not resumable, discord.py identifies anew at `DiscordWebSocket.DEFAULT_GATEWAY`: the bot
        must have set that to `gateway_url` too, or it leaves for the real Discord.
        """
        await self._gateway.invalidate(is_resumable=is_resumable)

    async def send_event(self, name: str, data: Any) -> None:
        """Send any event, known or not."""
        await self._gateway.dispatch(name, data)

    async def send_frame(self, frame: Any) -> None:
        """Send any frame past the session: an unknown operation, RECONNECT (7), …"""
        await self._gateway.send_text(json.dumps(frame))

    async def send_garbage(self, text: str = "{not json") -> None:
        """Send text that is not JSON; discord.py 2.7 ends the client on it."""
        await self._gateway.send_text(text)
