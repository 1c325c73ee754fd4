"""What the loopback's Discord knows: people, channels, messages, commands, interactions."""

from __future__ import annotations

import itertools
import time
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.bot.limits import EPHEMERAL

Json = dict[str, Any]

BOT_ID = "1000000000000000001"
GUILD_ID = "1000000000000000002"
CHANNEL_ID = "1000000000000000003"
TEXT_CHANNEL, DIRECT_CHANNEL = 0, 1
SEND_AND_READ, MANAGE_MESSAGES = (1 << 10) | (1 << 11) | (1 << 16), 1 << 13
DISCORD_EPOCH_MS = 1_420_070_400_000

_count = itertools.count()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who talks to the bot."""

    id: str
    name: str
    permissions: int = SEND_AND_READ

    @property
    def direct_channel(self) -> str:
        """The id of this person's direct-message channel with the bot."""
        return str(int(self.id) + 500)


ASKER = Person("1000000000000000101", "Ada")
NEIGHBOUR = Person("1000000000000000102", "Grace")
MODERATOR = Person("1000000000000000103", "Katherine", SEND_AND_READ | MANAGE_MESSAGES)
PEOPLE = {person.id: person for person in (ASKER, NEIGHBOUR, MODERATOR)}


@dataclass(slots=True)
class Interaction:
    """The life of one interaction, from the event to what the person sees."""

    id: str
    token: str
    payload: Json
    born: float = field(default_factory=time.monotonic)
    responded: float | None = None
    response_type: int | None = None
    original: str | None = None
    """Id of the message that `@original` names."""
    is_loading: bool = False
    shown: str | None = None
    """Id of the first message that the person got to see."""
    shown_at: float = 0.0
    result: Json | None = None
    """The data of a modal or of autocomplete choices."""
    follow_ups: int = 0

    @property
    def is_settled(self) -> bool:
        return self.shown is not None or self.result is not None

    def show(self, message_id: str) -> None:
        """Note that the person sees this message now."""
        self.is_loading = self.is_loading and message_id != self.original
        if self.shown is None:
            self.shown, self.shown_at = message_id, time.monotonic()


@dataclass(slots=True)
class World:
    """Everything that Discord would keep."""

    messages: dict[str, Json] = field(default_factory=dict)
    commands: dict[str | None, list[Json]] = field(default_factory=dict)
    """By guild id; None holds the global ones."""
    interactions: dict[str, Interaction] = field(default_factory=dict)
    """By token."""

    def add_message(self, channel_id: str, author: Json, body: Json, **extra: Any) -> Json:
        """Keep a new message and return it as Discord would."""
        message = {**_empty_message(channel_id, author), **extra}
        self.messages[message["id"]] = message
        return self.edit_message(message, body)

    def edit_message(self, message: Json, body: Json) -> Json:
        """Lay the fields of a request over a message; who sees it never changes."""
        kept = message["flags"] & EPHEMERAL
        for name, empty in (("content", ""), ("embeds", []), ("components", []), ("flags", 0)):
            if name in body:
                message[name] = deepcopy(body[name] or empty)
        message["flags"] |= kept
        _number(message["components"], itertools.count(1))
        return message

    def add_interaction(self, payload: Json) -> Interaction:
        """Keep a new interaction."""
        interaction = Interaction(payload["id"], payload["token"], payload)
        self.interactions[interaction.token] = interaction
        return interaction

    def set_commands(self, guild_id: str | None, bodies: list[Json]) -> list[Json]:
        """Replace the commands of a guild, or the global ones; names keep their ids."""
        known = {_key(command): command["id"] for command in self.commands.get(guild_id, [])}
        scope = {"guild_id": guild_id} if guild_id else {}
        made = [_command(body, known.get(_key(body)) or snowflake()) | scope for body in bodies]
        self.commands[guild_id] = made
        return made

    def find_command(self, name: str, kind: int = 1) -> Json | None:
        """Find a registered command, the guild's before the global one."""
        everywhere = [*self.commands.get(GUILD_ID, []), *self.commands.get(None, [])]
        return next((one for one in everywhere if _key(one) == (name, kind)), None)


def snowflake() -> str:
    """Return a new id that carries the present time, as Discord's do."""
    milliseconds = int(time.time() * 1000) - DISCORD_EPOCH_MS
    return str(milliseconds << 22 | next(_count) & 0xFFF)


def bot_user() -> Json:
    return _user(BOT_ID, "Sift") | {
        "bot": True,
        "verified": True,
        "mfa_enabled": True,
        "locale": "en-US",
    }


