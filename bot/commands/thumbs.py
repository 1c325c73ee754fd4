"""Door: thumb up and thumb down under an answer that only the asker sees."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, ClassVar, Self, TypeAlias, cast

import discord
from discord import ui

from bot import trouble
from bot.commands.apology import apologise
from bot.commands.pressed import Pressed, redrawn
from bot.feedback import Said, Verdict
from bot.mentions import without_mentions
from bot.parts import QUOTE, unquote
from bot.wording import Wording, spoken, wording
from index.resource import Answer, Band

Interaction: TypeAlias = discord.Interaction[Any]

TEMPLATE = (
    r"sift:thumb:1:(?P<verdict>helpful|unhelpful):(?P<language>[\w-]{1,8}):"
    r"(?P<band>answer|maybe|none):(?P<percent>\d{1,3}):(?P<resources>[\w.]*)"
)
"""All of an answer but the question, which is in the message; the number is as for Share."""
MOST_RESOURCES = 4
"""Of ten characters each, so that the custom id stays below Discord's 100."""
THUMBS: dict[Verdict, str] = {"helpful": "👍", "unhelpful": "👎"}


class ThumbButton(ui.DynamicItem[ui.Button[Any]], template=TEMPLATE):
    """Hands what a person thinks of the answer above to the client's `keep`; outlives a restart."""

    _pressed: ClassVar[Pressed] = Pressed()

    def __init__(self, label: str, said: Said) -> None:
        """Label the button; `said` has no question yet."""
        thumb, custom_id = THUMBS[said.verdict], _custom_id(said)
        super().__init__(ui.Button(label=label, emoji=thumb, custom_id=custom_id))
        self._said = said

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the answer out of the custom id."""
        return cls("", _said(match))

    async def callback(self, interaction: Interaction) -> None:
        """Show the press, thank for it and keep it, once."""
        message = interaction.message
        if message is None or not self._pressed.is_first(interaction.client, message.id):
            await interaction.response.defer()
            return
        try:
            await interaction.response.edit_message(view=redrawn(message, self._settle))
        except Exception as error:  # noqa: BLE001 - a door: discord.py would only log it
            self._pressed.forget(interaction.client, message.id)
            await apologise(interaction, error, "A thumb")
            return
        if interaction.client.keep is not None:
            await _thank(interaction)
            await self._keep(interaction, message)

    def _settle(self, button: ui.Button[Any]) -> None:
        """Let no thumb of the message be pressed again; the one that was stands out."""
        if re.fullmatch(TEMPLATE, button.custom_id or ""):
            button.disabled = True
            if button.custom_id == self.custom_id:
                button.style = discord.ButtonStyle.primary

    async def _keep(self, interaction: Interaction, message: discord.Message) -> None:
        question = await _asked(interaction, message)
        if question:
            interaction.client.keep(replace(self._said, question=question))


def thumbs(answer: Answer, words: Wording) -> list[ThumbButton]:
    """Make both buttons."""
    labels: dict[Verdict, str] = {"helpful": words.helpful, "unhelpful": words.unhelpful}
    resources = tuple(hit.resource.id for hit in answer.hits[:MOST_RESOURCES])
    return [
        ThumbButton(
            label, Said("", answer.language, answer.band, answer.confidence, resources, verdict)
        )
        for verdict, label in labels.items()
    ]


def _custom_id(said: Said) -> str:
    percent, resources = round(said.confidence * 100), ".".join(said.resources)
    return f"sift:thumb:1:{said.verdict}:{said.language}:{said.band}:{percent}:{resources}"


def _said(match: re.Match[str]) -> Said:
    resources = tuple(filter(None, match["resources"].split(".")))
    verdict, band = cast(Verdict, match["verdict"]), cast(Band, match["band"])
    return Said("", match["language"], band, int(match["percent"]) / 100, resources, verdict)


async def _thank(interaction: Interaction) -> None:
    words = wording(spoken(interaction.locale.value) or "")
    try:
        await interaction.followup.send(words.thanks, ephemeral=True)
    except discord.HTTPException as error:
        trouble.note(error, "Thanks")


async def _asked(interaction: Interaction, message: discord.Message) -> str:
    """Give the question: quoted in the answer, or the message it replies to; empty when gone."""
    layout = ui.LayoutView.from_message(message, timeout=None)
    texts = (item.content for item in layout.walk_children() if isinstance(item, ui.TextDisplay))
    first = next(texts, "")
    if first.startswith(QUOTE):
        return unquote(first)
    try:
        return without_mentions(await _replied_to(message), interaction.client.user.id)
    except discord.HTTPException as error:
        trouble.note(error, "A thumb")
        return ""


async def _replied_to(message: discord.Message) -> str:
    reference = message.reference
    if reference is None or reference.message_id is None:
        return ""
    said = reference.resolved or await message.channel.fetch_message(reference.message_id)
    return said.content if isinstance(said, discord.Message) else ""
