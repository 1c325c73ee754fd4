"""The texts of an answer as Discord Markdown: a heading, then one text a resource."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot.leaning import endings, heading, is_chosen, questions, stated, without_told
from bot.page import certainty, facts
from bot.text import (
    ELLIPSIS,
    address,
    escape,
    link,
    links,
    markdown,
    shorten,
    shorten_runs,
    unescape,
)
from bot.wording import Wording, without_cards
from index.leaning.verdict import Leaning, Reason
from index.resource import Answer, Entry, Hit

MOST_URL = 512
"""Of a button, by Discord's limit; of a related link, by ours."""
MOST_LINK = 1_500
"""Of an address inside a text; a longer one is left out."""
QUESTION, TITLE, FACT, WHY = 300, 150, 60, 160
SAID, MEANS, SAYS = 80, 200, 300
MOST_REASONS = 4
RELATED, RELATED_TITLE = 3, 50
"""Most that is shown of each, in characters (`RELATED`: links); a card is no page."""
QUOTE = "> "


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of an answer is shown."""

    hits: int
    has_extras: bool
    """Show related links and why a resource matched."""
    description: int
    """Characters of each description."""
    reasons: int = MOST_REASONS
    """Of a leaning, for it and against it together; without any it is but a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a message."""

    text: str
    url: str = ""
    """Of the button beside it; empty for none."""
    has_rule: bool = False
    """A thin line stands above it."""


def parts(answer: Answer, words: Wording, top: str, shape: Shape) -> list[Part]:
    """Write an answer below the line `top` (Markdown, may be empty)."""
    advice = _leaning(answer.leaning, words, shape) if answer.leaning else ""
    head = [Part(text) for text in (top, advice, _heading(answer, words)) if text]
    return [
        *head,
        *(_card(hit, answer.language, words, shape) for hit in without_told(answer)[: shape.hits]),
    ]


def _leaning(leaning: Leaning, words: Wording, shape: Shape) -> str:
    """Write a leaning: where to, why, what next; every text clipped, so that it always fits."""
    first = [f"**{escape(shorten(heading(leaning, words), TITLE))}**"]
    first.append(escape(shorten(leaning.says, SAYS)))
    blocks, last = [first], [f"-# {words.hedge}"]
    if shape.reasons:
        speaking = leaning.because[: shape.reasons]
        against = leaning.despite[: shape.reasons - len(speaking)]
        first += [_reason(reason, words) for reason in speaking]
        first += [f"- {question}" for question in questions(leaning, words)]
        if against:
            blocks.append([f"**{words.despite}:**", *(_reason(one, words) for one in against)])
        told = endings(leaning, words)
        last = [*(f"**{title}:** {escape(shorten(said, SAYS))}" for title, said in told), *last]
    # A blank line ends a list; without it the next line would belong to its last item.
    return "\n\n".join("\n".join(filter(None, block)) for block in [*blocks, last])


def _reason(reason: Reason, words: Wording) -> str:
    said = replace(reason, said=shorten(reason.said, SAID), name=shorten(reason.name, SAID))
    source = ""
    if reason.url and _is_short(reason.url, MOST_URL):
        source = f" ({link(shorten(reason.title, RELATED_TITLE), reason.url)})"
    return f"- {escape(stated(said, words))}: {escape(shorten(reason.means, MEANS))}{source}"


def quote(question: str) -> str:
    """Write what was asked as a quotation of one line."""
    return QUOTE + escape(shorten(question, QUESTION))


def unquote(quotation: str) -> str:
    """Give back the question of a line that `quote` wrote."""
    return unescape(quotation.removeprefix(QUOTE))


def name_asker(quotation: str, person: int, words: Wording) -> str:
    """Put a name to a line that `quote` wrote."""
    return words.asked.format(who=f"<@{person}>", question=quotation.removeprefix(QUOTE))


def _heading(answer: Answer, words: Wording) -> str:
    if answer.leaning and not answer.hits:
        return ""
    if answer.band == "none":
        heading, rest = without_cards(answer, words)
        return f"**{heading}**\n{rest}"
    first = f"**{words.headings[answer.band]}**"
    return first if is_chosen(answer.leaning) else f"{first} · {certainty(answer, words)}"


def _card(hit: Hit, language: str, words: Wording, shape: Shape) -> Part:
    entry = hit.resource.entry(language)
    runs = shorten_runs(entry.description, shape.description)
    told = [escape(shorten(fact, FACT)) for fact in facts(hit, language, words)]
    lines = [_title(entry), "-# " + " · ".join(told), markdown(runs)]
    if shape.has_extras:
        shown = f"{shorten(entry.title, TITLE)} {''.join(run.text for run in runs)}"
        lines += [_why(hit.why, shown, words), _related(entry, words)]
    return Part("\n".join(line for line in lines if line), _button_url(entry.url), has_rule=True)


def _title(entry: Entry) -> str:
    title = shorten(entry.title, TITLE) or shorten(entry.url, TITLE) or "?"
    if not _is_short(entry.url, MOST_LINK):
        return f"**{escape(title)}**"
    return f"**{link(title, entry.url)}**"


def _why(why: str, shown: str, words: Wording) -> str:
    """Say why, unless the card shows that sentence already."""
    reason = shorten(why, WHY)
    if not reason or reason.removesuffix(ELLIPSIS) in shown:
        return ""
    return f"-# {words.why}: {escape(reason)}"


def _related(entry: Entry, words: Wording) -> str:
    short = [one for one in entry.related if _is_short(one.url, MOST_URL)]
    return f"-# {words.related}: {links(short[:RELATED], RELATED_TITLE)}" if short else ""


def _button_url(url: str) -> str:
    host = urlsplit(url).netloc
    is_plain = host.isascii() and "[" not in host  # Discord refuses a button to any other host
    is_fit = is_plain and _is_short(url, MOST_URL) and url.startswith(("http://", "https://"))
    return address(url) if is_fit else ""


def _is_short(url: str, most: int) -> bool:
    return len(url) <= most and len(address(url)) <= most
