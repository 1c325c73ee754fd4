"""An answer as a page of text: with links and bold on a terminal, plain in a pipe."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TextIO

from bot.leaning import endings, heading, is_chosen, questions, stated, without_told
from bot.wording import Wording, without_cards, wording
from index.leaning.verdict import Leaning, Reason
from index.resource import Answer, Hit, Link, Style

INDENT = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line."""

    text: str
    style: Style | str = "plain"
    """A style of a description, or one of `STYLES`."""
    url: str = ""
    """Where a terminal that can link leads from here."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, wrapped by whoever paints it."""

    pieces: tuple[Piece, ...]
    indent: int = INDENT


class Painter(Protocol):
    """Turns lines into text."""

    def __call__(self, lines: Sequence[Line]) -> str:
        """Give the text, without a final newline."""


def painter(out: TextIO) -> Painter:
    """Choose how to paint for a stream."""
    return _paint_styled if out.isatty() else _paint_plain


def page(answer: Answer, paint: Painter) -> str:
    """Give the whole page for an answer."""
    words = wording(answer.language)
    lines = [*_leaning(answer.leaning, words), *_head(answer, words)]
    for number, hit in enumerate(without_told(answer), start=1):
        lines += [Line(()), *_card(number, hit, answer.language, words)]
    return paint(lines)


def _leaning(leaning: Leaning | None, words: Wording) -> Iterator[Line]:
    """Give the block of a leaning, and a blank line behind it; nothing where there is none."""
    if leaning is None:
        return
    yield Line((Piece(heading(leaning, words), "heading"),), indent=0)
    yield Line((Piece(leaning.says),))
    yield from _reasons(leaning.because, words)
    if leaning.despite:
        yield Line((Piece(f"{words.despite}:", "dim"),))
        yield from _reasons(leaning.despite, words)
    yield from (Line((Piece(f"- {question}"),)) for question in questions(leaning, words))
    for title, said in endings(leaning, words):
        yield Line((Piece(f"{title}: ", "dim"), Piece(said)))
    yield Line((Piece(words.hedge, "dim"),))
    yield Line(())


def _reasons(reasons: Sequence[Reason], words: Wording) -> Iterator[Line]:
    for reason in reasons:
        yield Line((Piece(f"- {stated(reason, words)}: ", "said"), Piece(reason.means)))
        if reason.url:
            yield Line((Piece(reason.title, "link", reason.url),), indent=INDENT + 2)


def _head(answer: Answer, words: Wording) -> Iterator[Line]:
    if answer.hits:
        heading_of_band = Piece(words.headings[answer.band], "heading")
        sure = "" if is_chosen(answer.leaning) else f" ({certainty(answer, words)})"
        yield Line((heading_of_band, Piece(sure, "dim")), indent=0)
    elif answer.leaning is None:
        first, rest = without_cards(answer, words)
        yield Line((Piece(first, "heading"), Piece(f" {rest}")), indent=0)


def _card(number: int, hit: Hit, language: str, words: Wording) -> Iterator[Line]:
    entry = hit.resource.entry(language)
    title = Piece(entry.title, "title", entry.url)
    yield Line((Piece(f"{number}. "), title), indent=0)
    yield Line((Piece(" · ".join(facts(hit, language, words)), "dim"),))
    if entry.description:
        yield Line(tuple(Piece(run.text, run.style) for run in entry.description))
    if hit.why:
        yield Line((Piece(f"{words.why}: ", "dim"), Piece(f"“{hit.why}”", "dim")))
    if entry.related:
        yield Line((Piece(f"{words.related}: ", "dim"), *_related(entry.related)))
    yield Line((Piece(entry.url, "address", entry.url),))


def certainty(answer: Answer, words: Wording) -> str:
    """Say how sure Sift is; never 0 or 100 %, which nobody can be."""
    return words.sure.format(percent=min(max(round(answer.confidence * 100), 1), 99))


def facts(hit: Hit, language: str, words: Wording) -> list[str]:
    """Give what is known of a resource in a few words: kind, provider, section, translation."""
    resource, entry = hit.resource, hit.resource.entry(language)
    known = [words.kinds[resource.kind], resource.provider, entry.section]
    if entry.is_machine_translated:
        known.append(words.machine_translated)
    return [fact for fact in known if fact]


def _related(links: Sequence[Link]) -> Iterator[Piece]:
    for place, link in enumerate(links):
        yield Piece(" · " if place else "", "dim")
        yield Piece(link.title, "link", link.url)


def _paint_plain(lines: Sequence[Line]) -> str:
    return "\n".join(" " * line.indent * bool(line.pieces) + _plain(line) for line in lines)


def _plain(line: Line) -> str:
    return "".join(_plain_piece(piece) for piece in line.pieces)


def _plain_piece(piece: Piece) -> str:
    if piece.style == "bold" and piece.text.strip():
        return f"**{piece.text}**"
    return f"{piece.text} <{piece.url}>" if piece.style == "link" else piece.text


def _paint_styled(lines: Sequence[Line]) -> str:
    from rich.console import Console  # noqa: PLC0415 - 50 ms that a pipe need not wait for
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    out = io.StringIO()
    console = Console(file=out, force_terminal=True, highlight=False, width=_width())
    for line in lines:
        if not line.pieces:
            console.print()
            continue
        pieces = [(piece.text, _rich_style(piece)) for piece in line.pieces]
        console.print(Padding(Text.assemble(*pieces), (0, 0, 0, line.indent), expand=False))
    return out.getvalue().rstrip("\n")


def _width() -> int:
    from rich.console import Console  # noqa: PLC0415

    return min(Console().width, 100)


_RICH = {
    "bold": "bold",
    "italic": "italic",
    "code": "cyan",
    "dim": "dim",
    "said": "bold",
    "heading": "bold",
    "title": "bold",
    "address": "blue",
    "link": "underline",
}


def _rich_style(piece: Piece) -> str:
    return " ".join(
        part
        for part in (_RICH.get(piece.style, ""), f"link {piece.url}" if piece.url else "")
        if part
    )
