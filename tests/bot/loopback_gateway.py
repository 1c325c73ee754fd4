"""The loopback's gateway: sessions, events, heartbeats, resuming, and mishaps on demand."""

from __future__ import annotations

import asyncio
import importlib
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tests.bot.loopback_calls import Call, Journal
from tests.bot.loopback_world import BOT_ID, GUILD_ID, Json, bot_user, guild, snowflake

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 9, 10, 11
OPERATIONS = {HEARTBEAT: "HEARTBEAT", IDENTIFY: "IDENTIFY", RESUME: "RESUME"}
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
PRIVILEGED = {1 << 1: "GUILD_MEMBERS", 1 << 8: "GUILD_PRESENCES", 1 << 15: "MESSAGE_CONTENT"}
WRONG_TOKEN, REFUSED_INTENTS = 4004, 4014

Encoder = Callable[[str], str | bytes]


@dataclass(eq=False, slots=True)
class Connection:
    """One websocket."""

    socket: web.WebSocketResponse
    request: web.Request
    encode: Encoder

    async def send(self, text: str) -> None:
        """Send one frame; a connection that is gone is no error, the session keeps the event."""
        try:
            encoded = self.encode(text)
            if isinstance(encoded, str):
                await self.socket.send_str(encoded)
            else:
                await self.socket.send_bytes(encoded)
        except ConnectionError:
            return

    async def send_operation(self, operation: int, data: Any) -> None:
        await self.send(json.dumps({"op": operation, "d": data, "s": None, "t": None}))


@dataclass(eq=False, slots=True)
class Session:
    """What an IDENTIFY began; it outlives its connections."""

    id: str
    intents: int
    connection: Connection | None
    events: list[str] = field(default_factory=list)
    """Every dispatched frame; the sequence number is the place, from 1."""
    order: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def dispatch(self, event: str, data: Any) -> None:
        """Send an event now, or keep it for a RESUME."""
        async with self.order:
            frame = {"op": DISPATCH, "t": event, "s": len(self.events) + 1, "d": data}
            self.events.append(json.dumps(frame))
            if self.connection:
                await self.connection.send(self.events[-1])

    async def resume(self, connection: Connection, sequence: int) -> None:
        """Send what was missed over a new connection, then RESUMED."""
        async with self.order:
            for frame in self.events[sequence:]:
                await connection.send(frame)
            self.connection = connection
        await self.dispatch("RESUMED", {})


