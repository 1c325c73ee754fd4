"""Errors of the bot; the root is the same as that of the index, so that doors catch one kind."""

from index.errors import SettingError, SiftError


class TokenError(SettingError):
    """Tell that the token is missing or that Discord refused it; never shows it."""


class QuestionError(SiftError):
    """Tell that there is no question."""


class GuideError(SiftError):
    """Tell that there is no decision guide."""


class DiscordError(SiftError):
    """Tell what Discord answered when it will not let the bot work."""


class BusyError(SiftError):
    """Tell that too many questions wait already; the asker reads `wording.busy`."""


class FeedbackError(SiftError):
    """Tell why what people said cannot be kept or read; no answer breaks on it."""
