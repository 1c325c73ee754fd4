"""Door: the Share button under an answer that only the asker sees."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, ClassVar, Self, TypeAlias

import discord
from discord import ui

from bot.commands.apology import apologise
from bot.commands.case import is_case_button
from bot.commands.pressed import Pressed, redrawn
from bot.parts import QUOTE, name_asker
from bot.wording import Wording, spoken, wording

Interaction: TypeAlias = discord.Interaction[Any]

CUSTOM_ID = "sift:share:1"
"""The number is that of the layout of the message around the button; readers of old ones stay."""


class ShareButton(ui.DynamicItem[ui.Button[Any]], template=re.escape(CUSTOM_ID)):
    """Posts the answer above it for everyone; works after a restart, for all is in the message."""

    _shared: ClassVar[Pressed] = Pressed()

    def __init__(self, label: str) -> None:
        """Label the button."""
        super().__init__(ui.Button(label=label, custom_id=CUSTOM_ID))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Take the button as it stands in the message."""
        return cls(item.label or "" if isinstance(item, ui.Button) else "")

    async def callback(self, interaction: Interaction) -> None:
        """Share once; the asker reads one sentence when it cannot be done."""
        words = wording(spoken(interaction.locale.value) or "")
        message = interaction.message
        if message is None or not self._shared.is_first(interaction.client, message.id):
            await interaction.response.defer()
            return
        try:
            await _share(interaction, message, words)
        except Exception as error:  # noqa: BLE001 - a door: discord.py would only log it
            self._shared.forget(interaction.client, message.id)
            await apologise(interaction, error, "Sharing")


async def _share(interaction: Interaction, message: discord.Message, words: Wording) -> None:
    public = shared_view(
        ui.LayoutView.from_message(message, timeout=None), interaction.user.id, words
    )
    if public is None:
        await interaction.response.send_message(words.cannot_share, ephemeral=True)
        return
    await interaction.response.edit_message(view=_with_button(message, words.shared, is_done=True))
    try:
        await interaction.followup.send(view=public, wait=True)
    except discord.HTTPException:
        await interaction.edit_original_response(
            view=_with_button(message, words.share, is_done=False)
        )
        raise


def shared_view(own: ui.LayoutView, person: int, words: Wording) -> ui.LayoutView | None:
    """Rebuild an answer for everyone, naming who asked; None when it is not laid out as ours."""
    box = next((item for item in own.children if isinstance(item, ui.Container)), None)
    top = box.children[0] if box and box.children else None
    if box is None or not isinstance(top, ui.TextDisplay) or not top.content.startswith(QUOTE):
        return None
    top.content = name_asker(top.content, person, words)
    public = ui.LayoutView(timeout=None).add_item(box)
    buttons = [item for item in own.walk_children() if isinstance(item, ui.Button)]
    for button in filter(is_case_button, buttons):
        public.add_item(ui.ActionRow(ui.Button(label=words.check_case, custom_id=button.custom_id)))
    # Ended, so that discord.py keeps no layout: a press finds its button by the custom id.
    public.stop()
    return public


def _with_button(message: discord.Message, label: str, *, is_done: bool) -> ui.LayoutView:
    return redrawn(message, partial(_relabel, label=label, is_done=is_done))


def _relabel(button: ui.Button[Any], label: str, *, is_done: bool) -> None:
    if button.custom_id == CUSTOM_ID:
        button.label, button.disabled = label, is_done
