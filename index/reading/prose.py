"""The words beside an entry's link, as runs: descriptions, and titles that stand before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.reading import titles
from index.reading.drafts import title_of
from index.reading.runs import after_separator, before_separator, fold
from index.reading.spans import Link, Span, words
from index.resource import Run

_OPENING = re.compile(r"[\[(]\s*$")
_CLOSING = re.compile(r"^\s*[\])]*[\s,;/|·&]*")
_APART = re.compile(r"(?:^|[\[(,;|/·&])\s*$")


def description(spans: Sequence[Span]) -> tuple[Run, ...]:
    """Give what `spans` tell, without images, leading dash, and ``[[code](..)] [[pdf](..)]``."""
    told = [span for span in _without_filler(spans) if not span.is_image]
    runs = after_separator(fold((span.text, span.style) for span in told))
    return runs if titles.has_words("".join(run.text for run in runs)) else ()


def _without_filler(spans: Sequence[Span]) -> list[Span]:
    """Drop links such as ``[code]`` that are no part of a sentence, with their brackets."""
    if not any(span.link for span in spans):
        return list(spans)
    kept: list[Span] = []
    seen: Link | None = None
    dropped: Link | None = None
    for span in spans:
        before = kept[-1].text if kept else ""
        is_new, seen = span.link is not seen, span.link
        if span.link and is_new and _is_apart(spans, span.link, before):
            dropped = span.link
            if kept:
                kept[-1] = kept[-1]._replace(text=_OPENING.sub("", before))
        elif span.link and span.link is dropped:
            continue
        elif dropped:
            kept.append(span._replace(text=_CLOSING.sub(" ", span.text)))
            dropped = None
        else:
            kept.append(span)
    return kept


def _is_apart(spans: Sequence[Span], link: Link, before: str) -> bool:
    return bool(_APART.search(before)) and titles.is_filler(title_of(spans, link))


def title_and_rest(ahead: Sequence[Span], behind: Sequence[Span]) -> tuple[str, tuple[Run, ...]]:
    """Cut the title out of the words before a link: those in bold, else up to the first stop."""
    plain = [span for span in ahead if not span.is_image]
    bold = next((place for place, span in enumerate(plain) if span.style == "bold"), None)
    if bold is not None and titles.has_letters(plain[bold].text):
        title = before_separator(words([plain[bold]]))
        rest = [*plain[:bold], *plain[bold + 1 :]]
        return title, _joined(_trimmed(rest), description(behind))
    title, rest_text = titles.first_clause(titles.without_checkbox(words(plain)))
    rest = [Span(rest_text)]
    return before_separator(title), _joined(_trimmed(rest), description(behind))


def _trimmed(spans: Iterable[Span]) -> tuple[Run, ...]:
    """Give spans as runs without separators at either end; nothing if no words are left."""
    runs = after_separator(fold((span.text, span.style) for span in spans))
    while runs and not (text := before_separator(runs[-1].text)):
        runs = runs[:-1]
    if not runs or not titles.has_words("".join(run.text for run in runs)):
        return ()
    return (*runs[:-1], Run(text, runs[-1].style))


def _joined(first: tuple[Run, ...], second: tuple[Run, ...]) -> tuple[Run, ...]:
    return join((first, second), " — ")


def join(parts: Iterable[tuple[Run, ...]], separator: str) -> tuple[Run, ...]:
    """Put the parts that tell something one behind the other."""
    telling = [part for part in parts if part]
    if len(telling) < 2:
        return telling[0] if telling else ()
    pieces = list(telling[0])
    for part in telling[1:]:
        pieces += Run(separator), *part
    return fold((run.text, run.style) for run in pieces)
