"""A Markdown file to headings, bullets and prose; a bullet is a message as a person typed it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, heading, lheading, list_block, reference
from markdown_it.token import Token

from index.reading.grammar import MAX_LEVEL
from index.reading.hidden import hidden

MAX_TEXT = 20_000
"""Characters of one bullet that are read; nobody types more."""

_ODD_BULLET = re.compile(
    r"^(?:([ \t>]*)(?:[•‣◦▪●○∙·–—][ \t\u00a0]|[-*+]\u00a0)|-(?=[^\W\d_]))", re.MULTILINE
)
"""Bullets that people mean, and that GitHub shows as text; ``-word`` only at the margin."""
_RULE = re.compile(r"([-*_])\1\1+[ \t]*$")
_MARKED = re.compile(r"[\\`&<\n]")
_PARAGRAPH_ENDS = ["paragraph", "reference", "blockquote"]


@dataclass(slots=True)
class Block:
    """A piece of the file."""

    kind: Literal["heading", "bullet", "prose"]
    line: int
    """Counted from 1."""
    texts: list[str] = field(default_factory=list)
    """Raw Markdown of each of its paragraphs."""
    level: int = 0
    """Of a heading: 1 is the title of the file."""

    @property
    def raw(self) -> str:
        """Give its Markdown in one piece."""
        return "\n".join(self.texts)


def read_blocks(text: str) -> tuple[list[Block], dict[str, Any]]:
    """Give the blocks in order of line, and the notes: link references, unclosed comments."""
    notes: dict[str, Any] = {}
    walk = _Walk()
    for token in _PARSER.parse(_ODD_BULLET.sub(r"\1- ", text), notes):
        walk.see(token)
    return walk.blocks, notes


def plain(raw: str) -> str:
    """Resolve escapes, code, entities and line breaks, drop comments; the rest is as typed."""
    if not _MARKED.search(raw):
        return raw
    tokens: list[Token] = []
    _PARSER.inline.parse(raw, _PARSER, {}, tokens)
    return "".join(map(_typed, tokens))


def read_marked(raw: str) -> list[tuple[str, str]]:
    """Give the pieces of a text in which links and code count, the rest being as typed.

    With each piece comes the target of its link, a backtick for code, and nothing for the rest.
    """
    tokens: list[Token] = []
    _MARKED_PARSER.inline.parse(raw, _MARKED_PARSER, {}, tokens)
    pieces, target = list[tuple[str, str]](), ""
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrs["href"])
            pieces.append(("", target))
        elif token.type == "link_close":
            target = ""
        elif target:
            pieces[-1] = pieces[-1][0] + _typed(token), target
        else:
            pieces.append((_typed(token), "`" if token.type == "code_inline" else ""))
    return pieces


def _typed(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "" if token.content.startswith("<!--") else token.content


class _Walk:
    """Remember the open bullets while the tokens go by."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._above: list[Block] = []
        self._level = 0

    def see(self, token: Token) -> None:
        if token.type == "heading_open":
            self._level = int(token.tag[1:])
        elif token.type == "list_item_open":
            self._above.append(self._add(Block("bullet", _line(token))))
        elif token.type == "list_item_close":
            self._above.pop()
        elif token.type == "inline":
            self._read_text(token)

    def _read_text(self, token: Token) -> None:
        level, self._level = self._level, 0
        if self._above:
            self._above[-1].texts.append(token.content)
        else:
            kind: Literal["heading", "prose"] = "heading" if level else "prose"
            self._add(Block(kind, _line(token), [token.content], level))

    def _add(self, block: Block) -> Block:
        self.blocks.append(block)
        return block


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Take ``***`` at the margin for a rule; elsewhere, and with spaces in it, somebody says it."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.sCount[line] >= max(state.blkIndent, 1):
        return False
    if not _RULE.match(state.src, begin, state.eMarks[line]):
        return False
    if not silent:
        state.line = line + 1
    return True


def _in_front(rule: Any) -> Any:
    """Wrap a rule to leave alone what stands behind a bullet's mark: that is what people say."""

    def guarded(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if state.level >= MAX_LEVEL or _is_behind_mark(state, line):
            return False
        return bool(rule(state, line, end, silent))

    return guarded


def _at_margin(rule: Any) -> Any:
    """Wrap a rule to hold outside lists and quotes only."""

    def guarded(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        is_outside = state.level == 0 or state.sCount[line] < state.blkIndent
        return is_outside and bool(rule(state, line, end, silent))

    return guarded


def _is_behind_mark(state: StateBlock, line: int) -> bool:
    last: Token | None = next(reversed(state.tokens), None)
    if last is None or last.type != "list_item_open" or not last.map:
        return False
    return last.map[0] == line


def _options(alternatives: Iterable[str] = ()) -> Any:
    return {"alt": list(alternatives)}


def _parser() -> MarkdownIt:
    """Build a parser for which emphasis, links, tables and code blocks are what people typed."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * MAX_LEVEL})
    parser.disable(["inline", "code", "fence", "emphasis", "autolink", "image", "link"])
    rules = parser.block.ruler
    rules.at("hr", _in_front(_rule), _options([*_PARAGRAPH_ENDS, "list"]))
    rules.at("list", _in_front(list_block), _options(_PARAGRAPH_ENDS))
    rules.at("heading", _in_front(heading), _options(_PARAGRAPH_ENDS))
    rules.at("html_block", _in_front(hidden), _options(_PARAGRAPH_ENDS))
    rules.at("blockquote", _at_margin(blockquote), _options([*_PARAGRAPH_ENDS, "list"]))
    rules.at("lheading", _at_margin(lheading), _options())
    rules.at("reference", _at_margin(reference), _options())
    return parser


_PARSER = _parser()
_MARKED_PARSER = _parser().enable(["link"])
