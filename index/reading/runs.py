"""Text free of invisible characters and odd whitespace, and descriptions as runs of such text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.resource import Run, Style

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ud800-\udfff\U000e0000-\U000e0fff]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
"""Joiners stay between letters of scripts that need them and inside emoji."""
_LEADING = re.compile(r"(?:[\s\-–—−:,;|•·→⇒›=\])：、，；]|\.(?=\s|$))+")
_TRAILING = re.compile(r"[\s\-–—−:,;|•·→⇒(\[：、，；]+$")


def tidy(text: str) -> str:
    """Remove control, direction and zero-width characters; fold each stretch of whitespace."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def fold(pieces: Iterable[tuple[str, Style]]) -> tuple[Run, ...]:
    """Join pieces of text to runs: like styles merged, whitespace folded and stripped."""
    folded: list[tuple[str, Style]] = []
    for raw, style in pieces:
        text = tidy(raw)
        if not folded or folded[-1][0].endswith(" "):
            text = text.lstrip()
        if not text:
            continue
        if folded and folded[-1][1] == style:
            folded[-1] = (folded[-1][0] + text, style)
        else:
            folded.append((text, style))
    while folded:
        text, style = folded.pop()
        if text.strip():
            folded.append((text.rstrip(), style))
            break
    return tuple(Run(text, style) for text, style in folded)


def after_separator(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Drop the dash, colon or bracket that led from the title to `runs`."""
    for place, run in enumerate(runs):
        found = _LEADING.match(run.text) if run.style != "code" else None
        text = run.text[found.end() :] if found else run.text
        if text:
            return (Run(text, run.style), *runs[place + 1 :])
    return ()


def before_separator(text: str) -> str:
    """Drop the dash, colon or bracket that leads from a label to its title."""
    return _TRAILING.sub("", text)
