"""Inline Markdown and HTML to spans, through the grammar."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from markdown_it.token import Token

from index.reading.grammar import inline_tokens
from index.reading.spans import Link, Span, link_addresses
from index.resource import Style

_HREF = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_ALT = re.compile(r"""(?<![\w-])alt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_PLAIN = re.compile(r"(?:\[([^\\`~*_\[\]<&\n]+)\]\(([^\\`~*_\[\]<>&()\s]+)\))?([^\\`~*_\[\]<&\n]*)")
_ORNAMENT = re.compile(r"\[\^[^\]\s]{1,40}\]|(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/])")
"""Marks of footnotes, and emoji written as :words:."""
_STYLES: dict[str, Style] = {
    "strong": "bold", "b": "bold", "em": "italic", "i": "italic",
    "code": "code", "kbd": "code", "tt": "code", "samp": "code",
}  # fmt: skip
_BREAKS = {"br", "p", "li", "ul", "ol", "div", "td", "tr", "summary", "details", "hr"}


def read_spans(raw: str, notes: dict[str, Any]) -> list[Span]:
    """Give the spans of one text, plain addresses in it made links; `notes` come from `blocks`."""
    raw = _ORNAMENT.sub("", raw)
    spans = _plain(raw) or _Reader().read(inline_tokens(raw, notes))
    return link_addresses(spans) if "://" in raw else spans


def _plain(raw: str) -> list[Span]:
    """Read text without markup but a link at its start: what the parser says, only faster."""
    found = _PLAIN.fullmatch(raw)
    if not found:
        return []
    title, url, text = found.groups()
    if url is None:
        return [Span(text)]
    link = Link(url)
    return [Span(title, "plain", link), Span(text)] if text else [Span(title, "plain", link)]


class _Reader:
    """Hold what is open (styles, link) while the tokens of one text go by."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._open: list[Style] = []
        self._link: Link | None = None

    def read(self, tokens: Iterable[Token]) -> list[Span]:
        for token in tokens:
            kind = token.type
            if kind in ("text", "text_special"):
                self._add(token.content)
            elif kind in ("softbreak", "hardbreak"):
                self._add(" ")
            elif kind == "code_inline":
                self._add(token.content, "code")
            else:
                self._read_markup(kind, token)
        return self.spans

    def _read_markup(self, kind: str, token: Token) -> None:
        if kind == "link_open":
            is_bare = token.markup == "autolink"
            self._open_link(Link(str(token.attrs["href"]), is_bare=is_bare))
        elif kind == "link_close":
            self._link = None
        elif kind == "image":
            self._add_image("".join(child.content for child in token.children or ()))
        elif kind == "html_inline":
            self._read_tag(token.content)
        else:
            self._style(kind.removesuffix("_open").removesuffix("_close"), token.nesting)

    def _add(self, text: str, style: Style | None = None) -> None:
        if text:
            self.spans.append(Span(text, style or self._current(), self._link))

    def _open_link(self, link: Link) -> None:
        """Start a link with an empty span, so that one without any text is seen."""
        self._link = link
        self.spans.append(Span("", self._current(), link))

    def _add_image(self, words: str) -> None:
        self.spans.append(Span(words, "plain", self._link, is_image=True))

    def _current(self) -> Style:
        """Give the strongest open style: code, then bold, then italic."""
        if not self._open:
            return "plain"
        return min(self._open, key=("code", "bold", "italic", "plain").index)

    def _style(self, name: str, nesting: int) -> None:
        style = _STYLES.get(name)
        if style and nesting > 0:
            self._open.append(style)
        elif style and style in self._open:
            self._open.remove(style)

    def _read_tag(self, tag: str) -> None:
        found = _TAG.match(tag)
        if not found:
            return
        name, is_closing = found.group(2).lower(), bool(found.group(1))
        if name in _BREAKS:
            self._add(" ")
        elif name == "a":
            href = None if is_closing else _attribute(_HREF, tag)
            self._link = None
            if href is not None:
                self._open_link(Link(href))
        elif name == "img":
            self._add_image(_attribute(_ALT, tag) or "")
        else:
            self._style(name, -1 if is_closing else 1)


def _attribute(pattern: re.Pattern[str], tag: str) -> str | None:
    found = pattern.search(tag)
    if not found:
        return None
    return html.unescape(next(value for value in found.groups() if value is not None))
