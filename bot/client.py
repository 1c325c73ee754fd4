"""The Discord client: what it hears, and what becomes of errors."""

from __future__ import annotations

import asyncio
import logging
import sys
from functools import partial
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot import log, trouble
from bot.answer import Answerer
from bot.commands.apology import apologise
from bot.commands.ask import ask_command
from bot.commands.case import CaseButton
from bot.commands.guide import Forms, guide_command
from bot.commands.share import ShareButton
from bot.commands.thumbs import ThumbButton
from bot.commands.translation import WordingTranslator
from bot.connection import run_until_told_to_stop, stay_connected
from bot.direct import Direct
from bot.feedback import FILE
from bot.keeper import Keep, Keeper, noting_misses
from bot.pace import Pace
from bot.settings import BotSettings
from bot.sync import sync_if_changed
from index.generation import current_name
from index.leaning.guide import Guide
from index.search import open_search
from index.settings import IndexSettings

RECORD = "commands.json"
"""File below the data folder that tells which commands are registered."""

_log = logging.getLogger("sift")


def run(bot_settings: BotSettings, index_settings: IndexSettings) -> None:
    """Run the bot until it is told to stop; raise SiftError when it cannot work."""
    log.configure()
    discord.http.Route.BASE = bot_settings.api
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    run_until_told_to_stop(_serve(bot_settings, index_settings))


async def _serve(bot_settings: BotSettings, index_settings: IndexSettings) -> None:
    search = await asyncio.to_thread(open_search, index_settings)
    read_name = partial(current_name, index_settings.root)
    answerer = Answerer(search, read_name, partial(open_search, index_settings))
    keeper = Keeper(index_settings.data / FILE)
    keep = keeper.keep if bot_settings.keeps_questions else None

    async def connect() -> None:
        home, data = bot_settings.home_guild, index_settings.data
        async with SiftClient(answerer, home, data, keep) as client:
            await client.login(bot_settings.token)
            # discord.py begins a new session at a fixed address, whatever Discord or a proxy says.
            _, address, _ = await client.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = URL(address)
            await client.connect()

    try:
        await stay_connected(connect)
    finally:
        await answerer.close()
        keeper.close()


def intents() -> discord.Intents:
    """Give the events to hear: none is privileged, yet the text of what is meant for us comes."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class SiftTree(app_commands.CommandTree["SiftClient"]):
    """Commands whose errors reach the asker as one sentence."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Log the error and tell the asker."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await apologise(interaction, cause, "A command")


class SiftClient(discord.AutoShardedClient):
    """Hears commands, direct messages and mentions, and keeps nothing of them but by `keep`."""

    def __init__(
        self, answerer: Answerer, home_guild: int | None, data: Path, keep: Keep | None = None
    ) -> None:
        """Answer by `answerer`; commands go to `home_guild` alone, or everywhere without it.

        What people say goes to `keep`; without it nothing is kept and no thumbs are shown.
        """
        super().__init__(
            intents=intents(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = SiftTree(self)
        self.keep = keep
        self._answerer = answerer
        self._home_guild = home_guild
        self._record = data / RECORD
        pace, has_thumbs = Pace(), keep is not None
        ask = noting_misses(answerer.answer, keep) if keep else answerer.answer
        self._direct = Direct(ask, pace, has_thumbs=has_thumbs)
        place = discord.Object(home_guild) if home_guild else None
        self.tree.add_command(ask_command(ask, pace, has_thumbs=has_thumbs), guild=place)
        self.tree.add_command(guide_command(answerer.guide), guild=place)
        self._forms = Forms(answerer.lean, answerer.guide, pace)

    @property
    def guide(self) -> Guide | None:
        """Give the decision guide of the live index; None where it has none."""
        return self._answerer.guide()

    async def setup_hook(self) -> None:
        """Get ready before the first event comes."""
        self.add_dynamic_items(ShareButton, ThumbButton, CaseButton)
        await self.tree.set_translator(WordingTranslator())
        await self._answerer.start()
        await sync_if_changed(self.tree, self._home_guild, self._record)

    async def on_ready(self) -> None:
        """Tell that it works; Discord may say so more than once."""
        _log.info("Ready as %s in %d servers.", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is meant for the bot."""
        if self.user is not None:
            await self._direct.hear(message, self.user.id)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the forms; commands and buttons find their way without."""
        await self._forms.hear(interaction)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log whatever an event broke on; the client goes on."""
        error = sys.exc_info()[1]
        if error is not None:
            trouble.note(error, event_method)
