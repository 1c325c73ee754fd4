"""A table row to a draft: the first linked cell leads, the other cells describe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index import links, titles
from index.drafts import Draft, Faulty, is_picture, judge, leading_link, related, title_of
from index.prose import description, join
from index.resource import Run
from index.runs import before_separator
from index.spans import Link, Span, words

_DESCRIPTION = re.compile(
    r"descri|beschr|r[ée]sum[ée]|summary|about|abstract|overview|what|d[ée]tail|explanation|inhalt|contenu"
    r"|descripci|descrição|описание|描述|简介|介绍|说明|説明|概要|설명",
    re.IGNORECASE,
)
_LONG_CELL_WORDS = 5
_MAX_TITLE_WORDS = 25


class Cell(NamedTuple):
    """One cell: what it says, with links judged."""

    header: str
    spans: list[Span]
    text: str
    is_linked: bool


def draft_row(raw: Sequence[Sequence[Span]], header: Sequence[str]) -> Draft:
    """Make a draft of a row's cells; raise NotAnEntry or Faulty with the reason."""
    cells = _cells(raw, header)
    spans = [span for cell in cells for span in cell.spans]
    leading = leading_link(spans, [span for cell in raw for span in cell])
    home = next(cell for cell in cells if any(span.link is leading for span in cell.spans))
    first = next(place for place, span in enumerate(home.spans) if span.link is leading)
    label = before_separator(words(home.spans[:first]))
    behind = [span for span in home.spans[first:] if span.link is not leading]
    title, source = title_of(spans, leading), home
    if _needs_name(title, leading, home, spans):
        title, label, source = _name(cells, home, label, title, leading)
    elif len(label.split()) > titles.MAX_LABEL_WORDS:
        behind, label = [*home.spans[:first], *behind], ""
    label = label if titles.has_words(label) else ""
    told = _told([cell for cell in cells if cell is not home and cell is not source])
    return Draft(
        title, leading.url, join((description(behind), told), " — "), label, related(spans, leading)
    )


def _cells(raw: Sequence[Sequence[Span]], header: Sequence[str]) -> list[Cell]:
    """Judge the links of all cells at once, so that every fault of the row is told."""
    cells: list[Cell] = []
    faults: list[str] = []
    for place, spans in enumerate(raw):
        try:
            judged = judge(spans)
        except Faulty as faulty:
            faults += faulty.args
            continue
        is_linked = any(span.link and span.link.url for span in judged)
        name = header[place] if place < len(header) else ""
        cells.append(Cell(name, judged, words(judged), is_linked))
    if faults:
        raise Faulty(faults)
    return cells


def _needs_name(title: str, leading: Link, home: Cell, spans: Sequence[Span]) -> bool:
    return leading.is_bare or is_picture(spans, leading) or titles.is_filler(title, home.header)


def _name(
    cells: Sequence[Cell], home: Cell, label: str, title: str, leading: Link
) -> tuple[str, str, Cell]:
    """Find a title for a link such as ``[pdf]``: words before it, else the first cell that names."""
    if titles.is_title(label):
        return label, "", home
    for cell in cells:
        is_short = len(cell.text.split()) <= _MAX_TITLE_WORDS
        if not cell.is_linked and is_short and titles.has_letters(cell.text):
            return cell.text, label, cell
    if leading.is_bare:
        return links.short(leading.url), label, home
    if not title:
        raise Faulty([f"the link to {leading.url!a} has no title; write one between [ and ]"])
    return title, label, home


def _told(cells: Sequence[Cell]) -> tuple[Run, ...]:
    """Describe by the description's column, else the longest cell; the short ones follow."""
    texts = [cell for cell in cells if _has_own_words(cell)]
    main = next((cell for cell in texts if _DESCRIPTION.search(cell.header)), None)
    if main is None:
        longest = max(texts, key=lambda cell: len(cell.text), default=None)
        is_long = longest and len(longest.text.split()) >= _LONG_CELL_WORDS
        main = longest if is_long else None
    parts = [description(main.spans)] if main else []
    return join([*parts, *(_with_header(cell) for cell in texts if cell is not main)], " · ")


def _has_own_words(cell: Cell) -> bool:
    """Tell whether a cell says something besides naming further links."""
    own = words(span for span in cell.spans if not span.link)
    return titles.has_words(own) if cell.is_linked else bool(own.strip("-–—/ "))


def _with_header(cell: Cell) -> tuple[Run, ...]:
    told = description(cell.spans) or (Run(cell.text),)
    return (Run(f"{cell.header}: "), *told) if titles.has_words(cell.header) else told
