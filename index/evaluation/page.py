"""A report as one HTML page that needs nothing else, for phone and desktop, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from index.evaluation import lines
from index.evaluation.judged import Graded
from index.evaluation.look import STYLE
from index.evaluation.markup import Markup, element, figure, join, link, table
from index.evaluation.misses import Miss
from index.evaluation.names import FIGURES, NAMES, Name
from index.evaluation.plots import draw_confidences, draw_reliability
from index.evaluation.report import Group, Language, Report
from index.evaluation.resampling import Figure
from index.files import write_atomically
from index.resource import Band

TITLE = "How well Sift answers"
MOST_CONFUSIONS = 15
HEAD = Markup(
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    f"<title>{TITLE}</title><style>{STYLE}</style>"
)
INTERVALS = (
    "Under each figure its 95 % interval: how far it would move had other questions of the same "
    "kind been asked."
)
RELIABILITY = (
    "Confidence against what came of it, in fifteen groups of equal size. On the dashed line, "
    "seven in ten of the answers given with confidence 0.7 have a helpful card; below it, Sift "
    "promises too much."
)
CONFIDENCES = (
    "Confidence of questions (up) and of declined messages (down). The better they are apart, the "
    "better Sift can say that it has nothing. Dotted: where it begins to say “maybe”, and to be "
    "sure."
)
CONFUSIONS = (
    "Which resource came first where another was the best, the most common first. A pair that "
    "comes up often wants words that part the two."
)


def write(report: Report, path: Path) -> None:
    """Write the page; a reader sees the old or the new one, never a part."""
    write_atomically(path, page(report).encode())


def page(report: Report) -> str:
    """Give the whole page."""
    parts = [element("h1", TITLE), _scores(report)]
    parts += [_language(code, language) for code, language in report.languages.items()]
    body = element("body", *parts)
    return f'<!doctype html>\n<html lang="en"><head>{HEAD}</head>{body}</html>\n'


def _scores(report: Report) -> Markup:
    """Lay out the headline figures, a column a language."""
    told = [
        element("p", f"{code}: {lines.counts(language)}.")
        for code, language in report.languages.items()
    ]
    told += [
        element("p", f"{lines.difference(each)}: {lines.interval(each.ndcg)}.")
        for each in report.differences
    ]
    told += [
        element("p", lines.absent(url, place), kind="muted") for url, place in report.absent.items()
    ]
    rows = [
        [_row_head(name), *(_cell(one.figures[name]) for one in report.languages.values())]
        for name in NAMES
    ]
    scores = table(["", *report.languages], rows, kind="numbers")
    return join([*told, scores, element("small", INTERVALS)])


def _row_head(name: Name) -> Markup:
    return join([FIGURES[name].title, element("small", FIGURES[name].meaning)])


def _cell(told: Figure) -> Markup:
    if told.low is None or told.high is None:
        return join([lines.number(told)])
    return join([lines.number(told), element("small", f"{told.low:.3f}–{told.high:.3f}")])


def _language(code: str, language: Language) -> Markup:
    plots = (
        figure(draw_reliability(language), RELIABILITY),
        figure(draw_confidences(language), CONFIDENCES),
    )
    return join(
        [
            element("h2", code),
            element("div", *plots, kind="plots"),
            element("h3", "By type of question"),
            _types(language),
            *_confusions(language),
            *_misses(f"Answered worst, {lines.SUREST}", language.worst),
            *_misses(f"Declined messages that got cards, {lines.SUREST}", language.let_through),
        ]
    )


def _types(language: Language) -> Markup:
    titles = (*(FIGURES[name].title for name in lines.COLUMNS), *language.bands)
    rows: list[list[str]] = []
    if language.questions:
        rows.append(_row("questions", language.questions, language.figures, language.bands))
    rows += [_group(group) for group in language.types if not group.is_declined]
    if language.declined:
        rows.append(_row("declined", language.declined, {}, language.declined_bands))
    rows += [_group(group) for group in language.types if group.is_declined]
    return table(["", "count", *titles], rows, kind="numbers")


def _group(group: Group) -> list[str]:
    name = element("span", lines.clip(lines.type_name(group)), kind="sub")
    figures = {} if group.is_declined else group.figures
    return _row(name, group.count, figures, group.bands)


def _row(
    name: str, count: int, figures: Mapping[Name, Figure], bands: Mapping[Band, float]
) -> list[str]:
    cells = [_cell(figures[each]) if each in figures else lines.UNTOLD for each in lines.COLUMNS]
    return [name, str(count), *cells, *(f"{share:.3f}" for share in bands.values())]


def _confusions(language: Language) -> Iterator[Markup]:
    if language.confusions:
        rows = [
            (str(one.count), _named(one.wanted), _named(one.shown))
            for one in language.confusions[:MOST_CONFUSIONS]
        ]
        yield element("h3", "Taken for one another")
        yield table(("times", "the best", "shown first"), rows, kind="pairs")
        yield element("small", CONFUSIONS)


def _misses(heading: str, misses: Sequence[Miss]) -> Iterator[Markup]:
    if misses:
        yield element("h3", heading)
        yield element("ol", *(element("li", *_miss(miss)) for miss in misses), kind="misses")


def _miss(miss: Miss) -> Iterator[Markup]:
    yield element("strong", lines.clip(miss.question))
    yield element("small", lines.about(miss))
    shown = [
        element("li", f"{card.confidence:.2f} shown, grade {card.grade}: ", _named(card))
        for card in miss.shown
    ]
    wanted = [
        element("li", f"wanted, grade {card.grade}: ", _named(card)) for card in miss.wanted
    ] or [element("li", lines.NOTHING)]
    yield element("ul", *shown, *wanted)


def _named(card: Graded) -> Markup:
    return link(card.url, lines.clip(card.title))
