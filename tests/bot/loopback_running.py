"""A running loopback: start it, watch what the bot does, stop it."""

# ruff: noqa: ASYNC109 - the test says how patient it is; every wait names what it waited for.

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.bot.loopback_calls import Call, Journal
from tests.bot.loopback_gateway import Gateway
from tests.bot.loopback_routes import Routes
from tests.bot.loopback_server import BASE, Server
from tests.bot.loopback_world import Json, World
from tests.bot.openapi import discord_description

LOCALHOST = "127.0.0.1"


class Running:
    """The server's life and the record of the bot's calls."""

    def __init__(
        self, token: str, *, first_response_within: float = 3.0, heartbeat_every: float = 41.25
    ) -> None:
        rules = discord_description()
        self._socket = socket.create_server((LOCALHOST, 0))
        place = f"{LOCALHOST}:{self._socket.getsockname()[1]}"
        self.api, self.gateway_url = f"http://{place}{BASE}", f"ws://{place}/gateway/"
        self._world, self._journal = World(), Journal()
        routes = Routes(self._world, self.gateway_url, first_response_within)
        self._server = Server(routes, self._journal, token, rules)
        self._gateway = Gateway(self.gateway_url, self._journal, token, self._server.violations)
        self._gateway.heartbeat_every = heartbeat_every

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 * 2**20)
        app.router.add_get("/gateway/", self._gateway.serve)
        app.router.add_route("*", BASE + "/{path:.*}", self._server.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._gateway.close()
        await self._runner.cleanup()

    @property
    def calls(self) -> list[Call]:
        """All requests and gateway frames of the bot so far, in order."""
        return self._journal.calls

    @property
    def violations(self) -> list[str]:
        """What broke Discord's description, its limits, or asked for privileged intents."""
        return self._server.violations

    @property
    def unexpected(self) -> list[Call]:
        """Requests for routes that the loopback does not know."""
        return self._server.unexpected

    @property
    def intents(self) -> int | None:
        """The intents of the last IDENTIFY; None before the first."""
        return self._gateway.intents

    @property
    def commands(self) -> list[Json]:
        """The commands that the bot has registered, global and in the guild."""
        return [command for scope in self._world.commands.values() for command in scope]

    @property
    def messages(self) -> dict[str, Json]:
        """Every message as it stands now, by id; deleted ones are gone."""
        return self._world.messages

    async def ready(self, timeout: float = 30, *, synced: bool = True) -> None:
        """Wait until the bot listens to events and, unless told otherwise, has commands."""

        def is_ready() -> bool:
            return self._gateway.is_live and bool(self.commands or not synced)

        await self._journal.until(is_ready, timeout, "the bot to identify and register commands")

    async def wait_for(
        self,
        wanted: Callable[[Call], bool],
        timeout: float = 10,
        *,
        since: int = 0,
        awaited: str = "a call of the bot",
    ) -> Call:
        """Return the first call that is wanted, from `calls[since]` on."""

        def find() -> Call | None:
            return next((call for call in self.calls[since:] if wanted(call)), None)

        return await self._journal.until(find, timeout, awaited)

    async def expect_silence(self, seconds: float = 0.5) -> None:
        """Watch for this long; AssertionError if the bot makes a request."""
        before = len(self.calls)
        await asyncio.sleep(seconds)
        made = [str(call) for call in self.calls[before:] if call.method != "GATEWAY"]
        assert not made, f"The bot should have kept silent, but it made these calls: {made}"
