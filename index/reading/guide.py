"""Conductor: a file of the decision guide to its circumstances and verdicts, with every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from index import links
from index.leaning.guide import Case, GuideFile, Item, Mark, Phrasing
from index.leaning.verdict import Verdict
from index.overlap import normalised
from index.reading import metadata
from index.reading.grammar import no_collection
from index.reading.inline import read_spans
from index.reading.messages import MAX_TEXT, Block, plain, read_blocks, read_marked
from index.reading.runs import tidy
from index.reading.spans import words

Section = Literal["decisions", "others", "circumstances", "verdicts", "cases"]
SECTIONS: Mapping[str, Section] = {
    "decisions": "decisions",
    "not decisions": "others",
    "pas des decisions": "others",
    "circumstances": "circumstances",
    "circonstances": "circumstances",
    "verdicts": "verdicts",
    "cases": "cases",
    "cas": "cases",
}
"""By what headings of the second level say, case and accents aside, in any language."""
FIELDS: Mapping[str, str] = {
    "for": "for",
    "pour": "for",
    "against": "against",
    "contre": "against",
    "why": "why",
    "pourquoi": "why",
    "read": "read",
    "lire": "read",
    "leaning": "leaning",
    "tendance": "leaning",
    "next": "next",
    "ensuite": "next",
    "change": "change",
    "changerait": "change",
}
"""By what stands in bold at the start of a line."""
WANTED: Mapping[Section, tuple[str, ...]] = {
    "circumstances": ("why", "read"),
    "verdicts": ("leaning", "next", "change", "read"),
}
VERDICTS: frozenset[str] = frozenset(get_args(Verdict)) - {"unclear", "both"}
"""What a circumstance can speak for; the other two come of several."""
MOST_STRENGTH = 3

_NAMED = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`[ \t]+(\S.*)")
_FIELD = re.compile(r"\*\*([^*\n]+)\*\*[ \t]*")
_STRENGTH = re.compile(r"([a-z]+)[ \t]+(\d+)")
_STATED = re.compile(r"#([a-z0-9-]+(?:,[a-z0-9-]+)*)")
"""Target of a link that marks words: what they state."""
_HEADING, _ITEM = 2, 3


@dataclass(frozen=True, slots=True)
class Read:
    """All that one file comes to."""

    guide: GuideFile
    faults: tuple[str, ...]
    """``file:line: sentence with what to do``."""


@dataclass(slots=True)
class _Draft:
    """A circumstance or a verdict while its lines go by."""

    section: Section
    id: str
    name: str
    line: int
    fields: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Line and Markdown, by `FIELDS`."""
    phrasings: list[Phrasing] = field(default_factory=list)


def read_guide(text: str, file: str) -> Read:
    """Read one file; `file` is its name below the seeds folder."""
    with no_collection():
        about = metadata.read_metadata(text, file)
        blocks, notes = read_blocks(about.body)
        reading = _Reading(file, about.language, notes)
        reading.faults += about.faults
        for line, mark in notes.get("unclosed", ()):
            sentence = f"{mark} is never closed and hides all below; close it or remove it"
            reading.faults.append((line, sentence))
        for block in blocks:
            reading.take(block)
        return reading.result()


