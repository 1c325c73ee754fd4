"""The form in which a person ticks what holds for their case, within Discord's limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import discord
from discord import ui

from bot.case import Group, code, groups
from bot.text import shorten
from bot.wording import Wording
from index.leaning.guide import Guide, Topic

CUSTOM_ID = r"sift:form:1:(?P<language>[a-z]{2})"
"""The number is that of the form's layout."""
MOST_OPTIONS, MOST_LABEL = 10, 100
"""Of a group; characters of an option."""
UNKNOWN = "unknown"
"""Value of the option that nothing can be said; no code, for these are shorter."""


def form(guide: Guide, chosen: Collection[str], language: str, words: Wording) -> ui.Modal:
    """Lay out the circumstances of a guide that has some, with those `chosen` filled in."""
    sheet = ui.Modal(title=words.form_title, custom_id=f"sift:form:1:{language}")
    for group in groups(guide):
        label, description = words.groups[group.name]
        field = _field(group, chosen, language, words)
        sheet.add_item(ui.Label(text=label, description=description, component=field))
    # Ended, so that discord.py keeps no form: what is sent finds its way by the custom id.
    sheet.stop()
    return sheet


def read_form(components: Iterable[Any]) -> list[str]:
    """Give the codes of what was ticked in a form that came back."""
    fields = [part.get("component") or {} for part in components]
    told = [value for field in fields for value in (field.get("value"), *field.get("values", ()))]
    return [value for value in told if isinstance(value, str) and value != UNKNOWN]


def _field(group: Group, chosen: Collection[str], language: str, words: Wording) -> ui.Item[Any]:
    topics = _shown(group.topics, chosen)
    if not group.is_exclusive:
        return ui.CheckboxGroup(
            custom_id=group.name,
            required=False,
            min_values=0,
            max_values=len(topics),
            options=[
                discord.CheckboxGroupOption(
                    label=_label(topic, language), value=code(topic.id), default=topic.id in chosen
                )
                for topic in topics
            ],
        )
    held = next((topic.id for topic in topics if topic.id in chosen), UNKNOWN)
    options = [
        discord.RadioGroupOption(
            label=_label(topic, language), value=code(topic.id), default=topic.id == held
        )
        for topic in topics
    ]
    unknown = discord.RadioGroupOption(label=words.unknown, value=UNKNOWN, default=held == UNKNOWN)
    return ui.RadioGroup(custom_id=group.name, required=False, options=[*options, unknown])


def _shown(topics: tuple[Topic, ...], chosen: Collection[str]) -> list[Topic]:
    """Give those for which there is room, in order; what is chosen goes before what is not."""
    places = sorted(range(len(topics)), key=lambda place: topics[place].id not in chosen)
    return [topics[place] for place in sorted(places[:MOST_OPTIONS])]


def _label(topic: Topic, language: str) -> str:
    return shorten(topic.item(language).name, MOST_LABEL) or shorten(topic.id, MOST_LABEL)
