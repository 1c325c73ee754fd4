"""One log for people: plain lines on standard error, never a question, never the token."""

from __future__ import annotations

import logging
import sys

import aiohttp
import discord

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
PASSING = (
    OSError,
    TimeoutError,
    aiohttp.ClientError,
    discord.ConnectionClosed,
    discord.DiscordServerError,
    discord.GatewayNotFound,
)
"""Errors of a network or of Discord that pass; discord.py tries again by itself."""
LONGEST = 200
"""Characters of an error on one line; some are whole web pages."""


def configure() -> None:
    """Send what Sift says, and what discord.py warns of, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(LINE))
    handler.addFilter(shorten)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("sift").setLevel(logging.INFO)


def shorten(record: logging.LogRecord) -> bool:
    """Turn the traceback of an error that passes into its name."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, PASSING):
        record.msg = f"{record.getMessage()} ({describe(error)})"
        record.args, record.exc_info, record.exc_text = (), None, None
    return True


def describe(error: BaseException | None) -> str:
    """Name an error on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")[:LONGEST]
