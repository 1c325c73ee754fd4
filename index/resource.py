"""Values: a resource, its entry and examples in each language, and what a question gets back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from index.leaning.verdict import Leaning

Style = Literal["plain", "bold", "italic", "code"]
Kind = Literal["guide", "tutorial", "training", "notebook", "video", "tool", "blog", "paper"]
Band = Literal["answer", "maybe", "none"]
Courtesy = Literal["greeting", "thanks", "help"]

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a description in one style, free of Markdown: each door escapes it its way."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Link:
    """A titled web address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row or bullet of one seed file: a resource in one language."""

    language: str
    """Lower-case code: the file's metadata comment, else its ``.xx.md`` ending, else ``en``."""
    title: str
    url: str
    """Clean ``http`` or ``https`` address: no tracking parameters, the anchor in its place."""
    description: tuple[Run, ...]
    """Empty where the list gives none; the address of a link in it is in `related`."""
    label: str
    """The words before the link (``Tutoriel``, ``OpenAI Cookbook``), or an empty string."""
    section: str
    """The nearest heading above, without numbering, or an empty string."""
    related: tuple[Link, ...]
    """Further web links of the row, in order, each address once, never `url` itself."""
    is_machine_translated: bool
    file: str
    """Name below the seeds folder."""
    line: int
    """Counted from 1."""

    @property
    def text(self) -> str:
        """Give the description as plain text."""
        return "".join(run.text for run in self.description)

    @property
    def place(self) -> str:
        """Give ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Resource:
    """One curated thing to read, watch or run, with its translations."""

    id: str
    """Ten hexadecimal digits, from its address and its place among that address's entries."""
    url: str
    """Of its first entry; a translation can have its own."""
    kind: Kind
    provider: str
    """Who publishes it (``OpenAI``, ``Hugging Face``), else the host without ``www.``."""
    entries: Mapping[str, Entry]
    """By language, in the order read; never empty."""

    @property
    def addresses(self) -> frozenset[str]:
        """Give its own and those of its translations."""
        return frozenset((self.url, *(entry.url for entry in self.entries.values())))

    def entry(self, language: str) -> Entry:
        """Give the entry in `language`, else in English, else the first."""
        own = self.entries
        told = own.get(language) or own.get(language.partition("-")[0])
        return told or own.get(FALLBACK_LANGUAGE) or next(iter(own.values()))


@dataclass(frozen=True, slots=True)
class Example:
    """A question that a resource answers well, written by an editor."""

    text: str
    """Plain, as a person types it."""
    language: str
    url: str
    """Clean address that the heading above it links to."""
    title: str
    """What that heading calls the resource, in any language."""
    file: str
    """Name below the seeds folder."""
    line: int
    """Counted from 1."""
    resource: int
    """Place of the resource among those of the seeds."""

    @property
    def place(self) -> str:
        """Give ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Declined:
    """A message that no resource helps with, written by an editor."""

    text: str
    """Plain, as a person types it."""
    language: str
    file: str
    """Name below the seeds folder."""
    line: int
    """Counted from 1."""

    @property
    def place(self) -> str:
        """Give ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A resource that may help with a question."""

    resource: Resource
    confidence: float
    """Probability in [0, 1] that it helps."""
    why: str
    """The sentence of the resource that carries the match, in the asker's language if it can be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a door receives for one question."""

    question: str
    language: str
    """The language to answer in, that asked for, or that of the question."""
    band: Band
    confidence: float
    """Probability in [0, 1] that any resource helps."""
    hits: tuple[Hit, ...]
    """Best first, no address twice; empty for band ``none``."""
    milliseconds: float
    courtesy: Courtesy | None = None
    """Set where there was no question, only a courtesy; the band is ``none`` then."""
    leaning: Leaning | None = None
    """Set where a decision was asked for."""
