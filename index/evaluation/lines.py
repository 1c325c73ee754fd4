"""A report as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.evaluation.judged import Graded
from index.evaluation.misses import Miss
from index.evaluation.names import FIGURES, Name
from index.evaluation.report import Difference, Group, Language, Report
from index.evaluation.resampling import Figure
from index.reading.runs import tidy
from index.resource import Band

COLUMNS: tuple[Name, ...] = ("ndcg", "recall", "first", "helpful")
"""Figures that are told per type, before the bands."""
LONGEST = 160
"""Characters shown of a question."""
LONGEST_TYPE = 14
UNTOLD = "-"
SUREST = "the surest first"
NOTHING = "wanted: nothing"


def lines(report: Report) -> Iterator[str]:
    """Give the whole report."""
    for code, language in report.languages.items():
        yield f"{code}: {counts(language)}; in brackets 95 % intervals"
        yield from _figures(language.figures)
        yield from _types(language)
        yield ""
    for each in report.differences:
        yield f"{difference(each)}: {interval(each.ndcg)}"
    for url, place in report.absent.items():
        yield absent(url, place)
    for code, language in report.languages.items():
        yield from _misses(f"{code}: answered worst, {SUREST}", language.worst)
        yield from _misses(
            f"{code}: declined messages that got cards, {SUREST}", language.let_through
        )


def counts(language: Language) -> str:
    """Tell how many messages there are."""
    return f"questions {language.questions}, declined messages {language.declined}"


def number(figure: Figure) -> str:
    """Give a figure without its interval."""
    return UNTOLD if figure.value is None else f"{figure.value:.3f}"


def interval(figure: Figure) -> str:
    """Give a figure with its interval."""
    if figure.low is None or figure.high is None:
        return number(figure)
    return f"{number(figure)} ({figure.low:.3f} to {figure.high:.3f})"


def difference(each: Difference) -> str:
    """Name a difference."""
    return f"nDCG@3, {each.language} less {each.other}"


def absent(url: str, place: str) -> str:
    """Tell of an address that can never be shown."""
    return f"{place}: the index holds no {clip(url)}"


def clip(text: str) -> str:
    """Make a stranger's words fit to be shown on one line."""
    visible = tidy(text).strip()
    return visible if len(visible) <= LONGEST else f"{visible[: LONGEST - 1]}…"


def type_name(group: Group) -> str:
    """Name a type, also where the file gives none."""
    return group.type or "(no type)"


def _figures(figures: Mapping[Name, Figure]) -> Iterator[str]:
    for name, figure in figures.items():
        told = FIGURES[name]
        yield f"  {told.title:15}  {interval(figure):22}  {told.meaning}"


def _types(language: Language) -> Iterator[str]:
    titles = (*(FIGURES[name].title for name in COLUMNS), *language.bands)
    yield f"\n  {'':{LONGEST_TYPE + 2}}  count  {'  '.join(f'{title:>12}' for title in titles)}"
    if language.questions:
        yield _row("questions", language.questions, language.figures, language.bands)
        yield from _groups(language.types, is_declined=False)
    if language.declined:
        yield _row("declined", language.declined, {}, language.declined_bands)
        yield from _groups(language.types, is_declined=True)


def _groups(groups: Sequence[Group], *, is_declined: bool) -> Iterator[str]:
    for group in groups:
        if group.is_declined is is_declined:
            figures = {} if is_declined else group.figures
            name = f"  {clip(type_name(group))[:LONGEST_TYPE]}"
            yield _row(name, group.count, figures, group.bands)


def _row(name: str, count: int, figures: Mapping[Name, Figure], bands: Mapping[Band, float]) -> str:
    cells = [number(figures[each]) if each in figures else UNTOLD for each in COLUMNS]
    cells += [f"{share:.3f}" for share in bands.values()]
    return f"  {name:{LONGEST_TYPE + 2}}  {count:5}  {'  '.join(f'{cell:>12}' for cell in cells)}"


def _misses(heading: str, misses: Sequence[Miss]) -> Iterator[str]:
    if misses:
        yield f"\n{heading}"
    for place, miss in enumerate(misses, start=1):
        yield f"{place:3}. {clip(miss.question)}"
        yield f"     {about(miss)}"
        yield from (f"     shown:  {card.confidence:.2f}  {_card(card)}" for card in miss.shown)
        yield from (f"     wanted:       {_card(card)}" for card in miss.wanted)
        if not miss.wanted:
            yield f"     {NOTHING}"


def about(miss: Miss) -> str:
    """Tell what kind of miss it is, and where its label is."""
    score = () if miss.ndcg is None else (f"nDCG@3 {miss.ndcg:.2f}",)
    told = (*score, f"band {miss.band}", f"confidence {miss.confidence:.2f}", clip(miss.type))
    return f"{', '.join(part for part in told if part)} ({miss.place})"


def _card(card: Graded) -> str:
    return f"grade {card.grade}  {clip(card.title)} <{clip(card.url)}>"
