"""Names and descriptions of commands in the languages of the wording."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.wording import ENGLISH, spoken, wording


def phrase(field: str) -> locale_str:
    """Give a field of the wording, English by default, so that the translator finds the others."""
    return locale_str(getattr(ENGLISH, field), field=field)


class WordingTranslator(app_commands.Translator):
    """Looks phrases up in the wording."""

    async def translate(
        self,
        string: locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],
    ) -> str | None:
        """Give the phrase in a language of the wording other than the default."""
        field = string.extras.get("field")
        if field is None or spoken(locale.value) is None:
            return None
        translated: str = getattr(wording(locale.value), field)
        return None if translated == string.message else translated
