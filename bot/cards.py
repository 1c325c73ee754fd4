"""An answer as Discord components, within all of Discord's limits (checked nowhere else)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import discord
from discord import ui

from bot.text import address, clean, clean_runs, clip, clip_runs, escape, link, links, markdown
from bot.wording import Wording
from index.resource import Answer, Band, Entry, Hit

Container: TypeAlias = ui.Container[Any]

MOST_COMPONENTS = 40
MOST_CHARACTERS = 4_000
"""Over all texts of a message; counted in UTF-16 units, the stricter way."""
MOST_BYTES, BYTES_PER_TEXT = 10_170, 12
"""UTF-8 bytes of all texts and 12 for each: above, Discord answers 500 (discord-api-docs #8554)."""
MOST_URL = 512
"""Of a button."""
MOST_LINK = 1_500
"""Of an address inside a text; a longer one is left out."""
RESERVED_COMPONENTS, RESERVED_TEXT = 2, 150
"""Kept free for the row with the Share button, and for the asker's name on a shared answer."""

QUESTION, TITLE, META, DESCRIPTION, WHY = 300, 150, 60, 300, 160
RELATED, RELATED_TITLE = 3, 50
"""Most that is shown of each, in characters (`RELATED`: links); more is no card but a page."""
QUOTE = "> "
COLOURS: dict[Band, discord.Colour | None] = {
    "answer": discord.Colour.green(),
    "maybe": discord.Colour.gold(),
    "none": None,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of an answer is shown."""

    hits: int
    has_extras: bool
    """Show related links and why a resource matched."""
    description: int
    """Characters of each description."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a message."""

    text: str
    url: str = ""
    """Of the button beside it; empty for none."""

    @property
    def components(self) -> int:
        """Count what Discord counts: the text, and the section and button around it."""
        return 3 if self.url else 1


def container(answer: Answer, words: Wording, top: str = "") -> Container:
    """Lay out an answer below the line `top` (Markdown), clipping descriptions first, evenly."""
    parts = _parts(answer, words, top)
    box: Container = ui.Container(accent_colour=COLOURS[answer.band])
    for part in parts:
        box.add_item(_component(part))
    return box


def quote(question: str) -> str:
    """Write what was asked as a quotation of one line."""
    return QUOTE + escape(clip(clean(question), QUESTION))


def asked_by(person: int, question: str, words: Wording) -> str:
    """Write who asked what."""
    return name_asker(quote(question), person, words)


def name_asker(quotation: str, person: int, words: Wording) -> str:
    """Put a name to a line that `quote` wrote."""
    return words.asked.format(who=f"<@{person}>", question=quotation.removeprefix(QUOTE))


def are_within_limits(texts: Sequence[str], components: int) -> bool:
    """Tell whether Discord takes a message of these texts and so many components."""
    characters = sum(len(text.encode("utf-16-le")) // 2 for text in texts)
    size = sum(len(text.encode()) + BYTES_PER_TEXT for text in texts)
    return (
        all(texts)
        and components <= MOST_COMPONENTS
        and characters <= MOST_CHARACTERS
        and size <= MOST_BYTES
    )


def _parts(answer: Answer, words: Wording, top: str) -> list[Part]:
    for shape in _shapes(len(answer.hits)):
        if _fits(_draft(answer, words, top, shape)):
            return _draft(answer, words, top, _fullest(answer, words, top, shape))
    return _draft(answer, words, "", Shape(0, has_extras=False, description=0))


def _shapes(hits: int) -> Iterator[Shape]:
    """Give ever smaller shapes; the least description first, to see whether the rest fits."""
    for count in range(hits, -1, -1):
        yield Shape(count, has_extras=True, description=0)
        yield Shape(count, has_extras=False, description=0)


def _fullest(answer: Answer, words: Wording, top: str, shape: Shape) -> Shape:
    """Lengthen the descriptions as far as they fit."""
    shapes = [replace(shape, description=length) for length in range(DESCRIPTION + 1)]
    overflow = bisect_right(
        shapes, False, key=lambda tried: not _fits(_draft(answer, words, top, tried))
    )
    return shapes[max(overflow - 1, 0)]


def _fits(parts: Sequence[Part]) -> bool:
    texts = [*(part.text for part in parts), "-" * RESERVED_TEXT]
    components = 1 + sum(part.components for part in parts) + RESERVED_COMPONENTS
    return are_within_limits(texts, components)


def _draft(answer: Answer, words: Wording, top: str, shape: Shape) -> list[Part]:
    head = [Part(text) for text in (top, _heading(answer, words)) if text]
    return [*head, *(_card(hit, answer, words, shape) for hit in answer.hits[: shape.hits])]


def _heading(answer: Answer, words: Wording) -> str:
    heading = f"**{words.headings[answer.band]}**"
    if answer.band == "none":
        return f"{heading}\n{words.covers}"
    percent = min(max(round(answer.confidence * 100), 1), 99)
    return f"{heading}  ·  {words.sure.format(percent=percent)}"


def _card(hit: Hit, answer: Answer, words: Wording, shape: Shape) -> Part:
    entry = hit.resource.entry(answer.language)
    runs = clip_runs(clean_runs(entry.description), shape.description)
    lines = [_title(entry), _meta(hit, entry, words), markdown(runs)]
    if shape.has_extras:
        shown = clean(f"{entry.title} {''.join(run.text for run in runs)}")
        lines += [_why(hit.why, shown, words), _related(entry, words)]
    url = address(entry.url)
    return Part("\n".join(line for line in lines if line), url if _is_for_button(url) else "")


def _title(entry: Entry) -> str:
    title = clip(clean(entry.title), TITLE) or clip(clean(entry.url), TITLE)
    if len(address(entry.url)) > MOST_LINK:
        return f"**{escape(title)}**"
    return f"**{link(title, entry.url)}**"


def _meta(hit: Hit, entry: Entry, words: Wording) -> str:
    parts = [words.kinds[hit.resource.kind], escape(clip(clean(hit.resource.provider), META))]
    parts += [escape(clip(clean(entry.section), META))]
    parts += [words.machine_translated] * entry.is_machine_translated
    return "-# " + " · ".join(part for part in parts if part)


def _why(why: str, shown: str, words: Wording) -> str:
    """Say why, unless the card shows that sentence already."""
    reason = clean(why)
    if not reason or reason in shown:
        return ""
    return f"-# {words.why}: {escape(clip(reason, WHY))}"


def _related(entry: Entry, words: Wording) -> str:
    short = [one for one in entry.related if len(address(one.url)) <= MOST_URL]
    return f"-# {words.related}: {links(short[:RELATED], RELATED_TITLE)}" if short else ""


def _is_for_button(url: str) -> bool:
    return len(url) <= MOST_URL and url.startswith(("http://", "https://"))


def _component(part: Part) -> ui.Item[Any]:
    text: ui.TextDisplay[Any] = ui.TextDisplay(part.text)
    return text if not part.url else ui.Section(text, accessory=_button(part.url))
