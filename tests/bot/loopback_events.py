"""The events that people cause: messages, commands, clicks and filled-in forms."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from tests.bot.limits import BUTTON, walk
from tests.bot.loopback_world import (
    BOT_ID,
    CHANNEL_ID,
    GUILD_ID,
    Json,
    Person,
    bot_user,
    channel,
    member,
    snowflake,
    text_channel,
    user,
)

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
CHAT_INPUT, MESSAGE_MENU = 1, 3
STRING, INTEGER, BOOLEAN, NUMBER = 3, 4, 5, 10
ELSEWHERE_GUILD_ID, ELSEWHERE_CHANNEL_ID = "1000000000000000012", "1000000000000000013"
APP_PERMISSIONS = str((1 << 10) | (1 << 11) | (1 << 14) | (1 << 16) | (1 << 18))


class Place(Enum):
    """Where someone uses a command; the value is Discord's interaction context."""

    GUILD = 0
    DIRECT = 1
    ELSEWHERE = 2
    """A guild without the bot, for someone who installed it for themselves."""


def interaction(
    kind: int, data: Json, by: Person, locale: str, place: Place, *, message: Json | None = None
) -> Json:
    """Describe what INTERACTION_CREATE carries."""
    ids = {"id": snowflake(), "application_id": BOT_ID, "token": f"token-{snowflake()}"}
    sizes = {"version": 1, "attachment_size_limit": 10_485_760, "entitlements": []}
    source = {"message": message} if message else {}
    shared = {**ids, **sizes, **source, "locale": locale, "app_permissions": APP_PERMISSIONS}
    return {**shared, "type": kind, "data": data, **_where(place, by)}


def place_of(message: Json) -> Place:
    """Tell where a message is from its channel."""
    places = {CHANNEL_ID: Place.GUILD, ELSEWHERE_CHANNEL_ID: Place.ELSEWHERE}
    return places.get(message["channel_id"], Place.DIRECT)


def command_data(command: Json | None, name: str, options: Mapping[str, Any]) -> Json:
    """Describe a slash command; AssertionError for options that the bot did not register."""
    if command is None:
        raise AssertionError(f"The bot has not registered the command /{name}.")
    known = [option["name"] for option in command["options"]]
    if unknown := sorted(set(options) - set(known)):
        raise AssertionError(f"/{name} has the options {known}, not {unknown}.")
    given = [_option(key, value) for key, value in options.items()]
    return _command(command) | {"type": CHAT_INPUT, "options": given}


def focus(data: Json, name: str) -> Json:
    """Mark the option that someone is typing in."""
    typed = [one | {"focused": True} if one["name"] == name else one for one in data["options"]]
    return data | {"options": typed}


def menu_data(command: Json | None, name: str, message: Json) -> Json:
    """Describe a command from a message's context menu."""
    if command is None:
        raise AssertionError(f"The bot has not registered the message menu {name!r}.")
    target = {"target_id": message["id"], "resolved": {"messages": {message["id"]: message}}}
    return _command(command) | {"type": MESSAGE_MENU, "options": []} | target


def click_data(message: Json, custom_id: str) -> Json:
    """Describe a click; AssertionError unless the message has that button, enabled."""
    buttons = [part for part in walk(message["components"]) if part["type"] == BUTTON]
    live = {part["custom_id"]: part for part in buttons if _is_clickable(part)}
    if custom_id not in live:
        raise AssertionError(f"No button {custom_id!r} can be clicked, only {sorted(live)}.")
    return {"component_type": BUTTON, "custom_id": custom_id, "id": live[custom_id]["id"]}


def form_data(modal: Json, values: Mapping[str, str]) -> Json:
    """Describe a modal sent off with these values by custom_id."""
    filled = [_filled(component, values) for component in modal["components"]]
    return {"custom_id": modal["custom_id"], "components": filled}


def spoken(message: Json, by: Person) -> Json:
    """Describe what MESSAGE_CREATE carries for a person's message."""
    if message["channel_id"] != CHANNEL_ID:
        return message | {"channel_type": 1}
    who = {name: value for name, value in member(by).items() if name not in ("user", "permissions")}
    return message | {"channel_type": 0, "guild_id": GUILD_ID, "member": who}


def mentioning(text: str) -> Json:
    """Describe a text that mentions the bot."""
    return {"content": f"<@{BOT_ID}> {text}", "mentions": [bot_user()]}


def _where(place: Place, by: Person) -> Json:
    if place is Place.DIRECT:
        direct = {"channel_id": by.direct_channel, "channel": channel(by.direct_channel)}
        return {**direct, "user": user(by), "context": 1, **_installed({"0": "0"})}
    is_here = place is Place.GUILD
    guild_id = GUILD_ID if is_here else ELSEWHERE_GUILD_ID
    channel_id = CHANNEL_ID if is_here else ELSEWHERE_CHANNEL_ID
    partial = {"id": guild_id, "locale": "en-US", "features": []}
    around = {"guild_id": guild_id, "guild": partial, "guild_locale": "en-US", "context": 0}
    there = {"channel_id": channel_id, "channel": text_channel(channel_id, guild_id)}
    owners = {"0": GUILD_ID} if is_here else {"1": by.id}
    return {**around, **there, "member": member(by), **_installed(owners)}


def _installed(owners: Json) -> Json:
    return {"authorizing_integration_owners": owners}


def _command(command: Json) -> Json:
    named = {"id": command["id"], "name": command["name"]}
    return named | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _option(name: str, value: str | bool | int | float) -> Json:
    kinds = {str: STRING, bool: BOOLEAN, int: INTEGER, float: NUMBER}
    return {"name": name, "value": value, "type": kinds[type(value)]}


def _is_clickable(button: Json) -> bool:
    return bool(button.get("custom_id")) and not button.get("disabled")


def _filled(component: Json, values: Mapping[str, str]) -> Json:
    kept: Json = {
        name: component[name] for name in ("type", "id", "custom_id") if name in component
    }
    if component.get("custom_id") in values:
        kept["value"] = values[component["custom_id"]]
    if "component" in component:
        kept["component"] = _filled(component["component"], values)
    if "components" in component:
        kept["components"] = [_filled(inner, values) for inner in component["components"]]
    return kept
