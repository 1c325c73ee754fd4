"""Entries of all files to resources: translations paired, repetitions named, ids given."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from index import links
from index.reading.markdown import Skipped
from index.resource import Entry, Resource

_Group = dict[str, Entry]
"""The entries of one resource, by language."""


def pair(entries: Iterable[Entry]) -> tuple[tuple[Resource, ...], list[Skipped]]:
    """Give the resources in order of their first entries, and the repetitions left out."""
    unique, repeated = _without_repetitions(entries)
    groups = _by_title(_by_address(unique))
    return _resources(groups), repeated


def _without_repetitions(entries: Iterable[Entry]) -> tuple[list[Entry], list[Skipped]]:
    """Keep the first entry of each language, address and title."""
    first: dict[tuple[str, str, str], Entry] = {}
    repeated: list[Skipped] = []
    for entry in entries:
        kept = first.setdefault((entry.language, entry.url, entry.title.casefold()), entry)
        if kept is not entry:
            reason = f"it repeats {kept.place}"
            repeated.append(Skipped(entry.file, entry.line, entry.title, reason))
    return list(first.values()), repeated


def _by_address(entries: Iterable[Entry]) -> list[_Group]:
    """Pair the n-th entries of one address over the languages."""
    groups: dict[tuple[str, int], _Group] = defaultdict(dict)
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        place = counts[entry.language, entry.url]
        counts[entry.language, entry.url] += 1
        groups[entry.url, place][entry.language] = entry
    return list(groups.values())


def _by_title(groups: Iterable[_Group]) -> list[_Group]:
    """Pair what is left alone in its language with the first other of that title that lacks it."""
    kept: list[_Group] = []
    by_title: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        alone = next(iter(group.values()))
        title = alone.title.casefold()
        partner = None
        if len(group) == 1:
            partner = next((g for g in by_title[title] if alone.language not in g), None)
        if partner is not None:
            partner[alone.language] = alone
            continue
        kept.append(group)
        for name in {entry.title.casefold() for entry in group.values()}:
            by_title[name].append(group)
    return kept


def _resources(groups: Iterable[_Group]) -> tuple[Resource, ...]:
    """Make resources; one of several with an address is told apart by its place among them."""
    places: Counter[str] = Counter()
    taken: set[str] = set()
    made: list[Resource] = []
    for group in groups:
        entry = next(iter(group.values()))
        identity = _identity(entry.url, places[entry.url], taken)
        places[entry.url] += 1
        taken.add(identity)
        made.append(_resource(identity, entry, group))
    return tuple(made)


def _identity(url: str, place: int, taken: set[str]) -> str:
    """Digest address and place to ten digits; another digest where those are taken."""
    said = f"{url}\n{place}"
    while (identity := hashlib.blake2b(said.encode(), digest_size=5).hexdigest()) in taken:
        said += "\n"
    return identity


def _resource(identity: str, entry: Entry, group: _Group) -> Resource:
    return Resource(
        id=identity,
        url=entry.url,
        kind=links.kind(entry.label, entry.url, entry.title),
        provider=links.provider(entry.label, entry.url),
        entries=group,
    )
