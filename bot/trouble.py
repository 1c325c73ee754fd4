"""What went wrong: one sentence for the asker, one line or a traceback for the log."""

from __future__ import annotations

import logging

import discord

from bot.errors import BusyError
from bot.wording import Wording

QUIET_CODES = {
    10003: "the channel is gone",
    10008: "the message is gone",
    10015: "the interaction is older than 15 minutes",
    10062: "the interaction came too late",
    40060: "the interaction was answered already",
    40094: "Discord takes no more follow-ups here",
    50001: "the bot has no access to the channel",
    50007: "the person takes no direct messages",
    50013: "the bot lacks a permission there",
    50027: "the interaction is older than 15 minutes",
    50278: "the person shares no server with the bot",
    160002: "the bot may not read the channel's history",
}
"""What nobody can help, by Discord's JSON error code (its page "Opcodes and Status Codes")."""
INVALID_FORM = 50035

_log = logging.getLogger("sift")


def sentence(error: BaseException, words: Wording) -> str:
    """Tell the asker."""
    return words.busy if isinstance(error, BusyError) else words.failed


def note(error: BaseException, place: str) -> None:
    """Log an error that reached the door `place`."""
    reason = quiet_reason(error)
    if reason:
        _log.info("%s: not answered, %s.", place, reason)
    else:
        _log.error("%s failed.", place, exc_info=error)


def quiet_reason(error: BaseException) -> str:
    """Name the reason for an error that needs no traceback, else give an empty string."""
    if isinstance(error, BusyError):
        return str(error).rstrip(".")
    if isinstance(error, discord.InteractionResponded):
        return QUIET_CODES[40060]
    if not isinstance(error, discord.HTTPException):
        return ""
    if error.status >= 500:
        return f"Discord answered {error.status}"
    if error.code == INVALID_FORM and "message_reference" in str(error):
        return QUIET_CODES[10008]
    return QUIET_CODES.get(error.code, "")
