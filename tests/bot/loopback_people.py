"""What people do with the bot: ask, complete, click, fill in, write, mention, delete."""

# ruff: noqa: ASYNC109 - the test says how patient it is; every wait names what it waited for.

from __future__ import annotations

from copy import deepcopy
from time import monotonic

from tests.bot import loopback_events as events
from tests.bot.loopback_calls import Call
from tests.bot.loopback_events import Place
from tests.bot.loopback_gateway import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.bot.loopback_reply import Reply
from tests.bot.loopback_running import Running
from tests.bot.loopback_world import (
    ASKER,
    CHANNEL_ID,
    GUILD_ID,
    NEIGHBOUR,
    Interaction,
    Json,
    Person,
    user,
)


class People(Running):
    """A running loopback whose people talk to the bot."""

    async def ask(
        self,
        question: str,
        *,
        by: Person = ASKER,
        locale: str = "en-US",
        place: Place = Place.GUILD,
        timeout: float = 10,
        **options: str | bool | float,
    ) -> Reply:
        """Use `/ask` and return what the person gets to see."""
        given = {"question": question, **options}
        return await self.command(
            "ask", by=by, locale=locale, place=place, timeout=timeout, **given
        )

    async def command(
        self,
        name: str,
        *,
        by: Person = ASKER,
        locale: str = "en-US",
        place: Place = Place.GUILD,
        timeout: float = 10,
        **options: str | bool | float,
    ) -> Reply:
        """Use any slash command."""
        data = events.command_data(self._world.find_command(name), name, options)
        payload = events.interaction(events.COMMAND, data, by, locale, place)
        return await self._interact(payload, timeout, f"an answer to /{name} {options}")

    async def complete(
        self,
        name: str,
        option: str,
        typed: str,
        *,
        by: Person = ASKER,
        locale: str = "en-US",
        timeout: float = 10,
    ) -> list[Json]:
        """Type in an option of a command and return the choices that the bot proposes."""
        data = events.command_data(self._world.find_command(name), name, {option: typed})
        focused = events.focus(data, option)
        payload = events.interaction(events.AUTOCOMPLETE, focused, by, locale, Place.GUILD)
        awaited = f"choices for {option} of /{name}"
        interaction = await self._finish(payload, timeout, awaited)
        return list((interaction.result or {}).get("choices", []))

    async def use_menu(
        self,
        name: str,
        text: str,
        *,
        by: Person = ASKER,
        locale: str = "en-US",
        timeout: float = 10,
    ) -> Reply:
        """Use a command from the context menu of a neighbour's message with this text."""
        author = user(NEIGHBOUR)
        message = self._world.add_message(CHANNEL_ID, author, {"content": text})
        command = self._world.find_command(name, events.MESSAGE_MENU)
        data = events.menu_data(command, name, deepcopy(message))
        payload = events.interaction(events.COMMAND, data, by, locale, Place.GUILD)
        return await self._interact(payload, timeout, f"an answer to the menu {name!r}")

    async def click(
        self,
        custom_id: str,
        *,
        message: Reply,
        by: Person = ASKER,
        locale: str = "en-US",
        timeout: float = 10,
        silent: bool = False,
    ) -> Reply:
        """Click a button; `silent` when the bot is to acknowledge it without showing anything."""
        stored = deepcopy(self._world.messages[message.id])
        data, place = events.click_data(stored, custom_id), events.place_of(stored)
        payload = events.interaction(events.COMPONENT, data, by, locale, place, message=stored)
        awaited = f"an answer to the click on {custom_id}"
        return await self._interact(payload, timeout, awaited, silent=silent)

    async def submit(
        self,
        form: Reply,
        values: dict[str, str],
        *,
        message: Reply | None = None,
        by: Person = ASKER,
        locale: str = "en-US",
        timeout: float = 10,
        silent: bool = False,
    ) -> Reply:
        """Send off the modal that the bot opened, on `message` if a button opened it."""
        assert form.modal, "The bot opened no modal to fill in."
        stored = deepcopy(self._world.messages[message.id]) if message else None
        place = events.place_of(stored) if stored else Place.GUILD
        data = events.form_data(form.modal, values)
        payload = events.interaction(events.FORM, data, by, locale, place, message=stored)
        return await self._interact(payload, timeout, "an answer to the form", silent=silent)

    async def direct_message(self, text: str, *, by: Person = ASKER, timeout: float = 10) -> Reply:
        """Write to the bot directly and return its first message there."""
        said = await self._say(by.direct_channel, by, {"content": text}, DIRECT_MESSAGES)
        return await self._reply_in_channel(said, timeout)

    async def mention(self, text: str, *, by: Person = ASKER, timeout: float = 10) -> Reply:
        """Mention the bot in the guild's channel and return its first message there."""
        said = await self._say(CHANNEL_ID, by, events.mentioning(text), GUILD_MESSAGES)
        return await self._reply_in_channel(said, timeout)

    async def chatter(self, *, by: Person = ASKER) -> None:
        """Write in the guild's channel without a mention; Discord hides the content then."""
        await self._say(CHANNEL_ID, by, {"content": ""}, GUILD_MESSAGES)

    async def delete(self, message_id: str) -> None:
        """Delete a message in the guild's channel, as its author or a moderator would."""
        gone = self._world.messages.pop(message_id)
        data = {"id": message_id, "channel_id": gone["channel_id"], "guild_id": GUILD_ID}
        await self._gateway.dispatch("MESSAGE_DELETE", data, GUILD_MESSAGES)

    async def _interact(
        self, payload: Json, timeout: float, awaited: str, *, silent: bool = False
    ) -> Reply:
        """Return what the person gets to see of an interaction."""
        interaction = await self._finish(payload, timeout, awaited, silent=silent)
        message = self._world.messages.get(interaction.shown or interaction.original or "", {})
        responded = interaction.responded or interaction.born
        first = responded - interaction.born
        shown = max(interaction.shown_at, responded) - interaction.born
        return Reply(deepcopy(message), first, shown, interaction.id, interaction.result)

    async def _finish(
        self, payload: Json, timeout: float, awaited: str, *, silent: bool = False
    ) -> Interaction:
        interaction = self._world.add_interaction(payload)
        await self._gateway.dispatch("INTERACTION_CREATE", payload)

        def is_done() -> bool:
            return interaction.is_settled or (silent and interaction.responded is not None)

        await self._journal.until(is_done, timeout, awaited)
        return interaction

    async def _say(self, channel_id: str, by: Person, body: Json, intent: int) -> Json:
        mentions = body.pop("mentions", [])
        message = self._world.add_message(channel_id, user(by), body, mentions=mentions)
        said = {"id": message["id"], "channel_id": channel_id, "at": monotonic()}
        said["since"] = len(self.calls)
        await self._gateway.dispatch("MESSAGE_CREATE", events.spoken(message, by), intent)
        return said

    async def _reply_in_channel(self, said: Json, timeout: float) -> Reply:
        place, since = f"/channels/{said['channel_id']}/", said["since"]

        def is_answer(call: Call) -> bool:
            is_message = call.method == "POST" and call.path == f"{place}messages"
            return is_message and call.status == 200 and _answers(call, said["id"])

        awaited = "an answer in the channel"
        call = await self.wait_for(is_answer, timeout, since=since, awaited=awaited)
        first = next(one for one in self.calls[since:] if one.path.startswith(place))
        times = (first.at - said["at"], call.at - said["at"])
        return Reply(call.answer, *times, prompted_by=said["id"])


def _answers(call: Call, message_id: str) -> bool:
    """Whether a message refers to this one, or to none."""
    reference = call.body.get("message_reference")
    return reference is None or str(reference["message_id"]) == message_id
