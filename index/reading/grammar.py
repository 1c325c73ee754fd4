"""Markdown's grammar as lists need it: a markdown-it parser for blocks, and one for inline text."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import blockquote as quote_rule
from markdown_it.rules_block import list_block as list_rule
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from index.reading.hidden import hidden
from index.reading.tables import table

MAX_LEVEL = 60
"""Lists and quotes nested deeper (two levels a list) are read as text of the innermost."""

_ODD_BULLET = re.compile(
    r"^([ \t>]*)(?:[•‣◦▪●○∙·][ \t\u00a0]|[-*+]\u00a0|[–—][ \t]+(?=\[|https?://))", re.MULTILINE
)
_TIGHT_BULLET = re.compile(r"^([ \t>]*[-+])(?=\[[^\]\n]+\]\(https?:)", re.MULTILINE)
"""Bullets that people mean, and that GitHub shows as text."""

_TEXT = re.compile(r"[^\n\\`~*_\[\]!<&]+")
_BEGINS_PARAGRAPH_END = ["paragraph", "reference", "blockquote"]


def _shallow(rule: Any) -> Any:
    """Wrap a nesting rule to refuse at MAX_LEVEL; markdown-it would drop the rest of the file."""

    def limited(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        return state.level < MAX_LEVEL and bool(rule(state, line, end, silent))

    return limited


def _text(state: StateInline, silent: bool) -> bool:
    """Take text up to the next character that means something to the rules in use.

    markdown-it's own rule also stops at those of its plugins, such as ``-``, ``:`` and ``=``.
    """
    found = _TEXT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


def _parser() -> MarkdownIt:
    """Build the parser: no address is judged or rewritten, tables and hidden parts by our rules."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * MAX_LEVEL})
    parser.enable(["table", "strikethrough"]).disable("inline")
    rules = parser.block.ruler
    rules.at("table", table, {"alt": _BEGINS_PARAGRAPH_END})
    rules.at("html_block", hidden, {"alt": _BEGINS_PARAGRAPH_END})
    rules.at("blockquote", _shallow(quote_rule), {"alt": [*_BEGINS_PARAGRAPH_END, "list"]})
    rules.at("list", _shallow(list_rule), {"alt": _BEGINS_PARAGRAPH_END})
    parser.inline.ruler.at("text", _text)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def blocks(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Give the block tokens, inline text unparsed, and the notes: references, unclosed comments."""
    notes: dict[str, Any] = {}
    return _PARSER.parse(_TIGHT_BULLET.sub(r"\1 ", _ODD_BULLET.sub(r"\1- ", text)), notes), notes


def inline_tokens(text: str, notes: dict[str, Any]) -> list[Token]:
    """Give the inline tokens of one paragraph, cell or heading."""
    tokens: list[Token] = []
    _PARSER.inline.parse(text, _PARSER, notes, tokens)
    return tokens


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the cycle collector away: it walks a million live tokens again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
