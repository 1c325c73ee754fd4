"""Inline Markdown and HTML to spans: pieces of text, each with its style and its link."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it.token import Token

from index.resource import Style
from index.runs import tidy

_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>\"“”«»|`，。；、！？（）【】《》「」]+", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_STYLES: dict[str, Style] = {
    "strong": "bold", "b": "bold", "em": "italic", "i": "italic",
    "code": "code", "kbd": "code", "tt": "code", "samp": "code",
}  # fmt: skip
_BREAKS = {"br", "p", "li", "ul", "ol", "div", "td", "tr", "summary", "details", "hr"}


class Link:
    """One link of the text; two links with one address are still two."""

    __slots__ = ("is_bare", "url")

    def __init__(self, url: str, *, is_bare: bool = False) -> None:
        self.url = url
        self.is_bare = is_bare
        """The address itself is the text."""


class Span(NamedTuple):
    """A piece of text."""

    text: str
    style: Style = "plain"
    link: Link | None = None
    is_image: bool = False
    """The text is what stands in for an image."""


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
            elif kind == "link_open":
                is_bare = token.markup == "autolink"
                self._link = Link(str(token.attrs["href"]), is_bare=is_bare)
            elif kind == "link_close":
                self._link = None
            elif kind == "image":
                self._add_image("".join(child.content for child in token.children or ()))
            elif kind == "html_inline":
                self._read_tag(token.content)
            else:
                self._style(kind.removesuffix("_open").removesuffix("_close"), token.nesting)
        return self.spans

    def _add(self, text: str, style: Style | None = None) -> None:
        if text:
            self.spans.append(Span(text, style or self._current(), self._link))

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
            self._link = None if href is None else Link(href.strip())
        elif name == "img":
            self._add_image(_attribute(_ALT, tag) or "")
        else:
            self._style(name, -1 if is_closing else 1)


def _attribute(pattern: re.Pattern[str], tag: str) -> str | None:
    found = pattern.search(tag)
    if not found:
        return None
    return html.unescape(next(value for value in found.groups() if value is not None))


def read_spans(tokens: Iterable[Token]) -> list[Span]:
    """Give the spans of one text, plain addresses in it made links."""
    spans = _Reader().read(tokens)
    if not any(span.link is None and "://" in span.text for span in spans):
        return spans
    return [piece for span in _joined(spans) for piece in _split(span)]


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Merge neighbours of one style outside links, so that an address is in one piece."""
    held: Span | None = None
    for span in spans:
        if held and (held.style, None, False) == (span.style, span.link, span.is_image):
            held = held._replace(text=held.text + span.text)
            continue
        if held:
            yield held
        held = span if span.link is None and not span.is_image else None
        if held is None:
            yield span
    if held:
        yield held


def _split(span: Span) -> Iterator[Span]:
    """Cut plain addresses out of a text as links of their own."""
    if span.link or span.is_image or span.style == "code":
        yield span
        return
    end = 0
    for found in _BARE.finditer(span.text):
        address = _trim(found.group())
        if before := span.text[end : found.start()]:
            yield span._replace(text=before)
        end = found.start() + len(address)
        yield span._replace(text=address, link=Link(address, is_bare=True))
    if after := span.text[end:]:
        yield span._replace(text=after)


def _trim(address: str) -> str:
    """Leave punctuation and unmatched brackets at the end to the sentence, as GitHub does."""
    while address:
        last = address[-1]
        opening = _BRACKETS.get(last)
        if last not in ".,;:!?'*_~" and not (
            opening and address.count(last) > address.count(opening)
        ):
            break
        address = address[:-1]
    return address


def words(spans: Iterable[Span], *, images: bool = False) -> str:
    """Give the text of spans, folded; of images only if asked."""
    return tidy("".join(span.text for span in spans if images or not span.is_image)).strip()
