"""Block tokens to the items of a file: bullets and rows in order, each with heading and parent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from index.reading.tables import TableRow

_NUMBERING = re.compile(r"^(?:\d\ufe0f?\u20e3|\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+)\s+")
_ORNAMENT = re.compile(r"^[^\w(\[«\"“'‘¿¡#.@$]+")
_HTML_HEADING = re.compile(r"\s*<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.IGNORECASE | re.DOTALL)
_MAX_GROUP_WORDS = 8


@dataclass(slots=True)
class Item:
    """A bullet or row on its way to an entry."""

    line: int
    """Counted from 1."""
    heading: str
    parent: Bullet | None
    texts: list[str] = field(default_factory=list)
    """Raw Markdown: paragraphs of a bullet, cells of a row."""
    title: str = ""
    """Known once the item is read."""
    group: str = ""
    """Its words, if it has no link and stands above others."""

    @property
    def section(self) -> str:
        """Give the heading, and the words of the groups above."""
        return " · ".join(filter(None, (self.heading, *self._groups())))

    def _groups(self) -> tuple[str, ...]:
        if self.parent is None:
            return ()
        return (*self.parent._groups(), self.parent.group)

    def mark_fruitful(self) -> None:
        """Let the bullets above know that they lead to something."""
        above = self.parent
        while above and not above.is_fruitful:
            above.is_fruitful = True
            above = above.parent

    def name_group(self, said: str) -> None:
        """Let `said` stand above the children, if it is a name rather than a sentence."""
        if len(said.split()) <= _MAX_GROUP_WORDS:
            self.title = self.group = said.rstrip(" :–—-")
        else:
            self.title = ""


@dataclass(slots=True)
class Bullet(Item):
    """One bullet or number of a list."""

    is_fruitful: bool = False
    """Something below it is an entry or a fault."""


@dataclass(slots=True)
class Row(Item):
    """One row of a table."""

    header: tuple[str, ...] = ()


def is_idle(item: Item) -> bool:
    """Tell whether nothing came of the items below."""
    return not (isinstance(item, Bullet) and item.is_fruitful)


class _Walk:
    """Remember heading, open bullets and last header while the tokens go by."""

    def __init__(self, text_of: Callable[[str], str]) -> None:
        self.items: list[Item] = []
        self._text_of = text_of
        self._heading = ""
        self._is_heading = False
        self._above: list[Bullet] = []
        self._header: tuple[str, ...] = ()

    def see(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._read_text(token.content)
        elif kind == "list_item_open":
            self._above.append(Bullet(_line(token), self._heading, self._parent()))
            self.items.append(self._above[-1])
        elif kind == "list_item_close":
            self._above.pop()
        elif kind == "heading_open":
            self._is_heading = True
        elif kind == "table":
            self._read_table(token.meta["header"], token.meta["rows"])

    def _parent(self) -> Bullet | None:
        return self._above[-1] if self._above else None

    def _read_text(self, raw: str) -> None:
        """Give a paragraph to its bullet; else look for a heading in it."""
        is_heading, self._is_heading = self._is_heading, False
        if self._above:
            self._above[-1].texts.append(raw)
        elif raw := raw if is_heading else _html_heading(raw):
            self._heading = _plain_heading(self._text_of(raw)) or self._heading
            self._header = ()

    def _read_table(self, header: TableRow | None, rows: list[TableRow]) -> None:
        """Add the rows; a header with a link in it is a row too, stray rows get the last header."""
        if header:
            self._header = tuple(self._text_of(cell) for cell in header.cells)
            if any("://" in cell for cell in header.cells):
                self._add_row(header, ())
        for row in rows:
            self._add_row(row, self._header)

    def _add_row(self, row: TableRow, header: tuple[str, ...]) -> None:
        item = Row(row.line + 1, self._heading, self._parent(), row.cells, header=header)
        self.items.append(item)


def outline(tokens: Iterable[Token], text_of: Callable[[str], str]) -> list[Item]:
    """Give the bullets and rows in order of line; `text_of` turns raw inline Markdown to words."""
    walk = _Walk(text_of)
    for token in tokens:
        walk.see(token)
    return walk.items


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _html_heading(raw: str) -> str:
    found = _HTML_HEADING.match(raw)
    return found.group(1) if found else ""


def _plain_heading(words: str) -> str:
    """Drop numbering and ornaments from the front of a heading."""
    bare = _NUMBERING.sub("", words)
    bare = _ORNAMENT.sub("", bare)
    return _NUMBERING.sub("", bare).strip().rstrip(" :：") or words
