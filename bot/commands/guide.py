"""Door: ``/guide``, and the form that comes back filled in."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands, ui

from bot.cards import container
from bot.case import decode
from bot.commands import form
from bot.commands.apology import apologise
from bot.commands.case import case_button, open_form
from bot.commands.share import ShareButton
from bot.commands.translation import phrase
from bot.pace import Pace
from bot.parts import quote
from bot.wording import Wording, spoken, wording
from index.leaning.guide import Guide
from index.resource import FALLBACK_LANGUAGE, Answer

Interaction: TypeAlias = discord.Interaction[Any]
ReadGuide: TypeAlias = Callable[[], Guide | None]
Lean: TypeAlias = Callable[[Sequence[str], str], Awaitable[Answer | None]]
"""Takes circumstances and the language to answer in; gives None where there is no guide."""


def guide_command(read_guide: ReadGuide) -> app_commands.Command[Any, ..., None]:
    """Make the command that opens an empty form."""

    @app_commands.command(name=phrase("guide_name"), description=phrase("guide_description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def command(interaction: Interaction) -> None:
        language = spoken(interaction.locale.value) or FALLBACK_LANGUAGE
        await open_form(interaction, read_guide(), (), language)

    return command


class Forms:
    """Answers the forms that people send; works after a restart, for all is in the form."""

    def __init__(self, lean: Lean, read_guide: ReadGuide, pace: Pace) -> None:
        """Answer by `lean`, no faster than `pace`."""
        self._lean = lean
        self._read_guide = read_guide
        self._pace = pace

    async def hear(self, interaction: Interaction) -> None:
        """Answer a form that is ours; who sent it reads one sentence when it cannot be done."""
        data: Any = interaction.data or {}
        match = re.fullmatch(form.CUSTOM_ID, data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or match is None:
            return
        try:
            codes = "".join(form.read_form(data.get("components", ())))
            await self._answer(interaction, codes, match["language"])
        except Exception as error:  # noqa: BLE001 - a door: discord.py would only log it
            await apologise(interaction, error, "The form")

    async def _answer(self, interaction: Interaction, codes: str, language: str) -> None:
        words, guide = wording(language), self._read_guide()
        if self._pace.judge(interaction.user.id) != "welcome":
            await interaction.response.send_message(words.slow_down, ephemeral=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        answer = await self._lean(decode(codes, guide), language) if guide else None
        if answer is None:
            await interaction.edit_original_response(content=words.no_guide)
        else:
            await interaction.edit_original_response(view=view(answer, words))


def view(answer: Answer, words: Wording) -> ui.LayoutView:
    """Lay out what the form came to, for who sent it alone: to share, or to change."""
    layout = ui.LayoutView(timeout=None)
    layout.add_item(container(answer, words, quote(answer.question or words.nothing_chosen)))
    layout.add_item(ui.ActionRow(ShareButton(words.share), case_button(answer, words.change_case)))
    return layout
