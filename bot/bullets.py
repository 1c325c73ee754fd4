"""Example questions as Markdown bullets: written so that nothing in them is markup, and read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

FILES = ("questions.*.md", "declined.*.md")

_SPECIAL = re.compile(r"(?<![^\W_])_|_(?![^\W_])|[\\`*\[\]<~]|&(?=#|\w{1,40};)")
"""An underscore between letters is none, nor is an ampersand that begins no entity."""
_START = re.compile(r"^(\d{0,9})([-+#>.)=|:])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(.+)")
_PLAIN_ADDRESS = re.compile(r"[\w\-./:?#@!$'*+,;=%~&]+", re.ASCII)


def bullet(text: str) -> str:
    """Write a clean text as a bullet."""
    return f"- {_escaped(text)}"


def heading(title: str, url: str) -> str:
    """Write a heading that links to a resource."""
    plain = re.sub(r"[<>\\\s]", lambda found: quote(found[0]), url)
    plain = re.sub(r"&(?=#|\w{1,40};)", r"\\&", plain)
    address = plain if _PLAIN_ADDRESS.fullmatch(url) else f"<{plain}>"
    return f"## [{_escaped(title)}]({address})"


def bullets(folder: Path) -> list[str]:
    """Read the texts of all example questions and declined messages in a folder of seeds."""
    paths = sorted(path for pattern in FILES for path in folder.glob(pattern) if path.is_file())
    return [text for path in paths for text in _texts(path)]


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := _BULLET.fullmatch(line.rstrip()):
            yield _ESCAPE.sub(r"\1", found[1])


def _escaped(text: str) -> str:
    return _START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))
