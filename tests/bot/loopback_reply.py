"""What a person gets to see from the bot, and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.bot.limits import BUTTON, EPHEMERAL, has_components_v2, texts, walk
from tests.bot.loopback_world import Json


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of the bot, as it stood when it was first visible."""

    message: Json
    """The message as Discord keeps it; empty when the bot opened a modal instead."""
    first_response_after: float
    """Seconds until the bot did anything (deferred, typed, answered)."""
    answered_after: float
    """Seconds until the message was visible."""
    prompted_by: str
    """Id of the interaction, or of the person's message."""
    modal: Json | None = None

    @property
    def id(self) -> str:
        return str(self.message["id"])

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.message.get("flags", 0) & EPHEMERAL)

    @property
    def has_components_v2(self) -> bool:
        return has_components_v2(self.message)

    @property
    def components(self) -> list[Json]:
        """Every component, nested ones and accessories included."""
        return list(walk(self.message.get("components", [])))

    @property
    def text(self) -> str:
        """All that can be read: content, text displays, embeds; not the buttons."""
        embedded = [part for embed in self.message.get("embeds", []) for part in _read(embed)]
        shown = [self.message.get("content"), *texts(self.components), *embedded]
        return "\n".join(part for part in shown if part)

    @property
    def buttons(self) -> list[Json]:
        return [part for part in self.components if part["type"] == BUTTON]

    @property
    def links(self) -> list[str]:
        """The addresses of the link buttons, in order."""
        return [button["url"] for button in self.buttons if button.get("url")]

    def button(self, label: str) -> str:
        """Return the custom_id of the button with this label or emoji."""
        for button in self.buttons:
            if label in _faces(button) and button.get("custom_id"):
                return str(button["custom_id"])
        faces = [_faces(button) for button in self.buttons]
        raise AssertionError(f"No button {label!r} to click; there are {faces}.")


def _read(embed: Json) -> list[Any]:
    fields = [field.get(part) for field in embed.get("fields", []) for part in ("name", "value")]
    return [embed.get("title"), embed.get("description"), *fields]


def _faces(button: Json) -> list[str]:
    emoji = button.get("emoji") or {}
    return [face for face in (button.get("label"), emoji.get("name")) if face]
