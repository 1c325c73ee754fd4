"""A block rule of the grammar: a table as one token that carries its rows, however odd."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"\s*<!--.*-->\s*")


class TableRow(NamedTuple):
    """A row as written."""

    line: int
    """Counted from 0."""
    cells: list[str]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table: rows keep all their cells, and rows that start with a bar need no header above.

    Unlike GitHub, the header may have fewer or more cells than the rows, and no count of missing
    cells ends the table: every row must be accounted for.
    """
    header = _header(state, start, end)
    if header is None and not _is_stray_row(state, start):
        return False
    if silent:
        return True
    rows: list[TableRow] = []
    line = start if header is None else start + 2
    while line < end and _continues(state, line, end, is_stray=header is None):
        if not _COMMENT.fullmatch(_text(state, line)):
            rows.append(TableRow(line, _cells(_text(state, line))))
        line += 1
    token = state.push("table", "table", 0)
    token.meta = {"header": header, "rows": rows}
    token.map = [start, line]
    state.line = line
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _header(state: StateBlock, start: int, end: int) -> TableRow | None:
    """Give the header row if `start` is one: it has bars, and dashes below it."""
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent:
        return None
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return None
    dashes, text = _text(state, start + 1), _text(state, start)
    if "-" not in dashes or "|" not in text or not _DELIMITER.fullmatch(dashes):
        return None
    cells, columns = _cells(text), dashes.strip("|").count("|") + 1
    if "|" not in dashes and len(cells) != columns:
        return None
    return TableRow(start, cells)


def _is_stray_row(state: StateBlock, line: int) -> bool:
    text = _text(state, line)
    return text.startswith("|") and text.count("|") > 1 and not state.is_code_block(line)


def _continues(state: StateBlock, line: int, end: int, *, is_stray: bool) -> bool:
    """Tell whether `line` is one more row: not empty, outdented, or the start of something."""
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    text = _text(state, line)
    if text.startswith("|"):
        return True
    if is_stray:
        return False
    if _COMMENT.fullmatch(text):
        return True
    rules = state.md.block.ruler.getRules("blockquote")
    return not any(rule(state, line, end, True) for rule in rules)


def _cells(text: str) -> list[str]:
    """Split at bars that no backslash escapes; drop the empty cells outside the outer bars."""
    parts = _BAR.split(text) if "\\" in text else text.split("|")
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|") for part in parts]
