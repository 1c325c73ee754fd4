"""How alike two texts are: equal but for case, accents and marks, or by shared 4-grams."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORDS = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """Give its words, case and accents folded, one space between them; itself if it has none."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return _NOT_WORDS.sub(" ", plain).strip() or text.strip()
