"""The machine-readable form of an answer, kept stable: tools measure through it."""

from __future__ import annotations

import json
from typing import Any

from index.leaning.verdict import Leaning
from index.resource import Answer
from index.search import Request

_encode = json.JSONEncoder(ensure_ascii=False).encode
_ESCAPED_LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class UnreadableLineError(ValueError):
    """A line is neither a question nor a JSON object with one; the message says why."""


def read_line(line: bytes) -> Request:
    """Read raw text, or a JSON object with "q" and optional "lang"; raise UnreadableLineError."""
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise UnreadableLineError("the line is not UTF-8 text") from None
    if not text.strip("\0 "):
        raise UnreadableLineError("the line is empty: write a question")
    return _read_object(text) if text.startswith("{") else Request(text, None)


def _read_object(text: str) -> Request:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):  # also a number of 5,000 digits
        raise UnreadableLineError("the line begins like JSON and is none") from None
    question, language = said.get("q"), said.get("lang")
    if not isinstance(question, str):
        raise UnreadableLineError('"q" must be a text, the question')
    if not question.strip("\0 \t\r\n"):
        raise UnreadableLineError('"q" is empty: write a question')
    if language is not None and not isinstance(language, str):
        raise UnreadableLineError('"lang" must be a text such as "fr"')
    return Request(question, (language or "").lower() or None)


def to_json(answer: Answer) -> str:
    """Give one line of JSON for an answer."""
    return _one_line(
        {
            "q": answer.question,
            "band": answer.band,
            "confidence": answer.confidence,
            "hits": [_hit(answer, place) for place in range(len(answer.hits))],
            "leaning": answer.leaning and _leaning(answer.leaning),
            "ms": round(answer.milliseconds, 1),
        }
    )


def error_to_json(sentence: str) -> str:
    """Give the line of JSON for a line that could not be read."""
    return _one_line({"error": sentence})


def _hit(answer: Answer, place: int) -> dict[str, Any]:
    hit = answer.hits[place]
    entry = hit.resource.entry(answer.language)
    return {
        "id": hit.resource.id,
        "url": entry.url,
        "title": entry.title,
        "confidence": hit.confidence,
        "why": hit.why,
    }


def _leaning(leaning: Leaning) -> dict[str, Any]:
    return {
        "verdict": leaning.verdict,
        "factors": list(leaning.factors),
        "because": [
            {"said": reason.said, "means": reason.means, "url": reason.url}
            for reason in leaning.because
        ],
    }


def _one_line(value: dict[str, Any]) -> str:
    """Encode so that no reader, however it splits lines, sees more than one."""
    text = _encode(value)
    for letter, escaped in _ESCAPED_LINE_ENDS.items():
        text = text.replace(letter, escaped)
    return text
