"""Answers made by hand, and how Discord would see them."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot.cards import Container, container
from bot.wording import wording
from index.resource import Answer, Band, Entry, Hit, Link, Resource, Run
from tests.bot.limits import COMPONENTS_V2, texts, walk

URL = "https://example.org/guide"


def make_hit(
    title: str = "A guide",
    *,
    url: str = URL,
    description: tuple[Run, ...] = (Run("Says how."),),
    related: tuple[Link, ...] = (),
    why: str = "",
    provider: str = "Example",
) -> Hit:
    entry = Entry("en", title, url, description, "", "", related, False, "a.md", 1)
    return Hit(Resource("0123456789", url, "guide", provider, {"en": entry}), 0.8, why)


def make_answer(*hits: Hit, band: Band = "answer", question: str = "How?") -> Answer:
    return Answer(question, "en", band, 0.8 if hits else 0.0, hits, 1.0)


def payload(box: Container) -> dict[str, Any]:
    """Give the message that Discord receives for one container."""
    view = ui.LayoutView(timeout=None).add_item(box)
    return {"flags": COMPONENTS_V2, "components": view.to_components()}  # type: ignore[no-untyped-call]


def shown(answer: Answer, top: str = "") -> list[str]:
    """Give the texts of an answer in English."""
    return texts(components(answer, top))


def components(answer: Answer, top: str = "") -> list[dict[str, Any]]:
    return list(walk(payload(container(answer, wording("en"), top))["components"]))
