"""What the bot did, in order, and a way to wait for it that never hangs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")
LAST_CALLS = 10


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot, or one gateway frame from it."""

    method: str
    """An HTTP method, or `GATEWAY`."""
    path: str
    """Below /api/v10, without the query; for the gateway IDENTIFY, RESUME, HEARTBEAT or OP n."""
    at: float
    """time.monotonic() on arrival."""
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    """What the path holds: channel_id, interaction_token, …"""
    status: int = 0
    """Of the answer; 0 for the gateway."""
    answer: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}" + (f" -> {self.status}" if self.status else "")


class Journal:
    """All calls in order."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._news = asyncio.Event()

    def record(self, call: Call) -> None:
        """Append a call that has been answered and wake whoever waits."""
        self.calls.append(call)
        self.wake()

    def wake(self) -> None:
        """Let every waiter look again."""
        self._news.set()
        self._news = asyncio.Event()

    async def until(self, look: Callable[[], T | None], seconds: float, awaited: str) -> T:
        """Return the first truthy value of `look`; AssertionError when `seconds` have passed."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := look()):
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(self._complaint(seconds, awaited)) from None
        return found

    def _complaint(self, seconds: float, awaited: str) -> str:
        last = "\n".join(f"  {call}" for call in self.calls[-LAST_CALLS:]) or "  none at all"
        return f"Waited {seconds:g} s for {awaited}. The bot's last calls:\n{last}"
