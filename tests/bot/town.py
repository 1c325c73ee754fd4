"""A simulated server with a channel and Ada in it, and what can be seen there."""

from __future__ import annotations

from typing import Any

from simcord.env import Env

from tests.bot.limits import message_faults, texts, walk

QUESTION = "Should I fine-tune or use RAG?"


class Town:
    """One server, one channel, one person."""

    def __init__(self, env: Any, **settings: Any) -> None:
        self.env: Env = env
        self.guild = env.create_guild(**settings)
        self.channel = self.guild.create_text_channel("general")
        self.user = env.create_user("ada")
        self.ada = self.guild.add_member(self.user)

    @property
    def mention(self) -> str:
        assert self.env.bot.user is not None
        return self.env.bot.user.mention

    async def ask(self, question: str = QUESTION, **options: Any) -> Any:
        """Give what the slash command answers."""
        return await self.ada.slash(self.channel, "ask", question=question, **options)

    def calls(self, method: str, part: str) -> list[Any]:
        """Give the requests of the bot whose path has `part` in it."""
        requests = self.env.http_requests
        return [one for one in requests if one.method == method and part in one.path]

    def speak_french(self) -> None:
        """Set the locale of everyone, which SimCord fixes to American English."""
        self.env.backend.subscribers.insert(0, _set_locale)


def _set_locale(event: str, payload: Any) -> None:
    if event == "INTERACTION_CREATE":
        payload["locale"] = "fr"


def seen(message: Any) -> str:
    """Give all texts of a message of the bot, which must be within Discord's limits."""
    raw = {"flags": message.flags.value, "components": raw_components(message)}
    assert message_faults(raw | {"content": message.content}) == []
    return "\n".join([message.content, *texts(list(walk(raw["components"])))])


def raw_components(message: Any) -> list[dict[str, Any]]:
    return [part if isinstance(part, dict) else part.to_dict() for part in message.components]


def buttons(message: Any) -> dict[str, Any]:
    """Give the buttons of a message by their labels."""
    return {part["label"]: part for part in walk(raw_components(message)) if part["type"] == 2}
