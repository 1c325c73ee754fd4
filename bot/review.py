"""Suggestions as text to review: Markdown that can be pasted into the seeds, or data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.bullets import bullet, heading
from bot.suggestions import LONGEST, Asked, Reason, Suggestion, Suggestions
from bot.text import clean

_LEFT_OUT: dict[Reason, str] = {
    "in the seeds": "the seeds hold them already, or nearly",
    "too long": f"longer than {LONGEST} characters",
    "secret": "they look as if they held a secret",
    "empty": "they have no words",
}


def as_markdown(found: Sequence[Suggestion]) -> Iterator[str]:
    """Write suggestions as they can be pasted into the seeds, with comments to review by."""
    file = ""
    for (name, title), group in groupby(found, key=_target):
        if name != file:
            yield from ([""] if file else [])
            yield f"<!-- for {name} -->"
        file = name
        yield from (["", title] if title else [])
        for one in group:
            yield from ("", f"<!-- {_comment(one)} -->", bullet(one.asked.question))


def left_out(found: Suggestions) -> Iterator[str]:
    """Say how many questions were left out, and why."""
    for reason, count in found.left_out.items():
        yield f"left out {count}: {_LEFT_OUT[reason]}"


def as_data(found: Suggestions) -> dict[str, Any]:
    """Give what `--json` prints."""
    return {
        "suggestions": [_data(one) for one in found.found],
        "left_out": {reason: found.left_out[reason] for reason in _LEFT_OUT},
    }


def _target(one: Suggestion) -> tuple[str, str]:
    """Give the file that a question is for, and the heading that it belongs below."""
    if one.hit is None:
        return f"declined.{one.language}.md or a new resource", ""
    entry = one.hit.resource.entry(one.language)
    title = heading(clean(entry.title) or clean(entry.url), entry.url)
    return f"questions.{one.language}.md", title


def _comment(one: Suggestion) -> str:
    fits = f"; this resource fits by {one.hit.confidence:.0%}" if one.hit else ""
    return f"{_told(one.asked)}{fits}"


def _told(asked: Asked) -> str:
    times = "once" if asked.times == 1 else f"{asked.times} times"
    counts = {"helpful": asked.helpful, "not helpful": asked.unhelpful}
    thumbs = [f"{word} {count}" for word, count in counts.items() if count]
    return ", ".join([f"asked {times}", *thumbs])


def _data(one: Suggestion) -> dict[str, Any]:
    asked = one.asked
    counts = {"missed": asked.missed, "helpful": asked.helpful, "unhelpful": asked.unhelpful}
    told = {"question": asked.question, "language": one.language, "times": asked.times}
    return {**told, **counts, "day": asked.day, "resource": _resource(one)}


def _resource(one: Suggestion) -> dict[str, Any] | None:
    if one.hit is None:
        return None
    entry = one.hit.resource.entry(one.language)
    told = {"id": one.hit.resource.id, "url": entry.url, "title": entry.title}
    return {**told, "confidence": one.hit.confidence}
