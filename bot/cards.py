"""An answer as Discord components, within all of Discord's limits, which are kept here alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import discord
from discord import ui

from bot.parts import Part, Shape, parts
from bot.wording import Wording
from index.resource import Answer, Band

Container: TypeAlias = ui.Container[Any]

MOST_COMPONENTS = 40
MOST_CHARACTERS = 4_000
"""Over all texts of a message; counted in UTF-16 units, the stricter way."""
MOST_BYTES, BYTES_PER_TEXT = 10_170, 12
"""UTF-8 bytes of all texts and 12 for each: above, Discord answers 500 (discord-api-docs #8554)."""
RESERVED_COMPONENTS, RESERVED_CHARACTERS = 5, 150
"""Kept free for the row of four buttons, and for the asker on a shared answer."""
MOST_DESCRIPTION = 300
"""Characters; a phone shows two such cards at once."""
COLOURS: dict[Band, discord.Colour | None] = {
    "answer": discord.Colour.green(),
    "maybe": discord.Colour.gold(),
    "none": None,
}


def container(answer: Answer, words: Wording, top: str = "") -> Container:
    """Lay out an answer below the line `top` (Markdown of at most 1,000 characters).

    What does not fit is clipped: descriptions first, evenly; then the extras and the last cards go.
    """
    box: Container = ui.Container(accent_colour=COLOURS[answer.band])
    for part in _fitted(answer, words, top):
        if part.has_rule:
            box.add_item(ui.Separator())
        box.add_item(_component(part, words.open))
    return box


def are_within_limits(texts: Sequence[str], components: int) -> bool:
    """Tell whether Discord takes a message of these texts and so many components."""
    characters = sum(len(text.encode("utf-16-le")) // 2 for text in texts)
    size = sum(len(text.encode()) + BYTES_PER_TEXT for text in texts)
    is_small = characters <= MOST_CHARACTERS and size <= MOST_BYTES
    return all(texts) and is_small and components <= MOST_COMPONENTS


def _fitted(answer: Answer, words: Wording, top: str) -> list[Part]:
    whole = parts(answer, words, top, Shape(len(answer.hits), True, MOST_DESCRIPTION))
    if _fits(whole):
        return whole
    for shape in _shapes(len(answer.hits)):
        if _fits(parts(answer, words, top, shape)):
            return parts(answer, words, top, _fullest(answer, words, top, shape))
    raise ValueError(f"No room for an answer below {len(top):,} characters.")


def _shapes(hits: int) -> Iterator[Shape]:
    """Give ever smaller shapes, all without descriptions: these take what room is left."""
    for count in range(hits, -1, -1):
        yield Shape(count, has_extras=True, description=0)
        yield Shape(count, has_extras=False, description=0)
    yield Shape(0, has_extras=False, description=0, reasons=0)


def _fullest(answer: Answer, words: Wording, top: str, shape: Shape) -> Shape:
    """Lengthen the descriptions as far as they fit; `shape` itself does."""
    longer = [replace(shape, description=length) for length in range(1, MOST_DESCRIPTION + 1)]

    def overflows(tried: Shape) -> bool:
        return not _fits(parts(answer, words, top, tried))

    fitting = bisect_right(longer, False, key=overflows)
    return longer[fitting - 1] if fitting else shape


def _fits(drafted: Sequence[Part]) -> bool:
    texts = [*(part.text for part in drafted), "-" * RESERVED_CHARACTERS]
    components = 1 + sum((3 if part.url else 1) + part.has_rule for part in drafted)
    return are_within_limits(texts, components + RESERVED_COMPONENTS)


def _component(part: Part, label: str) -> ui.Item[Any]:
    text: ui.TextDisplay[Any] = ui.TextDisplay(part.text)
    if not part.url:
        return text
    return ui.Section(text, accessory=ui.Button(label=label, url=part.url))
