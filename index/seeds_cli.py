"""Door: ``sift seeds check``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import SeedError
from index.settings import IndexSettings

if TYPE_CHECKING:
    from index.seeds import Seeds

_NAMED = 3
"""Titles in a note."""


def add_commands(
    parser: argparse.ArgumentParser,
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """Add the commands of ``sift seeds``, each leaving its function in `run`; more can follow."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    added = commands.add_parser("check", help="name every fault of the seeds, with file and line")
    added.set_defaults(run=run_check)
    return commands


def run_check(_: argparse.Namespace, settings: IndexSettings) -> int:
    """Lint all seeds; raise SeedError with every fault, else say what there is."""
    from index.lint import lint  # noqa: PLC0415 - loads the readers
    from index.seeds import read  # noqa: PLC0415

    found, faults = read(settings.seeds)
    if told := [*faults, *lint(found)]:
        raise SeedError("\n".join(told))
    counts = {language: _examples_per_resource(found, language) for language in _languages(found)}
    for language, of_resource in counts.items():
        for note in _notes(found, language, of_resource):
            print(note)
    print("; ".join(_summary(found, counts)))
    return 0


def _languages(found: Seeds) -> list[str]:
    codes = {code for resource in found.resources for code in resource.entries}
    codes |= {example.language for example in found.examples}
    return sorted(codes | {message.language for message in found.declined})


def _examples_per_resource(found: Seeds, language: str) -> Counter[int]:
    """Count the examples of each resource that has an entry in `language`, by its place."""
    counts = Counter({i: 0 for i, each in enumerate(found.resources) if language in each.entries})
    counts.update(each.resource for each in found.examples if each.language == language)
    return counts


def _notes(found: Seeds, language: str, counts: Counter[int]) -> Iterator[str]:
    lacking = [found.resources[place].entry(language) for place, n in counts.items() if not n]
    if lacking:
        named = ", ".join(f"“{entry.title}” ({entry.place})" for entry in lacking[:_NAMED])
        more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
        yield f"note: no example question in {language} for {named}{more}"


def _summary(found: Seeds, counts: dict[str, Counter[int]]) -> Iterator[str]:
    yield f"All is well: {len(found.resources)} resources"
    declined = Counter(message.language for message in found.declined)
    for language, of_resource in counts.items():
        fewest = min(of_resource.values(), default=0)
        examples = f"{of_resource.total()} example questions ({fewest} or more a resource)"
        yield f"{language} {examples}, {declined[language]} declined messages"
    if found.guide is not None:
        yield f"guide {len(found.guide.circumstances)} circumstances"
