"""Door: ``sift seeds suggest``: which example questions to add; nothing is written."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from index.cli import say
from index.settings import IndexSettings

if TYPE_CHECKING:
    from bot.feedback import Said
    from bot.suggestions import Suggestions

MOST = 50
NOTHING_SAID = (
    "Nothing to suggest yet: nobody asked what Sift missed, and nobody pressed a thumb "
    "(SIFT_KEEP_QUESTIONS=off keeps neither)."
)
NOTHING_NEW = "Nothing new to suggest."


def add_suggest(parser: argparse.ArgumentParser) -> None:
    """Describe ``sift seeds suggest``."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "-n", dest="most", type=_count, default=MOST, help=f"questions at most ({MOST})"
    )
    parser.set_defaults(run=run_suggest)


def run_suggest(arguments: argparse.Namespace, settings: IndexSettings) -> int:
    """Print what to add to the seeds, as Markdown to review or as JSON."""
    from bot import feedback  # noqa: PLC0415 - loads SQLite

    said = feedback.read(settings.data / feedback.FILE)
    if not (said or arguments.json):
        print(NOTHING_SAID)
        return 0
    from bot import review  # noqa: PLC0415 - loads faiss and onnxruntime

    found = _suggest(said, settings, arguments.most)
    if arguments.json:
        import msgspec  # noqa: PLC0415 - JSON only

        print(msgspec.json.encode(review.as_data(found)).decode())
        return 0
    print("\n".join(review.as_markdown(found.found)) or NOTHING_NEW)
    for sentence in review.left_out(found):
        say(sentence)
    return 0


def _suggest(said: list[Said], settings: IndexSettings, most: int) -> Suggestions:
    from bot.bullets import bullets  # noqa: PLC0415 - loads faiss and onnxruntime
    from bot.suggestions import NOTHING, suggest  # noqa: PLC0415
    from index.search import open_search  # noqa: PLC0415

    if not said:
        return NOTHING
    return suggest(said, bullets(settings.seeds), open_search(settings), most)


def _count(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and int(word)):
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 1 up")
    return int(word)
