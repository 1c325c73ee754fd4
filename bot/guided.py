"""Door: ``sift guide``: a case asked for step by step, or given in options; then its leaning."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence

from bot import contract
from bot.case import Group, groups, settled
from bot.errors import GuideError
from bot.page import page, painter
from bot.terminal import build_first
from bot.wording import Wording, spoken, wording
from index.leaning.decide import Weighing
from index.leaning.guide import Guide
from index.resource import FALLBACK_LANGUAGE
from index.search import open_search
from index.settings import IndexSettings

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that tell a person's language; the first that is set counts."""
_SEPARATORS = re.compile(r"[\s,;]+")


def run(
    arguments: argparse.Namespace, settings: IndexSettings, environment: Mapping[str, str]
) -> int:
    """List the circumstances, or lean on those given or asked for."""
    build_first(settings)
    search = open_search(settings)
    advice, language = search.generation.advice, arguments.lang or language_of(environment)
    if advice is None:
        raise GuideError(
            f"The index in {settings.root} holds no decision guide: put a guide.{language}.md "
            "into the seeds folder, and run: sift index build"
        )
    guide = advice.guide
    if arguments.strengths:
        print(strengths(advice.weighing))
        return 0
    if arguments.list:
        print(listing(guide, language))
        return 0
    is_given = arguments.given is not None
    chosen = _given(arguments, guide) if is_given else settled(ask(guide, language))
    answer = search.lean(chosen, language, arguments.limit)
    print(contract.to_json(answer) if arguments.json else page(answer, painter(sys.stdout)))
    return 0


def language_of(environment: Mapping[str, str]) -> str:
    """Tell the language of a person's locale (``fr`` of ``fr_CA.UTF-8``), else English."""
    locale = next(filter(None, map(environment.get, LOCALES)), "")
    return spoken(re.split(r"[^A-Za-z]", locale)[0]) or FALLBACK_LANGUAGE


def listing(guide: Guide, language: str) -> str:
    """Give a line for each circumstance: its id, and its name in `language`."""
    width = max((len(topic.id) for topic in guide.circumstances), default=0)
    return "\n".join(
        f"{topic.id:{width}}  {topic.item(language).name}" for topic in guide.circumstances
    )


def strengths(weighing: Weighing) -> str:
    """Give a table of what `decide` adds up: bases, then a line for each circumstance."""
    width = max(map(len, weighing.strengths), default=0)
    lines = [" " * width + "".join(f"{verdict:>10}" for verdict in weighing.base)]
    for name, own in {"base": weighing.base, **weighing.strengths}.items():
        cells = (f"{own.get(verdict, 0):>10.2f}" for verdict in weighing.base)
        lines.append(f"{name:{width}}" + "".join(cells))
    return "\n".join(lines)


def ask(guide: Guide, language: str) -> list[str]:
    """Ask for the circumstances, group by group; what comes after the end of input is skipped.

    The questions go to standard error, for they are no part of the answer.
    """
    words, chosen = wording(language), list[str]()
    for group in groups(guide):
        _print_group(group, language, words)
        while (told := _read(group, words)) is None:
            again = words.choose_again.format(most=len(group.topics))
            print(again, end="", file=sys.stderr, flush=True)
        chosen += told
    print(file=sys.stderr)
    return chosen


def _given(arguments: argparse.Namespace, guide: Guide) -> list[str]:
    """Give the ids of ``--with``; exit with 2 where one is unknown or ruled out by another."""
    known = [topic.id for topic in guide.circumstances]
    given = [name for name in _SEPARATORS.split(arguments.given.lower()) if name]
    if unknown := [name for name in given if name not in known]:
        arguments.refuse(
            f"{', '.join(unknown)}: no such circumstance; there are {', '.join(known)}"
        )
    if ruled_out := set(given) - set(settled(given)):
        arguments.refuse(f"{', '.join(sorted(ruled_out))}: ruled out by another circumstance given")
    return given


def _print_group(group: Group, language: str, words: Wording) -> None:
    print(f"\n{words.groups[group.name][0]}", file=sys.stderr)
    for number, topic in enumerate(group.topics, start=1):
        print(f"{number:3}. {topic.item(language).name}", file=sys.stderr)
    prompt = words.choose_one if group.is_exclusive else words.choose_some
    print(prompt, end="", file=sys.stderr, flush=True)


def _read(group: Group, words: Wording) -> Sequence[str] | None:
    """Read the numbers of what holds; give None where these are none of the group's."""
    line = sys.stdin.buffer.readline().decode(errors="replace")
    numbers = [part for part in _SEPARATORS.split(line) if part]
    places = {str(number): topic.id for number, topic in enumerate(group.topics, start=1)}
    is_fit = all(number in places for number in numbers)
    is_too_much = group.is_exclusive and len(set(numbers)) > 1
    return [places[number] for number in numbers] if is_fit and not is_too_much else None
