"""Words of strangers as Discord Markdown: cleaned, clipped at whole words, escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from index.resource import Link, Run

ELLIPSIS = "…"
MOST_MARKS = 4
"""Combining marks kept in succession; no script needs more, piles of them cover other lines."""
LOOKED_AT = 8
"""Times the length wanted: how much of a text is read, for the event loop waits meanwhile."""
ZERO_WIDTH_SPACE, JOINER = "\u200b", "\u200d"
MARKERS = {"bold": "**", "italic": "*", "code": "`"}

_SHOWN_FORMATS = frozenset("\u200c\u200d")
"""Invisible letters that Persian and emoji are written with; all others only hide or turn text."""
_LATIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
"""Needs no cleaning, and is nearly all there is: letters of Western languages, punctuation."""
_SPECIAL = re.compile(r"[\\*_~`|<>\[\]]")
_LINE_START = re.compile(r"^(\d*)([-+#.)])")
_ADDRESS = re.compile(r":(?=//)|(?<=\.gg)/|(?<=/invite)/")
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)")
_SAFE_IN_ADDRESS = "/:?#@!$&'*+,;=%~-._"


def shorten(text: str, most: int) -> str:
    """Clean and clip a text, looking at no more of it than could ever matter."""
    return clip(clean(text[: most * LOOKED_AT]), most)


def clean(text: str) -> str:
    """Fold spaces; drop controls, invisible letters, letters that turn the text, piled-up marks."""
    if _LATIN.fullmatch(text) and "  " not in text:
        return text.strip(" ")
    folded = "".join(" " if letter.isspace() else letter for letter in text)
    visible = "".join(letter for letter in folded if _is_visible(letter))
    return re.sub(" {2,}", " ", "".join(_without_piles(visible))).strip(" ")


def shorten_runs(runs: Sequence[Run], most: int) -> list[Run]:
    """Clean and clip runs, looking at no more of them than could ever matter."""
    return clip_runs(clean_runs(clip_runs(runs, most * LOOKED_AT)), most)


def clean_runs(runs: Iterable[Run]) -> list[Run]:
    """Clean runs, joining neighbours of one style; the spaces between them stay."""
    joined = [
        Run("".join(run.text for run in group), style)
        for style, group in groupby(runs, key=lambda run: run.style)
    ]
    spaced = [Run(_keeping_ends(run.text), run.style) for run in joined]
    return [run for run in spaced if run.text]


def clip(text: str, most: int) -> str:
    """Shorten to `most` characters, the ellipsis included."""
    return text if len(text) <= most else text[: _end(text, most - 1)].rstrip() + ELLIPSIS


def clip_runs(runs: Sequence[Run], most: int) -> list[Run]:
    """Shorten runs to `most` characters together, the ellipsis included; 0 leaves none."""
    text = "".join(run.text for run in runs)
    if len(text) <= most or most <= 0:
        return list(runs) if most > 0 else []
    left = _end(text, most - 1)
    kept = []
    for run in runs:
        kept.append(Run(run.text[:left], run.style))
        left -= len(kept[-1].text)
    return [*(run for run in kept if run.text), Run(ELLIPSIS)]


def escape(text: str) -> str:
    """Make Discord show a clean text as it is: no style, list, mention, invite or live address."""
    special = _SPECIAL.sub(r"\\\g<0>", text)
    plain = _ADDRESS.sub(r"\\\g<0>", _LINE_START.sub(r"\1\\\2", special))
    return _PING.sub("@" + ZERO_WIDTH_SPACE, plain)


def unescape(text: str) -> str:
    """Give back the clean text that `escape` was given."""
    return re.sub(r"\\(.)", r"\1", text).replace("@" + ZERO_WIDTH_SPACE, "@")


def markdown(runs: Iterable[Run]) -> str:
    """Write clean runs as Markdown of one line."""
    parts: list[str] = []
    was_styled = False
    for run in runs:
        is_styled = run.style != "plain"
        # `*a***b**` is read as something else than italic a, bold b
        parts += [ZERO_WIDTH_SPACE] * (is_styled and was_styled) + [_styled(run)]
        was_styled = is_styled
    return "".join(parts).strip(" ")


def link(title: str, url: str) -> str:
    """Write a link with a clean title.

    Discord's parser does not know escaped brackets in a title, so they become round ones.
    """
    label = title.replace("[", "(").replace("]", ")").strip() or url
    return f"[{escape(label)}](<{address(url)}>)"


def links(related: Iterable[Link], most: int) -> str:
    """Write several links on one line, each title at most `most` characters long."""
    return " · ".join(link(shorten(one.title, most), one.url) for one in related)


def address(url: str) -> str:
    """Percent-encode what would end a Markdown link or be refused in a button: always ASCII."""
    return quote(url, safe=_SAFE_IN_ADDRESS, errors="replace")


def _is_visible(letter: str) -> bool:
    hidden = unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn")
    return letter in _SHOWN_FORMATS or not hidden


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _without_piles(text: str) -> Iterator[str]:
    marks = 0
    for letter in text:
        marks = marks + 1 if _is_mark(letter) or letter in _SHOWN_FORMATS else 0
        if marks <= MOST_MARKS:
            yield letter


def _keeping_ends(text: str) -> str:
    core = clean(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and core else ""
    return f"{before}{core}{after}"


def _end(text: str, most: int) -> int:
    """Find where to cut at or before `most`: behind a word, else between two letters."""
    space = text.rfind(" ", 0, most + 1)
    if space > most // 2:
        return space
    return next((end for end in range(most, 0, -1) if not _is_inside_letter(text, end)), 0)


def _is_inside_letter(text: str, place: int) -> bool:
    """Tell whether what a reader sees as one letter goes on across `place`.

    A short form of Unicode's grapheme clusters (UAX 29): marks, joined emoji, flags, Korean.
    """
    before, after = text[place - 1], text[place]
    if _is_mark(after) or after in _SHOWN_FORMATS or before == JOINER:
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\u1160" <= after <= "\u11ff":
        return True
    return _is_flag_half(after) and _flag_halves_before(text, place) % 2 == 1


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flag_halves_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return place - start


def _styled(run: Run) -> str:
    core = run.text.strip(" ")
    if run.style == "plain" or not core or (run.style == "code" and "`" in core):
        return escape(run.text)
    marker = MARKERS[run.style]
    inside = _PING.sub("@" + ZERO_WIDTH_SPACE, core) if run.style == "code" else escape(core)
    before, after = run.text.split(core, 1)
    return f"{before}{marker}{inside}{marker}{after}"
