"""The form of circumstances as tests read and fill it, and guides made for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.leaning.guide import Guide, Topic
from index.leaning.heads import Advice
from index.leaning.weighing import by_guide
from index.search import Search
from tests.bot.limits import form_faults
from tests.bot.openapi import discord_description

CALLBACK = "/interactions/1/token/callback"


def shown_form(result: Any) -> dict[str, Any]:
    """Give the form that was opened, which Discord must take."""
    assert result.modal is not None
    return check_form(result.modal)


def check_form(form: dict[str, Any]) -> dict[str, Any]:
    """Give a form once it is known that Discord takes it."""
    operation = discord_description().operation("POST", CALLBACK)
    assert operation is not None
    assert discord_description().faults(operation, {"type": 9, "data": form}) == []
    assert form_faults(form) == []
    return form


def options(form: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each option with the custom id of its field."""
    for label in form["components"]:
        field = label["component"]
        yield from ((field["custom_id"], option) for option in field["options"])


def ticked(form: dict[str, Any]) -> list[str]:
    """Give the labels of what is filled in, without what means nothing."""
    known = [option for _, option in options(form) if option["value"] != "unknown"]
    return [option["label"] for option in known if option.get("default")]


def filled(form: dict[str, Any], *labels: str) -> dict[str, Any]:
    """Give what a person sends who ticks the options of these labels."""
    values: dict[str, Any] = {}
    wanted = [(field, one["value"]) for field, one in options(form) if one["label"] in labels]
    assert len(wanted) == len(labels)
    for field, value in wanted:
        values[field] = value if field == "examples" else [*values.get(field, []), value]
    return values


def make_topic(topic: str, name: str, like: Topic) -> Topic:
    """Make a circumstance, in English alone, that speaks as another one does."""
    item = replace(like.items["en"], id=topic, name=name)
    return replace(like, id=topic, items={"en": item})


def with_guide(search: Search, guide: Guide | None) -> Search:
    """Give the same search with another guide, or with none."""
    live = search.generation
    advice = Advice(guide, by_guide(guide), None) if guide else None
    return Search(replace(live, name=f"{live.name}-changed", advice=advice))
