"""Settings of the bot: its token, where Discord is, what is kept; read once, in the entry point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import TokenError
from index.errors import SettingError

DEFAULT_API = "https://discord.com/api/v10"
MOST_DIGITS = 20
"""Of a Discord id, a number of 64 bits."""
WAY_OUT = (
    "Make a bot token on Discord's developer portal (README, “Add it to your server”), and put it "
    "in SIFT_DISCORD_TOKEN, or its file's path in SIFT_DISCORD_TOKEN_FILE."
)


@dataclass(frozen=True, slots=True)
class BotSettings:
    """How to reach Discord, and what to keep."""

    token: str = field(repr=False)
    """``SIFT_DISCORD_TOKEN``, or the first line of the file ``SIFT_DISCORD_TOKEN_FILE``."""
    home_guild: int | None
    """``SIFT_HOME_GUILD``: commands are registered in this server alone, at once."""
    api: str
    """``SIFT_DISCORD_API``: base address of Discord's REST API or of a proxy before it."""
    keeps_questions: bool
    """``SIFT_KEEP_QUESTIONS``: ``on``, or ``off`` to keep nothing of what people say."""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> BotSettings:
        """Read the settings; raise SettingError naming the one that is missing or refused."""
        return cls(
            token=_token(environment),
            home_guild=_home_guild(environment),
            api=_api(environment),
            keeps_questions=_keeps_questions(environment),
        )


def _token(environment: Mapping[str, str]) -> str:
    token = (environment.get("SIFT_DISCORD_TOKEN") or "").strip()
    if not token and (file := environment.get("SIFT_DISCORD_TOKEN_FILE")):
        token = _first_line(Path(file))
    if not token:
        raise TokenError(f"There is no Discord token. {WAY_OUT}")
    if not token.isascii() or any(letter.isspace() for letter in token):
        raise TokenError(f"The Discord token has a space or a letter no token has. {WAY_OUT}")
    return token


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").strip().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TokenError(
            f"SIFT_DISCORD_TOKEN_FILE names {file}, which cannot be read ({type(error).__name__}). "
            f"{WAY_OUT}"
        ) from None
    return lines[0].strip() if lines else ""


def _home_guild(environment: Mapping[str, str]) -> int | None:
    value = (environment.get("SIFT_HOME_GUILD") or "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS):
        raise SettingError(
            f"SIFT_HOME_GUILD is {value!r}, not a server id: a number such as 81384788765712384, "
            "copied from the server's context menu in Discord's developer mode."
        )
    return int(value)


def _api(environment: Mapping[str, str]) -> str:
    value = (environment.get("SIFT_DISCORD_API") or DEFAULT_API).strip().rstrip("/")
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web:
        raise SettingError(f"SIFT_DISCORD_API is {value!r}, not an address such as {DEFAULT_API}.")
    return value


def _keeps_questions(environment: Mapping[str, str]) -> bool:
    value = (environment.get("SIFT_KEEP_QUESTIONS") or "on").strip().lower()
    if value not in ("on", "off"):
        raise SettingError(f"SIFT_KEEP_QUESTIONS is {value!r}; it can be on or off.")
    return value == "on"
