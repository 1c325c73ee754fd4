"""What a file says about itself: its language, and whether a machine translated it."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from index.resource import FALLBACK_LANGUAGE

_NAME = "CO_OP_TRANSLATOR_METADATA"
_DISCLAIMER = re.compile(
    r"(?:traduit|translated|übersetzt|traducido|tradotto|traduzido)[^\n]{0,120}"
    r"github\.com/Azure/co-op-translator",
    re.IGNORECASE,
)
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_ENDING = re.compile(r"\.([a-z]{2}(?:[-_][a-z0-9]{2,4})?)\.md$", re.IGNORECASE)
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?=[\w-]+[ \t]*:)(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
"""A rule at the top is none: its first line must look like ``key:``."""
_ADVICE = "mend the comment or remove it"


class Metadata(NamedTuple):
    """What holds for the whole file."""

    language: str
    is_machine_translated: bool
    body: str
    """The text, front matter blanked, lines in their places."""
    faults: tuple[tuple[int, str], ...]
    """Line and sentence."""


def read_metadata(text: str, file: str) -> Metadata:
    """Read the translator's comment, else the file's ``.xx.md`` ending."""
    text = text.removeprefix("\ufeff")
    body = _FRONT_MATTER.sub(lambda found: "\n" * found.group().count("\n"), text)
    given, fault = _comment(text)
    language, is_translated = _language_of(file), bool(_DISCLAIMER.search(text))
    if given is None:
        return Metadata(language, is_translated, body, ((fault,) if fault else ()))
    code = given.get("language_code", language)
    is_translated = is_translated or "translation_date" in given
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        sentence = f"language_code {code!r} is no language code such as fr; {_ADVICE}"
        return Metadata(language, is_translated, body, ((_line(text), sentence),))
    return Metadata(code.lower().replace("_", "-"), is_translated, body, ())


def _line(text: str) -> int:
    return text.count("\n", 0, text.index(_NAME)) + 1


def _comment(text: str) -> tuple[dict[str, Any] | None, tuple[int, str] | None]:
    """Give what the comment holds, or the line and the fault; neither where there is no comment."""
    place = text.find(_NAME)
    opening = text.rfind("<!--", 0, place) if place >= 0 else -1
    if opening < 0 or text[opening + 4 : place].strip():
        return None, None
    closing = text.find("-->", place)
    if closing < 0:
        return None, None
    try:
        given = json.loads(text[place + len(_NAME) : closing].strip().removeprefix(":"))
    except (ValueError, RecursionError) as error:
        return None, (_line(text), f"the {_NAME} comment is not JSON ({error}); {_ADVICE}")
    if not isinstance(given, dict):
        return None, (_line(text), f"the {_NAME} comment is not a JSON object; {_ADVICE}")
    return given, None


def _language_of(file: str) -> str:
    found = _ENDING.search(file)
    return found.group(1).lower().replace("_", "-") if found else FALLBACK_LANGUAGE
