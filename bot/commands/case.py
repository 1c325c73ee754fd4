"""Door: the button under a leaning that opens the form, filled in with what was said."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Self, TypeAlias

import discord
from discord import ui

from bot.case import decode, encode
from bot.commands.apology import apologise
from bot.commands.form import form
from bot.wording import Wording, spoken, wording
from index.leaning.guide import Guide
from index.resource import FALLBACK_LANGUAGE, Answer

Interaction: TypeAlias = discord.Interaction[Any]

TEMPLATE = r"sift:case:1:(?P<language>[a-z]{2}):(?P<codes>[\w-]*)"
"""The number is as for Share."""
MOST_CODES = 100 - len("sift:case:1:en:")
"""Letters: as many as Discord's limit on a custom id leaves, enough for 28 circumstances."""


class CaseButton(ui.DynamicItem[ui.Button[Any]], template=TEMPLATE):
    """Opens the form; works after a restart and with another guide, for the codes tell the case."""

    def __init__(self, label: str, language: str, codes: str) -> None:
        """Label the button; the form is in `language`, what `codes` stand for is filled in."""
        custom_id = f"sift:case:1:{language}:{codes}"
        super().__init__(ui.Button(label=label, custom_id=custom_id))
        self._language, self._codes = language, codes

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the case out of the custom id."""
        return cls("", match["language"], match["codes"])

    async def callback(self, interaction: Interaction) -> None:
        """Open the form; who presses reads one sentence when it cannot be done."""
        try:
            guide: Guide | None = interaction.client.guide
            chosen = decode(self._codes, guide) if guide else []
            await open_form(interaction, guide, chosen, self._language)
        except Exception as error:  # noqa: BLE001 - a door: discord.py would only log it
            await apologise(interaction, error, "The form")


async def open_form(
    interaction: Interaction, guide: Guide | None, chosen: Collection[str], language: str
) -> None:
    """Open the form, or say that there is no guide to fill it from."""
    words = wording(language)
    if guide is None or not guide.circumstances:
        await interaction.response.send_message(words.no_guide, ephemeral=True)
    else:
        await interaction.response.send_modal(form(guide, chosen, language, words))


def check_button(answer: Answer, words: Wording) -> list[CaseButton]:
    """Make the button under a leaning; none under any other answer."""
    return [case_button(answer, words.check_case)] if answer.leaning else []


def case_button(answer: Answer, label: str) -> CaseButton:
    """Make the button that opens the form filled in with what an answer rests on."""
    stated = answer.leaning.factors if answer.leaning else ()
    language = spoken(answer.language) or FALLBACK_LANGUAGE
    return CaseButton(label, language, encode(stated, MOST_CODES))


def is_case_button(button: ui.Button[Any]) -> bool:
    """Tell such a button of a message from others."""
    return re.fullmatch(TEMPLATE, button.custom_id or "") is not None
