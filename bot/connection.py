"""Stay connected to Discord: try again when it is out of reach, stop when told to."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import discord

from bot.errors import TokenError
from bot.log import PASSING, describe
from bot.settings import WAY_OUT
from index.errors import SiftError

FIRST_WAIT, LONGEST_WAIT = 1.0, 120.0
"""Seconds between two tries; 120 keep a day's tries below Discord's 1,000 IDENTIFY."""
STEADY = 60.0
"""Seconds after which a connection counts as having worked."""
REFUSED_TOKEN = 4004
"""Close code of the gateway, when a token is revoked while the bot runs."""
GRACE, LAST_RESORT = 3.0, 4.5
"""Seconds to close in order, and until the process ends whatever still hangs (a name look-up)."""

_log = logging.getLogger("sift.connection")


async def stay_connected(
    connect: Callable[[], Awaitable[None]], first_wait: float = FIRST_WAIT
) -> None:
    """Connect again and again, ever more slowly; raise SiftError when trying again cannot help."""
    wait = first_wait
    while True:
        start = time.monotonic()
        try:
            await connect()
            reason = "the connection ended"
        except discord.LoginFailure:
            raise TokenError(
                f"Discord refused the token in SIFT_DISCORD_TOKEN. {WAY_OUT}"
            ) from None
        except SiftError:
            raise
        except Exception as error:  # noqa: BLE001 - a door: no hiccup may end the process
            reason = _reason(error)
        wait = first_wait if time.monotonic() - start > STEADY else wait
        _log.warning("Discord is out of reach (%s). Next try in %g s.", reason, wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


def _reason(error: Exception) -> str:
    if isinstance(error, discord.ConnectionClosed) and error.code == REFUSED_TOKEN:
        raise TokenError(f"Discord no longer takes the token in SIFT_DISCORD_TOKEN. {WAY_OUT}")
    if not isinstance(error, (*PASSING, discord.HTTPException)):
        _log.error("Unforeseen:", exc_info=error)
    return describe(error)


def run_until_told_to_stop(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` in an event loop of its own until it ends or SIGTERM or SIGINT comes.

    Raises what `work` raises. The process ends within 5 s of the signal, whatever still hangs.
    """
    last_resort = threading.Timer(LAST_RESORT, os._exit, (0,))
    last_resort.daemon = True
    try:
        asyncio.run(_until_told(work, last_resort.start))
    finally:
        last_resort.cancel()


async def _until_told(work: Coroutine[Any, Any, None], when_told: Callable[[], None]) -> None:
    working, told = asyncio.create_task(work), asyncio.Event()
    _listen(told)
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not told.is_set():
        return working.result()
    _log.info("Told to stop.")
    when_told()
    working.cancel()
    await asyncio.wait({working}, timeout=GRACE)
    if working.done() and not working.cancelled() and working.exception():
        _log.info("While stopping: %s", describe(working.exception()))
    return None


def _listen(told: asyncio.Event) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        # Windows has no such handlers: there Ctrl+C raises KeyboardInterrupt, and that is enough
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
