"""A bullet to a draft: the link that leads it, the label before, the description behind."""

from __future__ import annotations

from collections.abc import Sequence

from index.reading import titles
from index.reading.drafts import (
    Draft,
    NotAnEntry,
    is_bare,
    is_picture,
    judge,
    leading_link,
    own_name,
    related,
    says_title,
    title_of,
)
from index.reading.prose import description, join, title_and_rest
from index.reading.runs import before_separator
from index.reading.spans import Link, Span, words
from index.resource import Run

_MAX_FOLLOWING_WORDS = 10
_INSIDE = "its link stands inside a sentence, not at its start"


def draft_bullet(raw: Sequence[Span], parent: str) -> Draft:
    """Make a draft of a bullet's spans; raise NotAnEntry or Faulty with the reason.

    `parent` is the title of the bullet above, for children that say no more than ``Paper``.
    """
    spans = judge(raw)
    leading = leading_link(spans, raw)
    first = next(place for place, span in enumerate(spans) if span.link is leading)
    ahead = spans[:first]
    behind = [span for span in spans[first:] if span.link is not leading]
    title = title_of(spans, leading)
    before = before_separator(_unchecked(ahead))
    if not says_title(spans, leading):
        if titles.has_words(before):
            title, told = _named_ahead(ahead, before, behind)
        else:
            title, told = _named_behind(spans, leading, description(behind), parent)
        return Draft(title, leading.url, told, "", related(spans, leading))
    if ahead and not (_is_marked(ahead) or titles.is_label(_unchecked(ahead), words(behind))):
        raise NotAnEntry(_INSIDE)
    label, told = titles.label(before), description(behind)
    if len(label.split()) > titles.MAX_LABEL_WORDS:
        label, told = "", join((description(ahead), told), " ")
    return Draft(title, leading.url, told, label, related(spans, leading))


def _unchecked(spans: Sequence[Span]) -> str:
    return titles.without_checkbox(words(spans))


def _is_marked(ahead: Sequence[Span]) -> bool:
    """Tell whether the words before the link are few and all bold, or otherwise set off."""
    plain = words(span for span in ahead if span.style == "plain")
    is_few = len(words(ahead).split()) <= titles.MAX_LABEL_WORDS
    return is_few and not titles.has_words(titles.without_checkbox(plain))


def _named_ahead(
    ahead: Sequence[Span], before: str, behind: Sequence[Span]
) -> tuple[str, tuple[Run, ...]]:
    """Take the title from the words before a link such as ``[pdf]``."""
    if not titles.is_title(before):
        raise NotAnEntry(_INSIDE)
    return title_and_rest(ahead, behind)


def _named_behind(
    spans: Sequence[Span], leading: Link, told: tuple[Run, ...], parent: str
) -> tuple[str, tuple[Run, ...]]:
    """Name a link without words before it: by few words behind, by itself, or by its parent."""
    following = "".join(run.text for run in told)
    is_plain_address = is_bare(spans, leading)
    is_short = 0 < len(following.split()) <= _MAX_FOLLOWING_WORDS
    if is_short and (is_plain_address or is_picture(spans, leading)):
        return following, ()
    name = own_name(spans, leading)
    return (f"{parent} · {name}" if parent and not is_plain_address else name), told
