"""Conductor: a file of example questions or declined messages to its messages, with every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from index import links
from index.reading import metadata
from index.reading.grammar import no_collection
from index.reading.inline import read_spans
from index.reading.markdown import Skipped
from index.reading.messages import MAX_TEXT, Block, plain, read_blocks
from index.reading.runs import tidy
from index.reading.spans import words
from index.resource import Declined, Example

_RESOURCE_LEVEL = 2
"""A heading of this level or above ends the questions of the resource before it."""
_SAMPLE = 200

PlaceOf = Callable[[str, str], int | None]
"""Clean address and title to the place of the resource, None where none has the address."""


@dataclass(frozen=True, slots=True)
class Messages:
    """All that one file comes to."""

    examples: tuple[Example, ...] = ()
    declined: tuple[Declined, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """Bullets and prose that became no message, with the reason."""
    faults: tuple[str, ...] = ()
    """``file:line: sentence with what to do``."""


@dataclass(frozen=True, slots=True)
class _Target:
    """What the heading above leads to."""

    url: str = ""
    title: str = ""
    resource: int | None = None
    reason: str = "no heading above it links to a resource"
    """Why nothing can stand below it, unless it leads to a resource."""


class _NotAMessage(Exception):  # noqa: N818 - a reason, not an error
    """The bullet or prose becomes no message; the text is the reason."""


def read_examples(text: str, file: str, place_of: PlaceOf) -> Messages:
    """Read example questions; `file` is its name below the seeds folder."""
    with no_collection():
        about = metadata.read_metadata(text, file)
        blocks, notes = read_blocks(about.body)
        examples: list[Example] = []
        skipped: list[Skipped] = []
        target = _Target()
        for block in blocks:
            if block.kind == "heading":
                target = _target(block, notes, place_of, target)
                continue
            try:
                if said := _said(block, is_prose_lost=bool(target.url)):
                    examples.append(_example(said, block.line, about.language, file, target))
            except _NotAMessage as reason:
                skipped.append(_skipped(block, file, str(reason)))
    faults = _faults(about, notes, file)
    return Messages(examples=tuple(examples), skipped=tuple(skipped), faults=faults)


def read_declined(text: str, file: str) -> Messages:
    """Read declined messages; `file` is its name below the seeds folder."""
    with no_collection():
        about = metadata.read_metadata(text, file)
        blocks, notes = read_blocks(about.body)
        declined: list[Declined] = []
        skipped: list[Skipped] = []
        is_below_bullets = False
        for block in blocks:
            try:
                if said := _said(block, is_prose_lost=is_below_bullets):
                    declined.append(Declined(said, about.language, file, block.line))
            except _NotAMessage as reason:
                skipped.append(_skipped(block, file, str(reason)))
            is_below_bullets = block.kind != "heading" and (
                is_below_bullets or block.kind == "bullet"
            )
    faults = _faults(about, notes, file)
    return Messages(declined=tuple(declined), skipped=tuple(skipped), faults=faults)


def _said(block: Block, *, is_prose_lost: bool) -> str:
    """Give what a bullet says, nothing for what is for people only; raise _NotAMessage."""
    if block.kind == "heading" or (block.kind == "prose" and not is_prose_lost):
        return ""
    if block.kind == "prose":
        raise _NotAMessage("it is no bullet; put “- ” in front of it")
    if len(block.raw) > MAX_TEXT:
        raise _NotAMessage(f"it has {len(block.raw)} characters, {MAX_TEXT} are read")
    said = tidy(plain(block.raw)).strip()
    if not said:
        raise _NotAMessage("the bullet is empty")
    return said


def _example(said: str, line: int, language: str, file: str, target: _Target) -> Example:
    if target.resource is None:
        raise _NotAMessage(target.reason)
    return Example(said, language, target.url, target.title, file, line, target.resource)


def _target(block: Block, notes: dict[str, Any], place_of: PlaceOf, before: _Target) -> _Target:
    """Tell what stands below a heading; a smaller one without a link only divides the questions."""
    spans = read_spans(block.raw[:MAX_TEXT], notes)
    link = next((span.link for span in spans if span.link), None)
    if link is None:
        return before if block.level > _RESOURCE_LEVEL else _Target()
    try:
        url = links.clean(link.url.strip())
    except ValueError as error:
        return _Target(link.url, reason=f"the heading above it links nowhere: {error}")
    title = words(span for span in spans if span.link is link)
    reason = f"no resource has the address {url} of the heading above it"
    return _Target(url, title, place_of(url, title), reason)


def _skipped(block: Block, file: str, reason: str) -> Skipped:
    return Skipped(file, block.line, tidy(plain(block.raw[:_SAMPLE])).strip(), reason)


def _faults(about: metadata.Metadata, notes: dict[str, Any], file: str) -> tuple[str, ...]:
    return tuple(f"{file}:{line}: {sentence}" for line, sentence in sorted(_told(about, notes)))


def _told(about: metadata.Metadata, notes: dict[str, Any]) -> Iterator[tuple[int, str]]:
    yield from about.faults
    for line, mark in notes.get("unclosed", ()):
        yield line, f"{mark} is never closed and hides all below; close it or remove it"
