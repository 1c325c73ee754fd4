"""The loopback against a tiny real discord.py client, so that tests of the bot can trust it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.bot.limits import COMPONENTS_V2, deferral_faults, edit_faults, message_faults
from tests.bot.loopback import ASKER, NEIGHBOUR, Call, Loopback, Place
from tests.bot.openapi import discord_description

TOKEN = "loopback-token"
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Vote(ui.DynamicItem[ui.Button[Any]], template=r"vote:(?P<way>\w+)"):
    """A button whose way names how the tiny bot answers a click on it."""

    def __init__(self, way: str) -> None:
        super().__init__(ui.Button(label=way, custom_id=f"vote:{way}"))
        self.way = way

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Vote:
        return cls(match["way"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        response = interaction.response
        if self.way == "new":
            await response.send_message(f"in {interaction.locale.value}", ephemeral=True)
        elif self.way == "update":
            await response.edit_message(view=card("updated"))
        elif self.way == "later":
            await response.defer()
            await interaction.edit_original_response(view=card("edited later"))
        elif self.way == "silent":
            await response.defer()
        else:
            await response.send_modal(Reason())


class Reason(ui.Modal, title="Why?"):
    why: ui.TextInput[Any] = ui.TextInput(label="Reason", custom_id="why")

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await interaction.response.send_message(f"because {self.why.value}", ephemeral=True)


def card(text: str) -> ui.LayoutView:
    """Build a card with a link and one button for each way to answer a click."""
    view, ways = ui.LayoutView(timeout=None), ("new", "update", "later", "silent", "modal")
    link: ui.Button[Any] = ui.Button(label="Open", url="https://example.org/lesson")
    section: ui.Section[Any] = ui.Section(ui.TextDisplay(text), accessory=link)
    row: ui.ActionRow[Any] = ui.ActionRow(*(Vote(way) for way in ways))
    return view.add_item(ui.Container(section, row))


class TinyBot(discord.AutoShardedClient):
    def __init__(self, intents: discord.Intents = INTENTS) -> None:
        super().__init__(intents=intents)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.tree.add_command(ask)
        self.tree.add_command(explain)
        self.add_dynamic_items(Vote)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        is_meant = message.guild is None or self.user in message.mentions
        if not message.author.bot and is_meant:
            async with message.channel.typing():
                await message.reply(view=card(f"you wrote {message.content}"))


@app_commands.command()
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def ask(interaction: discord.Interaction[Any], question: str, share: bool = False) -> None:
    """Answer in the way that the question names."""
    if question == "at once":
        await interaction.response.send_message("here", ephemeral=not share)
        return
    await interaction.response.defer(ephemeral=not share)
    if question == "follow up":
        await interaction.followup.send("followed")
    elif question == "too long":
        with pytest.raises(discord.HTTPException, match="too long"):
            await interaction.edit_original_response(view=card("x" * 4001))
        await interaction.edit_original_response(content="sorry")
    else:
        await interaction.edit_original_response(view=card(f"{question} {interaction.locale}"))


@ask.autocomplete("question")
async def propose(
    interaction: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed} at all?", value=typed)]


@app_commands.context_menu(name="Explain")
async def explain(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    await interaction.response.send_message(f"about {message.content}", ephemeral=True)


@asynccontextmanager
async def talking(
    monkeypatch: pytest.MonkeyPatch, bot: TinyBot, **settings: Any
) -> AsyncIterator[Loopback]:
    """Run a loopback and the bot on it."""
    async with Loopback(TOKEN, **settings) as server:
        monkeypatch.setattr(Route, "BASE", server.api)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(server.gateway_url))
        running = asyncio.create_task(bot.start(TOKEN))
        try:
            await server.ready(timeout=20)
            yield server
        finally:
            await bot.close()
            await running


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    async with talking(monkeypatch, TinyBot()) as loopback:
        yield loopback
        assert loopback.violations == []
        assert loopback.unexpected == []


async def test_a_deferred_answer_is_seen_as_the_person_sees_it(server: Loopback) -> None:
    reply = await server.ask("Should I fine-tune?", locale="fr", share=False)
    assert reply.text == "Should I fine-tune? fr"
    assert reply.is_ephemeral
    assert reply.has_components_v2
    assert reply.links == ["https://example.org/lesson"]
    assert 0 < reply.first_response_after < reply.answered_after < 10


async def test_an_immediate_answer_and_a_follow_up_are_seen_too(server: Loopback) -> None:
    at_once = await server.ask("at once", share=True)
    assert (at_once.text, at_once.is_ephemeral) == ("here", False)
    followed = await server.ask("follow up")
    assert (followed.text, followed.is_ephemeral) == ("followed", True)


@pytest.mark.parametrize("place", list(Place))
async def test_commands_work_in_every_place(server: Loopback, place: Place) -> None:
    assert (await server.ask("where", place=place)).text == "where en-US"


async def test_many_people_are_answered_each_their_own(server: Loopback) -> None:
    replies = await asyncio.gather(*(server.ask(f"question {n}", by=ASKER) for n in range(8)))
    assert [reply.text for reply in replies] == [f"question {n} en-US" for n in range(8)]


async def test_an_option_that_is_not_registered_is_refused(server: Loopback) -> None:
    with pytest.raises(AssertionError, match="has the options"):
        await server.ask("where", colour="blue")


async def test_clicks_are_answered_in_all_ways(server: Loopback) -> None:
    asked = await server.ask("card")
    new = await server.click(asked.button("new"), message=asked, locale="fr")
    assert (new.text, new.is_ephemeral) == ("in fr", True)
    updated = await server.click(asked.button("update"), message=asked)
    assert (updated.text, updated.id) == ("updated", asked.id)
    edited = await server.click(asked.button("later"), message=asked, by=NEIGHBOUR)
    assert (edited.text, edited.id, edited.is_ephemeral) == ("edited later", asked.id, True)
    silent = await server.click(asked.button("silent"), message=asked, silent=True)
    assert silent.text == "edited later"


async def test_a_modal_opens_and_can_be_sent_off(server: Loopback) -> None:
    asked = await server.ask("card")
    opened = await server.click(asked.button("modal"), message=asked)
    assert opened.modal
    assert (await server.submit(opened, {"why": "too old"}, message=asked)).text == (
        "because too old"
    )


async def test_a_button_that_is_not_there_cannot_be_clicked(server: Loopback) -> None:
    asked = await server.ask("card")
    with pytest.raises(AssertionError, match="vote:new"):
        await server.click("vote:gone", message=asked)


async def test_autocomplete_and_message_menu(server: Loopback) -> None:
    choices = await server.complete("ask", "question", "why")
    assert choices == [{"name": "why at all?", "value": "why"}]
    assert (await server.use_menu("Explain", "LoRA")).text == "about LoRA"


async def test_direct_messages_and_mentions_are_answered(server: Loopback) -> None:
    direct = await server.direct_message("hello", by=NEIGHBOUR)
    assert direct.text == "you wrote hello"
    assert direct.first_response_after < direct.answered_after
    mentioned = await server.mention("hello")
    assert mentioned.text.endswith("> hello")
    await server.delete(mentioned.prompted_by)
    clicked = await server.click(mentioned.button("new"), message=mentioned)
    assert clicked.text == "in en-US"


async def test_chatter_is_left_alone(server: Loopback) -> None:
    await server.chatter()
    await server.expect_silence(0.3)


async def test_silence_that_is_broken_is_noticed(server: Loopback) -> None:
    with pytest.raises(AssertionError, match="kept silent"):
        await asyncio.gather(server.expect_silence(0.5), server.mention("hello"))


async def test_a_dropped_connection_is_resumed_and_nothing_is_lost(server: Loopback) -> None:
    await server.drop_connections()
    assert (await server.ask("after the drop", timeout=20)).text == "after the drop en-US"
    await server.wait_for(lambda call: call.path == "RESUME", awaited="a RESUME")
    assert [call.path for call in server.calls].count("IDENTIFY") == 1


@pytest.mark.parametrize("is_resumable", [True, False])
async def test_an_invalid_session_begins_anew(server: Loopback, is_resumable: bool) -> None:
    before = len(server.calls)
    await server.invalidate_session(is_resumable=is_resumable)
    expected = "RESUME" if is_resumable else "IDENTIFY"
    await server.wait_for(lambda call: call.path == expected, since=before, awaited=expected)
    await server.reconnected()
    assert (await server.ask("again")).text == "again en-US"


async def test_unknown_events_and_operations_do_no_harm(server: Loopback) -> None:
    await server.send_event("SOMETHING_NEW", {"id": "1"})
    await server.send_frame({"op": 99, "d": None, "s": None, "t": None})
    assert (await server.ask("still there")).text == "still there en-US"


async def test_ordered_faults_arrive_and_pass(server: Loopback) -> None:
    server.fail_next(500, method="PATCH", path="@original")
    assert (await server.ask("patience")).text == "patience en-US"
    server.limit_next(retry_after=0.1, path="@original")
    assert (await server.ask("patience")).text == "patience en-US"
    assert [call.status for call in server.calls if call.method == "PATCH"] == [500, 200, 429, 200]


async def test_a_forgotten_interaction_has_no_answer(server: Loopback) -> None:
    server.forget_next_interaction()
    with pytest.raises(AssertionError, match=r"an answer to /ask(.|\n)*callback -> 404"):
        await server.ask("too late", timeout=0.5)


async def test_heartbeats_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    async with talking(monkeypatch, TinyBot(), heartbeat_every=0.2) as server:
        for _ in range(3):
            beat = await server.wait_for(_is_heartbeat, since=len(server.calls), timeout=5)
            assert isinstance(beat.body, int)


async def test_a_late_first_response_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async with talking(monkeypatch, TinyBot(), first_response_within=0.0) as server:
        with pytest.raises(AssertionError, match="Waited"):
            await server.ask("late", timeout=0.5)
        assert server.calls[-1].answer["code"] == 10062


async def test_what_breaks_a_limit_is_refused_and_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with talking(monkeypatch, TinyBot()) as server:
        assert (await server.ask("too long")).text == "sorry"
        (violation,) = server.violations
        assert re.search(r"^PATCH .*@original: .*content: 'x+ … x+' is too long$", violation)


async def test_privileged_intents_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bot = TinyBot(INTENTS | discord.Intents(message_content=True))
    async with Loopback(TOKEN) as server:
        monkeypatch.setattr(Route, "BASE", server.api)
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await bot.start(TOKEN)
        assert server.violations == ["GATEWAY IDENTIFY: privileged intents MESSAGE_CONTENT."]
        with pytest.raises(AssertionError, match="to identify and register commands"):
            await server.ready(timeout=0.1)


async def test_a_wrong_token_is_refused_by_rest_and_gateway(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Loopback(TOKEN) as server, aiohttp.ClientSession() as session:
        async with session.get(f"{server.api}/users/@me") as response:
            assert response.status == 401
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.receive()
            await socket.send_json({"op": 2, "d": {"token": "other", "intents": 1}})
            await socket.receive()
            assert socket.close_code == 4004
        monkeypatch.setattr(Route, "BASE", server.api)
        bot = TinyBot()
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")
        await bot.close()


async def test_a_message_without_its_intent_is_not_delivered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with talking(monkeypatch, TinyBot(discord.Intents(guilds=True))) as server:
        with pytest.raises(AssertionError, match="lacks intent"):
            await server.direct_message("hello")


async def test_unknown_routes_and_multipart_are_recorded() -> None:
    async with Loopback(TOKEN) as server, aiohttp.ClientSession() as session:
        session.headers["Authorization"] = f"Bot {TOKEN}"
        async with session.get(f"{server.api}/no/such/route") as response:
            assert response.status == 404
            assert response.headers["Content-Type"] == "application/json"
        form = aiohttp.FormData({"payload_json": '{"content": 5}'})
        form.add_field("files[0]", b"x", filename="x.txt")
        url = f"{server.api}/channels/1000000000000000003/messages"
        async with session.post(url, data=form) as response:
            assert response.status == 400
        assert [call.path for call in server.unexpected] == ["/no/such/route"]
        assert server.calls[-1].files == ("x.txt",)
        assert "$.content: 5 is not of type" in server.violations[0]


def test_a_schema_fault_names_its_place_below_many_alternatives() -> None:
    rules = discord_description()
    operation = rules.operation("PATCH", "/webhooks/1/token/messages/@original")
    assert operation is not None
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x" * 81}]}
    body = {"flags": COMPONENTS_V2, "components": [{"type": 17, "components": [row]}]}
    (fault,) = rules.faults(operation, body)
    assert fault.startswith("$.components[0].components[0].components[0].label: ")
    assert "too long" in fault


@pytest.mark.parametrize(
    ("components", "complaint"),
    [
        ([{"type": 10, "content": "x"}] * 41, "41, allowed are 40"),
        ([{"type": 10, "content": "x" * 2001}] * 2, "4,002, allowed are 4,000"),
        ([{"type": 10, "content": "語" * 3400}], "10,212, allowed are 10,170"),
        ([{"type": 2, "custom_id": "same"}] * 2, "'same' is used 2 times"),
        ([{"type": 2, "label": "x" * 81}], "81, allowed are 80"),
        ([{"type": 2, "url": "x" * 513}], "513, allowed are 512"),
        ([], "needs at least one"),
    ],
)
def test_every_limit_of_components_v2_is_checked(components: list[Any], complaint: str) -> None:
    (fault,) = message_faults({"flags": COMPONENTS_V2, "components": components})
    assert complaint in fault


def test_a_message_stays_components_v2_and_a_deferral_only_ephemeral() -> None:
    shown = {"flags": COMPONENTS_V2, "components": [{"type": 10, "content": "x"}]}
    assert edit_faults({}, shown) == []
    assert "never be removed" in edit_faults(shown, {"flags": 4})[-1]
    assert "content: not allowed" in edit_faults(shown, {"content": "text"})[0]
    assert deferral_faults({"type": 5, "data": {"flags": 64}}) == []
    assert deferral_faults({"type": 5, "data": {"flags": COMPONENTS_V2}})


def _is_heartbeat(call: Call) -> bool:
    return call.path == "HEARTBEAT"
