"""Door: direct messages and mentions."""

from __future__ import annotations

import discord
from discord import ui

from bot import trouble
from bot.answer import Ask
from bot.cards import container
from bot.commands.case import check_button
from bot.commands.thumbs import thumbs
from bot.mentions import mention_of, without_mentions
from bot.pace import Pace
from bot.wording import Wording, spoken, wording
from index.language import detect
from index.resource import Answer
from index.search import LONGEST_QUESTION, has_words

ORDINARY = (discord.MessageType.default, discord.MessageType.reply)
DEFAULT_LOCALE = "en-US"
"""Discord gives it to every server, so it says nothing about the people there."""
BAD_REQUEST = 400
"""Discord's status for what it does not understand: our cards, not the place they go to."""
NO_HISTORY = 160002
"""Discord's code for a reply where the bot may not read the message replied to."""


class Direct:
    """Answers messages that people write to the bot."""

    def __init__(self, ask: Ask, pace: Pace, *, has_thumbs: bool) -> None:
        """Answer by `ask`, no faster than `pace`; a direct answer can have thumbs to press."""
        self._ask = ask
        self._pace = pace
        self._has_thumbs = has_thumbs

    async def hear(self, message: discord.Message, me: int) -> None:
        """Answer a message when it is meant for the bot, whose id is `me`."""
        question = question_for(message, me)
        if question is None:
            return
        language = language_of(message)
        try:
            has_thumbs = self._has_thumbs and message.guild is None
            reply = await self._reply(question, language, message.author.id, has_thumbs=has_thumbs)
            await _send(message, reply)
        except Exception as error:  # noqa: BLE001 - a door: the asker gets a sentence, the log the rest
            trouble.note(error, "A message")
            await _apologise(message, error, language or detect(question[:LONGEST_QUESTION]))

    async def _reply(
        self, question: str, language: str | None, person: int, *, has_thumbs: bool
    ) -> str | ui.LayoutView | None:
        words = wording(language or detect(question[:LONGEST_QUESTION]))
        verdict = self._pace.judge(person)
        if verdict != "welcome":
            return words.slow_down if verdict == "slow down" else None
        if not has_words(question):
            return words.greeting
        if len(question) > LONGEST_QUESTION:
            return words.too_long.format(limit=LONGEST_QUESTION)
        answer = await self._ask(question, language)
        return view(answer, wording(answer.language), has_thumbs=has_thumbs)


def view(answer: Answer, words: Wording, *, has_thumbs: bool) -> ui.LayoutView:
    """Lay out an answer; where it has no cards there is nothing to judge."""
    layout = ui.LayoutView(timeout=None).add_item(container(answer, words))
    judged = thumbs(answer, words) if has_thumbs and answer.hits else []
    row = [*judged, *check_button(answer, words)]
    return layout.add_item(ui.ActionRow(*row)) if row else layout


def question_for(message: discord.Message, me: int) -> str | None:
    """Give what a person asks the bot, or None when the message is not for it."""
    is_person = not message.author.bot and message.webhook_id is None
    if not is_person or message.type not in ORDINARY:
        return None
    if isinstance(message.channel, discord.DMChannel):
        return without_mentions(message.content, me)
    if message.guild is None or not mention_of(me).search(message.content):
        return None
    return without_mentions(message.content, me)


def language_of(message: discord.Message) -> str | None:
    """Give the language of the server when someone chose it; else the message itself tells."""
    if message.guild is None or message.guild.preferred_locale.value == DEFAULT_LOCALE:
        return None
    return spoken(message.guild.preferred_locale.value)


async def _send(message: discord.Message, reply: str | ui.LayoutView | None) -> None:
    if reply is None:
        return
    try:
        await _post(message, reply, is_reply=True)
    except discord.HTTPException as error:
        if error.code != NO_HISTORY:
            raise
        await _post(message, reply, is_reply=False)


async def _post(message: discord.Message, reply: str | ui.LayoutView, *, is_reply: bool) -> None:
    send = message.reply if is_reply else message.channel.send
    if isinstance(reply, str):
        await send(reply)
    else:
        await send(view=reply)


async def _apologise(message: discord.Message, error: Exception, language: str) -> None:
    """Send one sentence, unless Discord will take no reply at all."""
    if isinstance(error, discord.HTTPException) and error.status != BAD_REQUEST:
        return
    try:
        await _send(message, trouble.sentence(error, wording(language)))
    except discord.HTTPException as refusal:
        trouble.note(refusal, "An apology")
