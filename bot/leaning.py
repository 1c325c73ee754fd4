"""The sentences of a leaning, for every door: each lays them out its way."""

from __future__ import annotations

from dataclasses import replace

from bot.wording import Wording
from index.leaning.verdict import Leaning, Reason
from index.resource import Answer, Hit


def heading(leaning: Leaning, words: Wording) -> str:
    """Say where it leans, and how far; an unclear one says only that."""
    if leaning.verdict == "unclear":
        return leaning.name
    return words.leaning.format(verdict=leaning.name, sureness=words.sureness[leaning.sureness])


def stated(reason: Reason, words: Wording) -> str:
    """Say what somebody stated, in their own words, or what they chose."""
    return words.stated.format(said=reason.said) if reason.said else reason.name


def endings(leaning: Leaning, words: Wording) -> list[tuple[str, str]]:
    """Give what follows the reasons: what comes next and what would change it, each titled."""
    titled = [(words.next, leaning.next), (words.change, leaning.change)]
    return [(title, said) for title, said in titled if said]


def questions(leaning: Leaning, words: Wording) -> list[str]:
    """Give what an unclear leaning asks for."""
    return [words.missing[what] for what in leaning.missing]


def is_chosen(leaning: Leaning | None) -> bool:
    """Tell whether its circumstances were chosen from a list, so that no question was asked."""
    if leaning is None or not leaning.factors:
        return False
    return not any(reason.said for reason in (*leaning.because, *leaning.despite))


def without_told(answer: Answer) -> list[Hit]:
    """Give the hits; why one matched is dropped where a reason of the leaning says it already."""
    leaning = answer.leaning
    told = {reason.means for reason in leaning.because} if leaning else set()
    return [replace(hit, why="") if hit.why in told else hit for hit in answer.hits]
