"""Spans: pieces of inline text, each with its style and its link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.reading.runs import tidy
from index.resource import Style

_BARE = re.compile(r"https?://[^\s<>\"“”«»|`，。；、！？（）【】《》「」]+", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", "}": "{"}


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


def words(spans: Iterable[Span], *, images: bool = False) -> str:
    """Give the text of spans, folded; of images only if asked."""
    return tidy("".join(span.text for span in spans if images or not span.is_image)).strip()


def link_addresses(spans: list[Span]) -> list[Span]:
    """Make links of the plain addresses in the text."""
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
