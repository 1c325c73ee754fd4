"""One sentence to the asker when a command or a button broke."""

from __future__ import annotations

from typing import Any, TypeAlias

import discord

from bot import trouble
from bot.wording import spoken, wording

Interaction: TypeAlias = discord.Interaction[Any]


async def apologise(interaction: Interaction, error: BaseException, place: str) -> None:
    """Log an error that reached the door `place`; tell the asker where Discord still takes that."""
    trouble.note(error, place)
    if isinstance(error, discord.NotFound | discord.InteractionResponded):
        return
    sentence = trouble.sentence(error, wording(spoken(interaction.locale.value) or ""))
    try:
        await _say(interaction, sentence)
    except discord.HTTPException as refusal:
        trouble.note(refusal, "An apology")


async def _say(interaction: Interaction, sentence: str) -> None:
    if not interaction.response.is_done():
        await interaction.response.send_message(sentence, ephemeral=True)
    elif interaction.type is discord.InteractionType.component:
        await interaction.followup.send(sentence, ephemeral=True)
    else:
        await interaction.edit_original_response(content=sentence)
