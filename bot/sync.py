"""Register the commands with Discord, only when they changed."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.errors import DiscordError
from index.files import digest_bytes, write_atomically

Tree: TypeAlias = app_commands.CommandTree[Any]
GLOBAL = "everywhere"
"""The place of commands that are no guild's; any other place is a guild's id."""

_KEY = re.compile(rf"\d+:(\d+|{GLOBAL})")
_log = logging.getLogger("sift.sync")


async def sync_if_changed(tree: Tree, home_guild: int | None, record: Path) -> None:
    """Register the commands in the home guild alone, or everywhere without it.

    `record` keeps the digest of what was registered, by application and place; delete it to have
    the commands registered once more. Raises DiscordError when Discord refuses.
    """
    application = f"{tree.client.application_id}:"
    place = str(home_guild or GLOBAL)
    digest = await _digest(tree, place)
    known = read_record(record)
    if known.get(application + place) == digest:
        return
    await _sync(tree, place)
    own = {key for key in known if key.startswith(application)}
    for key in own - {application + place}:
        await _clear(tree, key.removeprefix(application))
    others = {key: value for key, value in known.items() if key not in own}
    _write_record(record, others | {application + place: digest})
    _log.info("Commands registered (%s).", place)


def read_record(record: Path) -> dict[str, str]:
    """Read what was registered; a record that cannot be read counts as none."""
    try:
        known = json.loads(record.read_bytes())
    except (OSError, ValueError):
        return {}
    entries = known.items() if isinstance(known, dict) else ()
    return {key: digest for key, digest in entries if _KEY.fullmatch(key)}


def _object(place: str) -> discord.Object | None:
    return None if place == GLOBAL else discord.Object(int(place))


async def _digest(tree: Tree, place: str) -> str:
    translator = tree.translator
    commands = tree.get_commands(guild=_object(place))
    if translator is None:
        payload = [command.to_dict(tree) for command in commands]
    else:
        payload = [await command.get_translated_payload(tree, translator) for command in commands]
    return digest_bytes(json.dumps(payload, sort_keys=True).encode())


async def _sync(tree: Tree, place: str) -> None:
    try:
        await tree.sync(guild=_object(place))
    except discord.Forbidden as error:
        raise DiscordError(
            f"Discord refuses to register the commands: {error.text}. SIFT_HOME_GUILD, if set, "
            "must be a server to which the bot was added with the scope applications.commands."
        ) from error
    except app_commands.CommandSyncFailure as error:
        raise DiscordError(f"Discord does not take the commands: {error}") from error


async def _clear(tree: Tree, place: str) -> None:
    """Take the commands out of a place where none are wanted any more, lest they stand twice."""
    try:
        await tree.sync(guild=_object(place))
    except discord.HTTPException as error:
        _log.warning("The commands of %s could not be removed (%s).", place, error.text)


def _write_record(record: Path, known: dict[str, str]) -> None:
    """Keep the record; without it the commands are merely registered again next time."""
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(record, json.dumps(known, indent=2, sort_keys=True).encode() + b"\n")
    except OSError as error:
        _log.warning("%s cannot be written (%s).", record, error.strerror)
