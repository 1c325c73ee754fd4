"""Text and tables as HTML; whatever comes from outside is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from index.reading.runs import tidy


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Escape text, whoever wrote it; HTML stays what it is."""
    return value if isinstance(value, Markup) else Markup(escape(tidy(value)))


def element(tag: str, *parts: str, kind: str = "") -> Markup:
    """Wrap parts, escaped, in an element; `kind` is its class."""
    attribute = f' class="{escape(kind)}"' if kind else ""
    return Markup(f"<{tag}{attribute}>{join(parts)}</{tag}>")


def join(parts: Iterable[str]) -> Markup:
    """Put parts behind one another, escaped."""
    return Markup("".join(map(text, parts)))


def link(address: str, title: str) -> Markup:
    """Link to a web address; any other kind of address is told and not linked."""
    if not address.startswith(("https://", "http://")):
        return text(title or address)
    return Markup(f'<a href="{escape(address)}" rel="noreferrer">{text(title or address)}</a>')


def table(head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> Markup:
    """Lay out a table that scrolls sideways where it is too wide; row heads come first."""
    top = element("tr", *(element("th", cell) for cell in head))
    body = join(
        element("tr", element("th", row[0]), *(element("td", cell) for cell in row[1:]))
        for row in rows
    )
    both = element("table", element("thead", top), element("tbody", body), kind=kind)
    return element("div", both, kind="wide")


def figure(drawing: str, caption: str) -> Markup:
    """Put a caption under an SVG drawing, which is taken as it is."""
    return element("figure", Markup(drawing), element("figcaption", caption))
