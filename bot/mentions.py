"""Mentions of one person in a message: found, and taken out."""

from __future__ import annotations

import re


def mention_of(person: int) -> re.Pattern[str]:
    """Match a mention of one person."""
    return re.compile(rf"<@!?{person}>")


def without_mentions(content: str, person: int) -> str:
    """Take the mentions of one person out of a message."""
    return " ".join(mention_of(person).sub(" ", content).split())
