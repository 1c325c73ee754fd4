"""What the buttons under an answer share: one press counts, and the message shows it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import discord
from discord import ui

REMEMBERED = 1000
"""Messages."""


class Pressed:
    """Messages whose button was pressed lately: a second click may come before the first shows."""

    def __init__(self) -> None:
        """Begin with none."""
        self._messages: WeakKeyDictionary[discord.Client, deque[int]] = WeakKeyDictionary()

    def is_first(self, client: discord.Client, message: int) -> bool:
        """Count a press; tell whether it is the first under this message."""
        lately = self._messages.setdefault(client, deque(maxlen=REMEMBERED))
        if message in lately:
            return False
        lately.append(message)
        return True

    def forget(self, client: discord.Client, message: int) -> None:
        """Take a press back that came to nothing."""
        self._messages[client].remove(message)


def redrawn(message: discord.Message, change: Callable[[ui.Button[Any]], None]) -> ui.LayoutView:
    """Lay a message out once more, with `change` made to each of its buttons."""
    layout = ui.LayoutView.from_message(message, timeout=None)
    for item in layout.walk_children():
        if isinstance(item, ui.Button):
            change(item)
    # Ended, so that discord.py keeps no layout: a press finds its button by the custom id.
    layout.stop()
    return layout
