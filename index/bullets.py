"""A bullet to a draft: the link that leads it, the label before, the description behind."""

from __future__ import annotations

from collections.abc import Sequence

from index import links, titles
from index.drafts import Draft, Faulty, NotAnEntry, judge, leading_link, related, title_of
from index.prose import description, title_and_rest
from index.resource import Run
from index.runs import before_separator
from index.spans import Link, Span, words

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
    before = before_separator(titles.without_checkbox(words(ahead)))
    if leading.is_bare or titles.is_filler(title):
        if titles.has_words(before):
            title, told = _named_ahead(ahead, before, behind)
        else:
            title, told = _named_behind(leading, title, description(behind), parent)
        return Draft(title, leading.url, told, "", related(spans, leading))
    if not titles.is_label(titles.without_checkbox(words(ahead))):
        raise NotAnEntry(_INSIDE)
    label = before if titles.has_words(before) else ""
    return Draft(title, leading.url, description(behind), label, related(spans, leading))


def _named_ahead(
    ahead: Sequence[Span], before: str, behind: Sequence[Span]
) -> tuple[str, tuple[Run, ...]]:
    """Take the title from the words before a link such as ``[pdf]``."""
    if not titles.is_title(before):
        raise NotAnEntry(_INSIDE)
    return title_and_rest(ahead, behind)


def _named_behind(
    leading: Link, title: str, told: tuple[Run, ...], parent: str
) -> tuple[str, tuple[Run, ...]]:
    """Name a link without words before it: by few words behind, its host and path, or its parent."""
    following = "".join(run.text for run in told)
    is_short = 0 < len(following.split()) <= _MAX_FOLLOWING_WORDS
    if (leading.is_bare or not title) and is_short:
        return following, ()
    if leading.is_bare:
        return links.short(leading.url), told
    if not title:
        raise Faulty([f"the link to {leading.url!a} has no title; write one between [ and ]"])
    return (f"{parent} · {title}" if parent else title), told
