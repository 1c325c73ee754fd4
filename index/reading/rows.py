"""A table row to a draft: the first linked cell leads, the other cells describe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.reading import titles
from index.reading.drafts import (
    Draft,
    Faulty,
    judge,
    leading_link,
    own_name,
    related,
    says_title,
    title_of,
)
from index.reading.prose import description, join
from index.reading.runs import before_separator
from index.reading.spans import Link, Span, words
from index.resource import Run

_DESCRIPTION = re.compile(
    r"descri|beschr|r[ée]sum[ée]|summary|about|abstract|overview|what|d[ée]tail|explanation|inhalt|contenu"
    r"|descripci|descrição|описание|描述|简介|介绍|说明|説明|概要|설명",
    re.IGNORECASE,
)
_TICK = re.compile(r"[✅✔✓☑❌✗✘☐]")
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
    if not says_title(spans, leading, home.header):
        title, label, source = _name(cells, home, label, leading)
    elif len(label.split()) > titles.MAX_LABEL_WORDS:
        behind, label = [*home.spans[:first], *behind], ""
    label = label if titles.has_words(label) else ""
    others = [cell for cell in cells if cell not in (home, source) and cell.text != title]
    told = _told(others)
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


def _name(cells: Sequence[Cell], home: Cell, label: str, leading: Link) -> tuple[str, str, Cell]:
    """Find a title for a link such as ``[pdf]``: words before it, else the first cell."""
    if titles.is_title(label):
        return label, "", home
    named = [cell for cell in cells if not cell.is_linked and titles.has_letters(cell.text)]
    named = [cell for cell in named if len(cell.text.split()) <= _MAX_TITLE_WORDS]
    named.sort(key=lambda cell: titles.is_date(cell.text))
    if named:
        return named[0].text, label, named[0]
    return own_name(home.spans, leading), label, home


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
    is_number = own.strip("#. ").isdigit() and not titles.has_words(cell.header)
    is_tick = not cell.is_linked and bool(_TICK.search(own))
    return (titles.has_words(own) and not is_number) or is_tick


def _with_header(cell: Cell) -> tuple[Run, ...]:
    told = description(cell.spans) or (Run(cell.text),)
    is_said = cell.text.casefold().startswith(cell.header.casefold())
    if is_said or not titles.has_words(cell.header):
        return told
    return Run(f"{cell.header}: "), *told