class Gateway:
    """All sessions and connections of one loopback."""

    def __init__(self, url: str, journal: Journal, token: str, violations: list[str]) -> None:
        self.url = url
        self.heartbeat_every = 41.25
        self.intents: int | None = None
        self._journal = journal
        self._token = token
        self._violations = violations
        self._sessions: dict[str, Session] = {}
        self._connections: list[Connection] = []

    @property
    def is_live(self) -> bool:
        """Whether the bot has a session that gets events right now."""
        return any(session.connection for session in self._sessions.values())

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one websocket until it ends."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        connection = Connection(socket, request, _encoder(request.query.get("compress", "")))
        self._connections.append(connection)
        try:
            await connection.send_operation(HELLO, {"heartbeat_interval": self._interval()})
            async for frame in socket:
                await self._receive(connection, frame)
        finally:
            self._forget(connection)
        return socket

    async def dispatch(self, event: str, data: Any, intent: int = 0) -> None:
        """Send an event; AssertionError without a session or the intent that it takes."""
        if not self._sessions:
            raise AssertionError(f"The bot has no gateway session to get {event}: ready() first.")
        if intent & ~(self.intents or 0):
            raise AssertionError(f"Discord would not send {event}: IDENTIFY lacks intent {intent}.")
        for session in self._sessions.values():
            await session.dispatch(event, data)

    async def send_text(self, text: str) -> None:
        """Send any text over every connection."""
        for connection in list(self._connections):
            await connection.send(text)

    async def invalidate(self, *, is_resumable: bool) -> None:
        """Tell the bot that its session is over."""
        if not is_resumable:
            self._sessions.clear()
        for connection in list(self._connections):
            await connection.send_operation(INVALID_SESSION, is_resumable)

    def abort(self) -> list[Connection]:
        """Cut every connection without a closing frame and return them."""
        cut = list(self._connections)
        for connection in cut:
            if connection.request.transport:
                connection.request.transport.abort()
        return cut

    def holds_any(self, connections: list[Connection]) -> bool:
        """Whether any of these connections still stands."""
        return any(connection in self._connections for connection in connections)

    async def close(self) -> None:
        """Close every connection in good order."""
        for connection in list(self._connections):
            await connection.socket.close(code=1001)

    def _interval(self) -> int:
        return int(self.heartbeat_every * 1000)

    def _forget(self, connection: Connection) -> None:
        self._connections.remove(connection)
        for session in self._sessions.values():
            if session.connection is connection:
                session.connection = None
        self._journal.wake()

    async def _receive(self, connection: Connection, frame: WSMessage) -> None:
        if frame.type is not WSMsgType.TEXT:
            self._violations.append(f"GATEWAY: a frame of type {frame.type.name} instead of text.")
            return
        at, message = monotonic(), json.loads(frame.data)
        await self._obey(connection, message["op"], message.get("d"))
        name = OPERATIONS.get(message["op"], f"OP {message['op']}")
        self._journal.record(Call("GATEWAY", name, at, message.get("d")))

    async def _obey(self, connection: Connection, operation: int, data: Any) -> None:
        if operation == HEARTBEAT:
            await connection.send_operation(HEARTBEAT_ACK, None)
        elif operation in (IDENTIFY, RESUME) and data["token"] != self._token:
            await connection.socket.close(code=WRONG_TOKEN, message=b"Authentication failed.")
        elif operation == IDENTIFY:
            await self._identify(connection, data)
        elif operation == RESUME:
            await self._resume(connection, data)

    async def _identify(self, connection: Connection, data: Json) -> None:
        self.intents = data["intents"]
        refused = [name for bit, name in PRIVILEGED.items() if data["intents"] & bit]
        if refused:
            self._violations.append(f"GATEWAY IDENTIFY: privileged intents {', '.join(refused)}.")
            await connection.socket.close(code=REFUSED_INTENTS, message=b"Disallowed intent(s).")
            return
        session = Session(snowflake(), data["intents"], connection)
        self._sessions = {session.id: session}
        await session.dispatch("READY", self._ready(session, data.get("shard") or [0, 1]))
        if data["intents"] & GUILDS:
            await session.dispatch("GUILD_CREATE", guild())

    async def _resume(self, connection: Connection, data: Json) -> None:
        session = self._sessions.get(data["session_id"])
        if session is None:
            await connection.send_operation(INVALID_SESSION, False)
            return
        await session.resume(connection, data["seq"] or 0)

    def _ready(self, session: Session, shard: list[int]) -> Json:
        app = {"id": BOT_ID, "flags": 0}
        guilds = [{"id": GUILD_ID, "unavailable": True}]
        who: Json = {"v": 10, "user": bot_user(), "application": app, "guilds": guilds}
        return {**who, "session_id": session.id, "resume_gateway_url": self.url, "shard": shard}


def _encoder(compression: str) -> Encoder:
    if compression == "zlib-stream":
        stream = zlib.compressobj()
        return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)
    return _zstd() if compression == "zstd-stream" else lambda text: text


def _zstd() -> Encoder:
    """Use whichever library discord.py found: the standard one (3.14) or zstandard."""
    try:
        standard = importlib.import_module("compression.zstd").ZstdCompressor()
    except ModuleNotFoundError:
        zstandard = importlib.import_module("zstandard")
        stream, end = zstandard.ZstdCompressor().compressobj(), zstandard.COMPRESSOBJ_FLUSH_BLOCK
        return lambda text: bytes(stream.compress(text.encode()) + stream.flush(end))
    return lambda text: bytes(standard.compress(text.encode(), standard.FLUSH_BLOCK))
