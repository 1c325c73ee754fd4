"""A bullet's or row's links, judged; and the draft of an entry, or the refusal, they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index import links
from index.reading import titles
from index.reading.spans import Link, Span, words
from index.resource import Link as RelatedLink
from index.resource import Run

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BADGE = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:shields\.io|badge\.fury\.io|badgen\.net|awesome\.re|forthebadge\.com"
    r"|githubbadges\.com|travis-ci\.\w+|codecov\.io|star-history\.com)/",
    re.IGNORECASE,
)

_BARE_TITLE = re.compile(r"https?://\S+", re.IGNORECASE)
_ELSEWHERE = (
    (r"#", "its link leads to a place in this page"),
    (r"(?i)mailto:|tel:", "its link leads to a mailbox or telephone"),
    (r"www\.|//", "its link lacks https:// in front"),
    (r"https?://", "its link leads to a badge"),
    (r".*://", "its link's address does not start with https://"),
    (r"", "its link leads to a file beside the list, not to the web"),
)


class Draft(NamedTuple):
    """The parts of an entry that its own words give."""

    title: str
    url: str
    description: tuple[Run, ...]
    label: str
    related: tuple[RelatedLink, ...]


class NotAnEntry(Exception):  # noqa: N818 - an outcome to report, not an error of the program
    """Carry the sentence that says why a bullet or row is no resource."""


class Faulty(Exception):  # noqa: N818
    """Carry the sentences that say what is wrong with a bullet's or row's links, and what to do."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__(*sentences)


def judge(spans: Sequence[Span]) -> list[Span]:
    """Keep accepted web links, cleaned; make other links plain text; raise Faulty for refused ones.

    A link without address stays (with an empty address): whether it matters depends on its place.
    """
    verdicts: dict[Link, Link | None] = {}
    faults: list[str] = []
    for place, span in enumerate(spans):
        if span.link and span.link not in verdicts:
            try:
                _check_written(spans, place)
                verdicts[span.link] = _accepted(span.link)
            except ValueError as error:
                verdicts[span.link] = None
                title = words(part for part in spans if part.link is span.link)
                faults.append(f"{_named(title, span.link.url)}: {error}; mend or remove it")
    if faults:
        raise Faulty(faults)
    return [span._replace(link=verdicts[span.link]) if span.link else span for span in spans]


def _check_written(spans: Sequence[Span], place: int) -> None:
    """Raise ValueError for ``[title](https://a b)``: not Markdown, so only half of it is a link."""
    link = spans[place].link
    if link and link.is_bare and place and spans[place - 1].text.endswith("]("):
        msg = "there is a space in the address, or no ) after it"
        raise ValueError(msg)


def _named(title: str, url: str) -> str:
    return (
        f'the link "{title[:80]}" to {url[:120]!a}'
        if title != url
        else f"the address {url[:120]!a}"
    )


def _accepted(link: Link) -> Link | None:
    """Give the link, cleaned; None if it leads to this page, a file, a badge or a mailbox."""
    url = link.url.strip()
    scheme = _SCHEME.match(url)
    if not url:
        return Link("")
    if not scheme or scheme.group().lower() in ("mailto:", "tel:"):
        return None
    if _BADGE.match(url):
        return None
    return Link(links.clean(url), is_bare=link.is_bare)


def elsewhere(spans: Iterable[Span]) -> str:
    """Say why none of `spans`, unjudged, links to the web."""
    address = next((span.link.url.strip() for span in spans if span.link), None)
    if address is None:
        return "it has no web link"
    return next(reason for pattern, reason in _ELSEWHERE if re.match(pattern, address))


def leading_link(spans: Sequence[Span], raw: Sequence[Span]) -> Link:
    """Give the first link with text, else the first with an image; refuse if there is none."""
    found = web_links(spans)
    empty = next((span.link for span in spans if span.link and not span.link.url), None)
    leading = next((link for link in found if not is_picture(spans, link)), None)
    leading = leading or next(iter(found), None)
    first = next((span.link for span in spans if span.link and not span.is_image), None)
    if empty and (leading is None or first is empty):
        title = title_of(spans, empty)
        raise Faulty([f'the link "{title[:80]}" has no address; write one between ( and )'])
    if leading is None:
        raise NotAnEntry(elsewhere(raw))
    return leading


def web_links(spans: Iterable[Span]) -> list[Link]:
    """Give the links with an address, each once, in order."""
    return list(dict.fromkeys(span.link for span in spans if span.link and span.link.url))


def title_of(spans: Iterable[Span], link: Link) -> str:
    """Give the link's text, of its images only if it has no other."""
    own = [span for span in spans if span.link is link]
    title = words(own) or words(own, images=True)
    return title[1:-1].strip() if title[:1] == "[" and title[-1:] == "]" else title


def is_bare(spans: Sequence[Span], link: Link) -> bool:
    """Tell whether the link shows its address instead of words."""
    return link.is_bare or bool(_BARE_TITLE.fullmatch(title_of(spans, link)))


def is_picture(spans: Iterable[Span], link: Link) -> bool:
    """Tell whether the link holds no text, only images."""
    return all(s.is_image or not s.text.strip() for s in spans if s.link is link)


def says_title(spans: Sequence[Span], link: Link, header: str = "") -> bool:
    """Tell whether the link's own text can be the title: no image, address or filler."""
    own = words([span for span in spans if span.link is link])
    is_address = link.is_bare or bool(_BARE_TITLE.fullmatch(own))
    return bool(own) and not is_address and not titles.is_filler(own, header)


def own_name(spans: Sequence[Span], link: Link) -> str:
    """Give the link's title, host and path for a plain address; raise Faulty if it has neither."""
    if is_bare(spans, link):
        return links.short(link.url)
    if title := title_of(spans, link):
        return title
    raise Faulty([f"the link to {link.url!a} has no title; write one between [ and ]"])


def related(spans: Sequence[Span], leading: Link) -> tuple[RelatedLink, ...]:
    """Give the further links, each address once."""
    found: dict[str, RelatedLink] = {}
    further = web_links(spans)
    for link in further if len(further) > 1 else ():
        if link.url != leading.url and link.url not in found:
            title = title_of(spans, link) or links.short(link.url)
            found[link.url] = RelatedLink(title, link.url)
    return tuple(found.values())