def user(person: Person) -> Json:
    return _user(person.id, person.name)


def member(person: Person) -> Json:
    """Describe a person in the guild, with their permissions as interactions carry them."""
    return _membership() | {"user": user(person), "permissions": str(person.permissions)}


def application() -> Json:
    texts = {"id": BOT_ID, "name": "Sift", "description": "", "summary": "", "verify_key": "0" * 64}
    flags = {"bot_public": False, "bot_require_code_grant": False, "flags": 0}
    return {**texts, **flags, "icon": None, "owner": user(MODERATOR), "bot": bot_user()}


def channel(channel_id: str) -> Json | None:
    """Describe the text channel or a person's direct channel; None for any other id."""
    if channel_id == CHANNEL_ID:
        return text_channel(CHANNEL_ID, GUILD_ID)
    owner = next((who for who in PEOPLE.values() if who.direct_channel == channel_id), None)
    return direct_channel(owner) if owner else None


def text_channel(channel_id: str, guild_id: str) -> Json:
    place = {"id": channel_id, "type": TEXT_CHANNEL, "name": "general", "guild_id": guild_id}
    return {**place, "position": 0, "permission_overwrites": [], "topic": None, "nsfw": False}


def direct_channel(person: Person) -> Json:
    recipients = {"recipients": [user(person)], "last_message_id": None}
    return {"id": person.direct_channel, "type": DIRECT_CHANNEL, "flags": 0, **recipients}


def guild() -> Json:
    """Describe the guild as GUILD_CREATE does."""
    lists = ("emojis", "stickers", "features", "threads", "voice_states", "presences")
    empty: Json = {name: [] for name in (*lists, "stage_instances", "guild_scheduled_events")}
    levels = ("verification_level", "default_message_notifications", "explicit_content_filter")
    numbers = dict.fromkeys((*levels, "mfa_level", "nsfw_level", "premium_tier", "afk_timeout"), 0)
    names = {"id": GUILD_ID, "name": "Loopback", "owner_id": MODERATOR.id, "icon": None}
    people = {"members": [_membership() | {"user": bot_user()}], "member_count": len(PEOPLE) + 1}
    inside = {"roles": [_everyone()], "channels": [text_channel(CHANNEL_ID, GUILD_ID)], **people}
    return {**empty, **numbers, **names, **inside, "preferred_locale": "en-US", "large": False}


def _user(user_id: str, name: str) -> Json:
    names = {"id": user_id, "username": name.lower(), "global_name": name, "discriminator": "0"}
    return {**names, "avatar": None, "primary_guild": None, "public_flags": 0, "flags": 0}


def _membership() -> Json:
    joined = {"joined_at": "2024-01-01T00:00:00+00:00", "premium_since": None, "nick": None}
    return {**joined, "roles": [], "deaf": False, "mute": False, "flags": 0, "avatar": None}


def _everyone() -> Json:
    looks = {"color": 0, "position": 0, "hoist": False, "managed": False, "mentionable": False}
    names = {"id": GUILD_ID, "name": "@everyone", "permissions": str(SEND_AND_READ)}
    return {**names, **looks, "flags": 0}


def _command(body: Json, command_id: str) -> Json:
    defaults = {"type": 1, "description": "", "options": [], "nsfw": False}
    ids = {"id": command_id, "application_id": BOT_ID, "version": command_id}
    limits = {"default_member_permissions": None, "contexts": None, "integration_types": [0]}
    given = {name: value for name, value in body.items() if value is not None}
    return {**defaults, **limits, **given, **ids}


def _key(command: Json) -> tuple[str, int]:
    return command["name"], command.get("type") or 1


def _empty_message(channel_id: str, author: Json) -> Json:
    now = datetime.now(UTC).isoformat()
    lists: Json = {name: [] for name in ("mentions", "mention_roles", "attachments", "embeds")}
    marks = {"tts": False, "pinned": False, "mention_everyone": False, "edited_timestamp": None}
    core = {"id": snowflake(), "channel_id": channel_id, "author": author, "timestamp": now}
    return {**lists, **marks, **core, "content": "", "components": [], "flags": 0, "type": 0}


def _number(components: list[Json], numbers: itertools.count[int]) -> None:
    """Give components the ids that Discord would give them."""
    for component in components:
        component.setdefault("id", next(numbers))
        _number(component.get("components") or [], numbers)
        _number([component["accessory"]] if component.get("accessory") else [], numbers)
