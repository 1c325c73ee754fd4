"""The words of an entry beside its link, as runs: descriptions, and titles that stand before a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index import titles
from index.drafts import title_of
from index.resource import Run
from index.runs import after_separator, before_separator, fold
from index.spans import Span, words

_OPENING = re.compile(r"[\[(]\s*$")
_CLOSING = re.compile(r"^\s*[\])]")


def description(spans: Sequence[Span]) -> tuple[Run, ...]:
    """Give what `spans` tell, without images, the leading dash, and ``[[code](..)] [[pdf](..)]``."""
    told = [span for span in _without_filler(spans) if not span.is_image]
    runs = after_separator(fold((span.text, span.style) for span in told))
    return runs if titles.has_words("".join(run.text for run in runs)) else ()


def _without_filler(spans: Sequence[Span]) -> list[Span]:
    """Drop links such as ``[code]`` in brackets, and all of them if there is nothing else."""
    plain = [span for span in spans if not span.link and not span.is_image]
    is_bare = not titles.has_words(words(plain))
    kept: list[Span] = []
    closes = False
    for span in spans:
        text = _CLOSING.sub("", span.text) if closes else span.text
        closes = False
        if not span.link or not titles.is_filler(title_of(spans, span.link)):
            kept.append(span._replace(text=text))
        elif kept and _OPENING.search(kept[-1].text):
            kept[-1] = kept[-1]._replace(text=_OPENING.sub("", kept[-1].text))
            closes = True
        elif not is_bare:
            kept.append(span)
    return kept


def title_and_rest(ahead: Sequence[Span], behind: Sequence[Span]) -> tuple[str, tuple[Run, ...]]:
    """Cut the title out of the words before a link: the first in bold, else up to the first stop."""
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
    pieces: list[Run] = []
    for part in parts:
        if part and pieces:
            pieces.append(Run(separator))
        pieces.extend(part)
    return fold((run.text, run.style) for run in pieces)