class _Reading:
    """Collect what the blocks of one file come to."""

    def __init__(self, file: str, language: str, notes: dict[str, Any]) -> None:
        self.file, self.language, self.notes = file, language, notes
        self.faults: list[tuple[int, str]] = []
        self._section: Section | None = None
        self._is_titled = False
        self._drafts: list[_Draft] = []
        self._draft: _Draft | None = None
        self._messages: dict[Section, list[Phrasing]] = {"decisions": [], "others": []}
        self._cases: list[Case] = []

    def take(self, block: Block) -> None:
        """Take one block; what stands above the first heading of a section is for people."""
        if block.kind == "heading":
            self._take_heading(block)
        elif self._is_titled and block.kind == "bullet":
            self._take_bullet(block)
        elif self._draft is not None:
            self._take_fields(self._draft, block)

    def result(self) -> Read:
        """Give what was read."""
        items: dict[Section, list[Item]] = {"circumstances": [], "verdicts": []}
        seen: set[tuple[Section, str]] = set()
        for draft in self._drafts:
            if (draft.section, draft.id) in seen:
                self._fault(draft.line, f"{draft.id} stands twice; put both together")
            seen.add((draft.section, draft.id))
            items[draft.section].append(self._item(draft))
        guide = GuideFile(
            self.file,
            self.language,
            tuple(items["circumstances"]),
            tuple(items["verdicts"]),
            tuple(self._messages["decisions"]),
            tuple(self._messages["others"]),
            tuple(self._cases),
        )
        told = (f"{self.file}:{line}: {sentence}" for line, sentence in sorted(self.faults))
        return Read(guide, tuple(told))

    def _fault(self, line: int, sentence: str) -> None:
        self.faults.append((line, sentence))

    def _take_heading(self, block: Block) -> None:
        said = tidy(block.raw[:MAX_TEXT]).strip()
        if block.level <= _HEADING:
            self._draft, self._section = None, SECTIONS.get(normalised(said))
            self._is_titled = self._is_titled or block.level == _HEADING
            if block.level == _HEADING and self._section is None:
                self._fault(block.line, f"“{said}” is no part of a guide: {_known(SECTIONS)}")
        elif block.level == _ITEM and self._section is not None and self._section in WANTED:
            self._draft = self._begin(said, block.line, self._section)

    def _begin(self, said: str, line: int, section: Section) -> _Draft | None:
        named = _NAMED.fullmatch(said)
        if named is None:
            self._fault(line, f"“{said}” has no id; write `an-id` in backticks, then its name")
            return None
        if section == "verdicts" and named[1] not in get_args(Verdict):
            self._fault(line, f"{named[1]} is no verdict: {_known(get_args(Verdict))}")
        draft = _Draft(section, named[1], named[2].strip(), line)
        self._drafts.append(draft)
        return draft

    def _take_bullet(self, block: Block) -> None:
        if self._section == "cases":
            self._take_case(block)
            return
        said = tidy(plain(block.raw[:MAX_TEXT])).strip()
        phrasing = Phrasing(said, self.language, self.file, block.line)
        if not said:
            self._fault(block.line, "the bullet is empty; remove it")
        elif self._section in self._messages:
            self._messages[self._section].append(phrasing)
        elif self._draft is not None and self._draft.section == "circumstances":
            self._draft.phrasings.append(phrasing)
        else:
            self._fault(block.line, "the bullet belongs to no circumstance; move or remove it")

    def _take_case(self, block: Block) -> None:
        """Take a message with its verdicts in front, words that state something being links."""
        pieces = read_marked(block.raw[:MAX_TEXT])
        accepted, text, marks = list[Verdict](), "", list[Mark]()
        for said, target in pieces:
            if target == "`" and not text.strip() and said in get_args(Verdict):
                accepted.append(cast(Verdict, said))
                continue
            clean = tidy(said) if text else tidy(said).lstrip()
            if target not in ("", "`"):
                marks += self._mark(block.line, target, len(text), len(text + clean))
            text += clean
        if not accepted:
            self._fault(block.line, f"the case begins with no verdict: {_known(get_args(Verdict))}")
        elif not text.strip():
            self._fault(block.line, "the case says nothing; write the message behind the verdict")
        else:
            place = (self.language, self.file, block.line)
            self._cases.append(Case(text.rstrip(), *place, tuple(accepted), tuple(marks)))

    def _mark(self, line: int, target: str, start: int, end: int) -> Iterator[Mark]:
        stated = _STATED.fullmatch(target)
        if stated is None:
            self._fault(line, f"{target} names no circumstance; write [words](#id)")
        elif start < end:
            yield Mark(start, end, tuple(stated[1].split(",")))

    def _take_fields(self, draft: _Draft, block: Block) -> None:
        """Take a paragraph of fields: each begins a line with its name in bold."""
        for offset, raw in enumerate(block.raw[:MAX_TEXT].split("\n")):
            line = block.line + offset
            pieces = _FIELD.split(raw.strip())
            if len(pieces) == 1:
                self._fault(line, "the line begins with no field such as **Why**; join or mend it")
                continue
            for word, said in zip(pieces[1::2], pieces[2::2], strict=True):
                name = FIELDS.get(normalised(word))
                if name is None:
                    self._fault(line, f"**{word}** is no field: {_known(FIELDS)}")
                elif name in draft.fields:
                    self._fault(line, f"**{word}** stands twice in {draft.id}; drop one")
                else:
                    draft.fields[name] = line, said.strip()

    def _item(self, draft: _Draft) -> Item:
        for name in WANTED[draft.section]:
            if not draft.fields.get(name, (0, ""))[1]:
                self._fault(draft.line, f"{draft.id} has no **{name.title()}**; add it")
        title, url = self._source(*draft.fields.get("read", (draft.line, "")))
        return Item(
            draft.id,
            draft.name,
            self._sentences(draft),
            title,
            url,
            dict(self._strengths(draft)),
            tuple(draft.phrasings),
            self.file,
            draft.line,
        )

    def _sentences(self, draft: _Draft) -> dict[str, str]:
        return {
            name: tidy(plain(said)).strip()
            for name, (_, said) in draft.fields.items()
            if name not in ("for", "against", "read")
        }

    def _source(self, line: int, raw: str) -> tuple[str, str]:
        """Give title and clean address of the first link; nothing but a fault without one."""
        if not raw:
            return "", ""
        spans = read_spans(raw, self.notes)
        link = next((span.link for span in spans if span.link), None)
        if link is None:
            self._fault(line, "there is no link to read; write [title](address)")
            return "", ""
        try:
            url = links.clean(link.url.strip())
        except ValueError as error:
            self._fault(line, f"the link leads nowhere: {error}")
            return "", ""
        return words(span for span in spans if span.link is link), url

    def _strengths(self, draft: _Draft) -> Iterator[tuple[Verdict, int]]:
        if draft.section == "circumstances" and not {"for", "against"} & draft.fields.keys():
            self._fault(draft.line, f"{draft.id} speaks for nothing; add **For** or **Against**")
        for name, sign in (("for", 1), ("against", -1)):
            line, said = draft.fields.get(name, (draft.line, ""))
            for part in filter(None, (part.strip() for part in said.rstrip(". ").split(","))):
                found = _STRENGTH.fullmatch(part)
                if found is None or found[1] not in VERDICTS:
                    self._fault(line, f"“{part}” is no verdict and strength: {_known(VERDICTS)}")
                elif not 1 <= int(found[2]) <= MOST_STRENGTH:
                    self._fault(line, f"{part}: a strength is 1 to {MOST_STRENGTH}")
                else:
                    yield cast(Verdict, found[1]), sign * int(found[2])


def _known(names: Any) -> str:
    return f"there are {', '.join(sorted(names))}"
