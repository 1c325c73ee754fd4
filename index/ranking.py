"""Which of the resources that come into question are shown, and in what order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from index.features import words_of
from index.relevance import Judged
from index.resource import Kind, Resource

STEER = 0.02
"""What a wanted kind adds to a score. More makes it win where another resource is meant: on the
example questions that name a kind, left out, 0.05 costs videos and courses 0.01 to 0.02 in nDCG@3,
0.02 nothing. What example questions teach of such words comes on top."""
_WANTED: Mapping[Kind, str] = {
    "video": "video videos youtube watch watching film regarder visionner visionnage",
    "notebook": "notebook notebooks colab jupyter ipynb",
    "training": "course courses class lesson lessons mooc curriculum cours formation formations",
    "tutorial": "tutorial tutorials tutoriel tutoriels tuto tutos walkthrough",
    "paper": "paper papers arxiv",
    "blog": "blog billet",
}
KINDS: Mapping[str, Kind] = {word: kind for kind, said in _WANTED.items() for word in said.split()}
WITHOUT_CODE = re.compile(
    r"\b(?:no code|nocode|sans (?:\w+ )?cod\w*|sans programm\w*|"
    r"without (?:writing )?(?:any )?(?:cod\w*|programm\w*))\b"
)
CODED: frozenset[Kind] = frozenset({"notebook"})


def choose(
    text: str, judged: Sequence[Judged], resource: Callable[[int], Resource], language: str
) -> list[Judged]:
    """Order the resources judged for a question, best first, no address twice.

    The kinds that the question names come sooner, notebooks later where it wants no code.
    """
    words = words_of(text)
    wanted = {KINDS[word] for word in words if word in KINDS}
    shunned = CODED if WITHOUT_CODE.search(" ".join(words)) else frozenset()

    def score(one: Judged) -> float:
        kind = resource(one.place).kind
        return one.score + STEER * ((kind in wanted) - (kind in shunned))

    ordered = sorted(judged, key=score, reverse=True) if wanted or shunned else judged
    ordered = _descending(ordered)
    return once_per_address(ordered, lambda one: resource(one.place).entry(language).url)


def _descending(ordered: Iterable[Judged]) -> list[Judged]:
    """Let nobody be surer of a resource than of the one before it."""
    told, most = [], 1.0
    for one in ordered:
        most = min(most, one.confidence)
        told.append(one if one.confidence == most else replace(one, confidence=most))
    return told


def once_per_address(ordered: Iterable[Judged], url: Callable[[Judged], str]) -> list[Judged]:
    """Leave out what leads where a better one leads."""
    first: dict[str, Judged] = {}
    for one in ordered:
        first.setdefault(url(one), one)
    return list(first.values())


def cover(
    shown: Sequence[Judged], wanted: Sequence[Judged], limit: int, url: Callable[[Judged], str]
) -> list[Judged]:
    """Make room among the first `limit` for the best resource of each option, behind the first.

    A resource that comes in takes the place of the last one that no option asked for; one whose
    address is shown already does not come in.
    """
    found = list(shown[:limit])
    addresses = {url(one) for one in wanted}
    for one in wanted:
        if url(one) in {url(each) for each in found}:
            continue
        spare = [each for each in found[1:] if url(each) not in addresses]
        if len(found) >= limit and not spare:
            break
        if len(found) >= limit:
            found.remove(spare[-1])
        found.append(replace(one, confidence=min(one.confidence, found[-1].confidence)))
    return found


def bring_in(
    shown: Sequence[Judged],
    places: Iterable[int],
    resource: Callable[[int], Resource],
    language: str,
) -> list[Judged]:
    """Put the resources at `places` behind the first that is shown, no address twice."""
    known = {one.place: one for one in shown}
    least = min((one.confidence for one in shown), default=1.0)
    brought = [known.get(place, Judged(place, 0.0, least)) for place in places]
    ordered = _descending([*shown[:1], *brought, *shown[1:]])
    return once_per_address(ordered, lambda one: resource(one.place).entry(language).url)
