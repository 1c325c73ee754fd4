"""Discord's REST operations, as far as a bot that answers questions needs them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.bot.limits import EPHEMERAL, deferral_faults, edit_faults
from tests.bot.loopback_calls import Call
from tests.bot.loopback_world import (
    BOT_ID,
    GUILD_ID,
    PEOPLE,
    Interaction,
    Json,
    World,
    application,
    bot_user,
    channel,
    direct_channel,
    guild,
    member,
    user,
)

Answer = tuple[int, Any]
Handler = Callable[[Call], Answer]

PONG, MESSAGE, LOADING, LOADING_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
REPLY = 19
"""A type of message."""
MOST_FOLLOW_UPS_WHEN_USER_INSTALLED = 5
NO_CONTENT: Answer = (204, None)


class RefusedError(Exception):
    """Discord says no: an HTTP status, a code and a message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"code": code, "message": message}


class Routes:
    """Answer calls out of the world; broken limits go to `report` and are answered with 400."""

    def __init__(self, world: World, gateway_url: str, first_response_within: float) -> None:
        self._world = world
        self._gateway_url = gateway_url
        self._first_response_within = first_response_within
        self._handlers = self._plain() | self._commands() | self._channels() | self._webhooks()

    def find(self, method: str, template: str) -> Handler | None:
        """Return what answers an operation, named as in Discord's description."""
        return self._handlers.get(f"{method} {template}")

    def faults(self, call: Call) -> list[str]:
        """Say which of Discord's limits beyond the schema the call breaks."""
        if not isinstance(call.body, dict) or call.method == "GET":
            return []
        if "interaction_token" in call.parameters:
            return self._response_faults(call)
        if "/messages" in call.path or "webhook_token" in call.parameters:
            return edit_faults(self._stored(call), call.body)
        return []

    def _plain(self) -> dict[str, Handler]:
        return {
            "GET /gateway": lambda _: (200, {"url": self._gateway_url}),
            "GET /gateway/bot": lambda _: (200, self._start()),
            "GET /users/@me": lambda _: (200, bot_user()),
            "GET /users/{user_id}": _get_user,
            "GET /applications/@me": lambda _: (200, application()),
            "GET /applications/{application_id}": lambda _: (200, application()),
            "GET /oauth2/applications/@me": lambda _: (200, application()),
            "GET /guilds/{guild_id}": lambda _: (200, guild()),
            "GET /guilds/{guild_id}/members/{user_id}": _get_member,
        }

    def _commands(self) -> dict[str, Handler]:
        everywhere = "/applications/{application_id}/commands"
        in_guild = "/applications/{application_id}/guilds/{guild_id}/commands"
        read, write = self._list_commands, self._set_commands
        methods: dict[str, Handler] = {"GET": read, "PUT": write, "POST": self._add_command}
        places = (everywhere, in_guild)
        return {f"{method} {at}": answer for method, answer in methods.items() for at in places}

    def _channels(self) -> dict[str, Handler]:
        return {
            "POST /users/@me/channels": _open_direct_channel,
            "GET /channels/{channel_id}": lambda call: (200, _channel(call)),
            "POST /channels/{channel_id}/typing": self._type,
            "POST /channels/{channel_id}/messages": self._send,
            "GET /channels/{channel_id}/messages/{message_id}": self._get,
            "PATCH /channels/{channel_id}/messages/{message_id}": self._edit,
            "DELETE /channels/{channel_id}/messages/{message_id}": self._delete,
        }

    def _webhooks(self) -> dict[str, Handler]:
        hook = "/webhooks/{webhook_id}/{webhook_token}"
        respond = "POST /interactions/{interaction_id}/{interaction_token}/callback"
        routes: dict[str, Handler] = {respond: self._respond, f"POST {hook}": self._follow_up}
        for message in ("@original", "{message_id}"):
            routes[f"GET {hook}/messages/{message}"] = self._get
            routes[f"PATCH {hook}/messages/{message}"] = self._edit_webhook
            routes[f"DELETE {hook}/messages/{message}"] = self._delete
        return routes

    def _start(self) -> Json:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._gateway_url, "shards": 1, "session_start_limit": limit}

    def _list_commands(self, call: Call) -> Answer:
        return 200, self._world.commands.get(call.parameters.get("guild_id"), [])

    def _set_commands(self, call: Call) -> Answer:
        return 200, self._world.set_commands(call.parameters.get("guild_id"), call.body)

    def _add_command(self, call: Call) -> Answer:
        guild_id = call.parameters.get("guild_id")
        kept = self._world.commands.get(guild_id, [])
        others = [one for one in kept if one["name"] != call.body["name"]]
        return 201, self._world.set_commands(guild_id, [*others, call.body])[-1]

    def _type(self, call: Call) -> Answer:
        _channel(call)
        return NO_CONTENT

    def _send(self, call: Call) -> Answer:
        place = _channel(call)
        reference = call.body.get("message_reference")
        if reference and str(reference["message_id"]) not in self._world.messages:
            raise RefusedError(400, 50035, "Invalid Form Body: message_reference: Unknown message")
        marks = _reply_to(reference, place["id"]) if reference else {}
        return 200, self._world.add_message(place["id"], bot_user(), call.body, **marks)

    def _get(self, call: Call) -> Answer:
        return 200, self._message(call)

    def _edit(self, call: Call) -> Answer:
        return 200, self._world.edit_message(self._message(call), call.body)

    def _edit_webhook(self, call: Call) -> Answer:
        message = self._message(call)
        self._world.edit_message(message, call.body)
        self._interaction(call).show(message["id"])
        return 200, message

    def _delete(self, call: Call) -> Answer:
        del self._world.messages[self._message(call)["id"]]
        return NO_CONTENT

    def _respond(self, call: Call) -> Answer:
        interaction = self._unanswered(call)
        interaction.responded, interaction.response_type = time.monotonic(), call.body["type"]
        self._take_response(interaction, call.body["type"], call.body.get("data") or {})
        if call.query.get("with_response") not in ("1", "true"):
            return NO_CONTENT
        return 200, self._callback(interaction)

    def _take_response(self, interaction: Interaction, kind: int, data: Json) -> None:
        clicked = interaction.payload.get("message") or {}
        if kind in (MESSAGE, LOADING):
            interaction.original = self._new_message(interaction, data)["id"]
        elif kind in (LOADING_UPDATE, UPDATE):
            interaction.original = clicked.get("id")
        elif kind in (CHOICES, MODAL):
            interaction.result = data
        if kind == UPDATE and clicked.get("id") in self._world.messages:
            self._world.edit_message(self._world.messages[clicked["id"]], data)
        interaction.is_loading = kind == LOADING
        if kind in (MESSAGE, UPDATE) and interaction.original:
            interaction.show(interaction.original)

    def _follow_up(self, call: Call) -> Answer:
        interaction = self._interaction(call)
        interaction.follow_ups += 1
        is_user_installed = "0" not in interaction.payload["authorizing_integration_owners"]
        if is_user_installed and interaction.follow_ups > MOST_FOLLOW_UPS_WHEN_USER_INSTALLED:
            raise RefusedError(400, 40094, "Maximum number of follow-up messages reached")
        if interaction.is_loading and interaction.original:
            # Deprecated, but so it is: the first follow-up edits the loading message.
            message = self._world.messages[interaction.original]
            self._world.edit_message(message, call.body)
        else:
            message = self._new_message(interaction, call.body)
        interaction.show(message["id"])
        return (200, message) if call.query.get("wait") in ("1", "true") else NO_CONTENT

    def _new_message(self, interaction: Interaction, body: Json) -> Json:
        payload = interaction.payload
        who = payload.get("user") or payload["member"]["user"]
        owners = payload["authorizing_integration_owners"]
        origin = {"id": payload["id"], "type": payload["type"], "user": who}
        metadata = {**origin, "authorizing_integration_owners": owners}
        if payload.get("message"):
            metadata["interacted_message_id"] = payload["message"]["id"]
        marks = {"application_id": BOT_ID, "webhook_id": BOT_ID, "interaction_metadata": metadata}
        author = bot_user()
        return self._world.add_message(payload["channel_id"], author, body, type=20, **marks)

    def _callback(self, interaction: Interaction) -> Json:
        shared = {"id": interaction.id, "type": interaction.payload["type"]}
        message = self._world.messages.get(interaction.original or "")
        if message is None:
            return {"interaction": shared}
        shared |= {"response_message_id": message["id"]}
        shared["response_message_loading"] = interaction.is_loading
        shared["response_message_ephemeral"] = bool(message["flags"] & EPHEMERAL)
        # Discord's description names only these two, for the deferred kinds as well.
        is_update = interaction.response_type in (LOADING_UPDATE, UPDATE)
        resource = {"type": UPDATE if is_update else MESSAGE, "message": message}
        return {"interaction": shared, "resource": resource}

    def _unanswered(self, call: Call) -> Interaction:
        interaction = self._world.interactions.get(call.parameters["interaction_token"])
        is_known = interaction and interaction.id == call.parameters["interaction_id"]
        if interaction is None or not is_known:
            raise RefusedError(404, 10062, "Unknown interaction")
        if interaction.responded is not None:
            raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
        if call.at - interaction.born > self._first_response_within:
            raise RefusedError(404, 10062, "Unknown interaction")
        return interaction

    def _interaction(self, call: Call) -> Interaction:
        interaction = self._world.interactions.get(call.parameters["webhook_token"])
        if interaction is None or interaction.responded is None:
            raise RefusedError(404, 10015, "Unknown Webhook")
        return interaction

    def _message(self, call: Call) -> Json:
        message = self._world.messages.get(self._message_id(call) or "")
        if message is None:
            raise RefusedError(404, 10008, "Unknown Message")
        return message

    def _message_id(self, call: Call) -> str | None:
        if "message_id" in call.parameters:
            return call.parameters["message_id"]
        return self._interaction(call).original

    def _stored(self, call: Call) -> Mapping[str, Any]:
        """Return the message that a PATCH edits; empty for a new one."""
        if call.method != "PATCH":
            return {}
        token = call.parameters.get("webhook_token", "")
        interaction = self._world.interactions.get(token)
        original = interaction.original if interaction else None
        return self._world.messages.get(call.parameters.get("message_id") or original or "", {})

    def _response_faults(self, call: Call) -> list[str]:
        kind, data = call.body.get("type"), call.body.get("data") or {}
        interaction = self._world.interactions.get(call.parameters["interaction_token"])
        if kind == LOADING:
            return deferral_faults(call.body)
        if kind == MESSAGE:
            return edit_faults({}, data)
        if kind == UPDATE and interaction:
            return edit_faults(interaction.payload.get("message") or {}, data)
        return []


def _reply_to(reference: Json, channel_id: str) -> Json:
    """Mark a message as a reply; Discord need not add the message that it replies to."""
    told = {"type": 0, "channel_id": channel_id, "message_id": str(reference["message_id"])}
    return {"type": REPLY, "message_reference": told}


def _get_user(call: Call) -> Answer:
    person = PEOPLE.get(call.parameters["user_id"])
    if person is None:
        raise RefusedError(404, 10013, "Unknown User")
    return 200, user(person)


def _get_member(call: Call) -> Answer:
    person = PEOPLE.get(call.parameters["user_id"])
    if person is None or call.parameters["guild_id"] != GUILD_ID:
        raise RefusedError(404, 10007, "Unknown Member")
    return 200, member(person)


def _open_direct_channel(call: Call) -> Answer:
    person = PEOPLE.get(str(call.body.get("recipient_id")))
    if person is None:
        raise RefusedError(404, 10013, "Unknown User")
    return 200, direct_channel(person)


def _channel(call: Call) -> Json:
    found = channel(call.parameters["channel_id"])
    if found is None:
        raise RefusedError(404, 10003, "Unknown Channel")
    return found
