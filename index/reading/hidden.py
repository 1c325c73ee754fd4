"""A block rule of the grammar: what hides its content from readers; other HTML hides nothing."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_OPENING = re.compile(r"<(?:(!--)|(script|style|pre|textarea)(?=[\s>]|$))", re.IGNORECASE)


def hidden(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Swallow a comment, script, style, pre or textarea to its closing line; note one unclosed."""
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    opening = _OPENING.match(state.src, position, state.eMarks[start])
    if not opening:
        return False
    if not silent:
        state.line = _closing_line(state, start, end, opening) + 1
        state.push("html_block", "", 0).map = [start, state.line]
    return True


def _closing_line(state: StateBlock, start: int, end: int, opening: re.Match[str]) -> int:
    """Find the line with the closing mark, else the last of the list item or file."""
    closing = "-->" if opening.group(1) else f"</{opening.group(2).lower()}>"
    for line in range(start, end):
        begin = opening.end() if line == start else state.bMarks[line]
        if line > start and not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line - 1
        if closing in state.src[begin : state.eMarks[line]].lower():
            return line
    state.env.setdefault("unclosed", []).append((start + 1, opening.group()))
    return end - 1
