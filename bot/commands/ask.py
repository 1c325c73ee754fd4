"""Door: ``/ask``."""

from __future__ import annotations

from typing import Any, TypeAlias

import discord
from discord import app_commands, ui

from bot.answer import Ask
from bot.cards import container
from bot.commands.case import check_button
from bot.commands.share import ShareButton
from bot.commands.thumbs import thumbs
from bot.commands.translation import phrase
from bot.pace import Pace
from bot.parts import name_asker, quote
from bot.wording import Wording, spoken, wording
from index.language import detect
from index.resource import Answer
from index.search import LONGEST_QUESTION, has_words

Interaction: TypeAlias = discord.Interaction[Any]
Question = app_commands.Range[str, None, LONGEST_QUESTION]


def ask_command(ask: Ask, pace: Pace, *, has_thumbs: bool) -> app_commands.Command[Any, ..., None]:
    """Make the command that answers by `ask`; the asker's own answer can have thumbs to press."""

    @app_commands.command(name=phrase("command_name"), description=phrase("command_description"))
    @app_commands.rename(question=phrase("question_name"), share=phrase("share_name"))
    @app_commands.describe(
        question=phrase("question_description"), share=phrase("share_description")
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def command(interaction: Interaction, question: Question, share: bool = False) -> None:
        refusal = _refusal(question, interaction.locale.value, pace, interaction.user.id)
        if refusal:
            await interaction.response.send_message(refusal, ephemeral=True)
            return
        await interaction.response.defer(ephemeral=not share, thinking=True)
        answer = await ask(question, spoken(interaction.locale.value))
        asker = interaction.user.id if share else None
        layout = view(answer, wording(answer.language), asker, has_thumbs=has_thumbs)
        await interaction.edit_original_response(view=layout)

    return command


def view(
    answer: Answer, words: Wording, asker: int | None, *, has_thumbs: bool = False
) -> ui.LayoutView:
    """Lay out an answer: for everyone, naming the asker, or for them alone, to share and judge."""
    layout = ui.LayoutView(timeout=None)
    top = quote(answer.question)
    layout.add_item(container(answer, words, name_asker(top, asker, words) if asker else top))
    row: list[ui.Item[Any]] = list(check_button(answer, words))
    if not asker and answer.hits:
        judged = thumbs(answer, words) if has_thumbs else []
        row = [ShareButton(words.share), *judged, *row]
    return layout.add_item(ui.ActionRow(*row)) if row else layout


def _refusal(question: str, locale: str, pace: Pace, person: int) -> str:
    """Give the sentence for a question that is not to be answered, else an empty string."""
    words = wording(spoken(locale) or detect(question[:LONGEST_QUESTION]))
    if len(question) > LONGEST_QUESTION:
        return words.too_long.format(limit=LONGEST_QUESTION)
    if not has_words(question):
        return words.empty_question
    return "" if pace.judge(person) == "welcome" else words.slow_down
