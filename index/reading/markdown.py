"""A Markdown file to entries, with every fault and every skipped row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.reading import metadata
from index.reading.bullets import draft_bullet
from index.reading.drafts import Draft, Faulty, NotAnEntry
from index.reading.grammar import blocks, no_collection
from index.reading.inline import read_spans
from index.reading.outline import Item, Row, is_idle, outline
from index.reading.rows import draft_row
from index.reading.runs import tidy
from index.reading.spans import Span, words
from index.resource import Entry

_SAMPLE = 200
MAX_TEXT = 20_000
"""Characters of one bullet or cell; longer ones are not lists, and slow to read."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A bullet or row that became no resource."""

    file: str
    line: int
    """Counted from 1."""
    text: str
    """Its words."""
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All that one file comes to."""

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]
    faults: tuple[str, ...]
    """``file:line: sentence with what to do``."""


class _Reading:
    """Collect what the items of one file come to."""

    def __init__(self, file: str, about: metadata.Metadata, notes: dict[str, Any]) -> None:
        self.file, self.about, self.notes = file, about, notes
        self.entries: list[Entry] = []
        self.skipped: list[tuple[Item, bool, Skipped]] = []
        self.faults: list[tuple[int, str]] = []

    def take(self, item: Item) -> None:
        """Turn one item into an entry, a skipped row or faults; silently drop an empty one."""
        if max(map(len, item.texts), default=0) > MAX_TEXT:
            self._skip_long(item)
            return
        texts = [read_spans(text, self.notes) for text in item.texts]
        try:
            draft = self._draft(item, texts)
        except NotAnEntry as reason:
            self._skip(item, texts, str(reason))
        except Faulty as faulty:
            self.faults += ((item.line, sentence) for sentence in faulty.args)
            item.mark_fruitful()
        else:
            self.entries.append(self._entry(item, draft))
            item.mark_fruitful()

    def _skip(self, item: Item, texts: list[list[Span]], reason: str) -> None:
        """Note an item that has words but is no entry; it may name the group of those below."""
        spans = _joined(texts)
        if not (said := words(spans, images=True)):
            return
        is_linked = any(span.link for span in spans)
        if not is_linked:
            item.name_group(said)
        self.skipped.append((item, is_linked, Skipped(self.file, item.line, said, reason)))

    def _skip_long(self, item: Item) -> None:
        length = max(map(len, item.texts))
        reason = f"it has {length} characters in one piece, {MAX_TEXT} are read"
        said = tidy(" ".join(item.texts)[:_SAMPLE]).strip()
        self.skipped.append((item, True, Skipped(self.file, item.line, said, reason)))

    def _draft(self, item: Item, texts: list[list[Span]]) -> Draft:
        if isinstance(item, Row):
            return draft_row(texts, item.header)
        draft = draft_bullet(_joined(texts), item.parent.title if item.parent else "")
        item.title = draft.title
        return draft

    def _entry(self, item: Item, draft: Draft) -> Entry:
        return Entry(
            language=self.about.language,
            title=draft.title,
            url=draft.url,
            description=draft.description,
            label=draft.label,
            section=item.section,
            related=draft.related,
            is_machine_translated=self.about.is_machine_translated,
            file=self.file,
            line=item.line,
        )

    def listing(self) -> Listing:
        """Give the result; groups whose children became entries are not missed."""
        skipped = (skip for item, is_linked, skip in self.skipped if is_linked or is_idle(item))
        faults = (f"{self.file}:{line}: {sentence}" for line, sentence in sorted(self.faults))
        return Listing(tuple(self.entries), tuple(skipped), tuple(faults))


def read(text: str, file: str) -> Listing:
    """Read a list; `file` is its name below the seeds folder."""
    with no_collection():
        return _read(text, file)


def _read(text: str, file: str) -> Listing:
    about = metadata.read_metadata(text, file)
    tokens, notes = blocks(about.body)
    reading = _Reading(file, about, notes)
    reading.faults += about.faults
    reading.faults += (
        (line, f"{mark} is never closed and hides all below; close it or remove it")
        for line, mark in notes.get("unclosed", ())
    )
    for item in outline(tokens, lambda raw: words(read_spans(raw[:MAX_TEXT], notes))):
        reading.take(item)
    return reading.listing()


def _joined(texts: list[list[Span]]) -> list[Span]:
    """Put a bullet's paragraphs one behind the other."""
    return [span for text in texts for span in (*text, Span(" "))]
