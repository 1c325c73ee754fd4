"""Let 32 tasks ask Sift's Answerer at once, as Discord's people do; print one JSON object.

Called by: ``python sift_crowd.py QUESTIONS SECONDS MANNER``, in Sift's environment, with
SIFT_DATA set; there is no manner but at once.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from protocol import ASKERS, WARM_UP, unlike  # type: ignore[import-not-found]

from bot.answer import Answerer
from index.search import open_search
from index.settings import IndexSettings


async def crowd(questions: list[str], seconds: float) -> dict[str, object]:
    """Count the answers until the time is over."""
    search = open_search(IndexSettings.read(os.environ))
    answerer = Answerer(search, lambda: None, lambda: search)
    for question in questions[:WARM_UP]:
        await answerer.answer(question, None)
    started = time.perf_counter()
    line, end = unlike(questions), started + seconds
    counts = await asyncio.gather(*(_ask(answerer, line, end) for _ in range(ASKERS)))
    spent = time.perf_counter() - started
    await answerer.close()
    return {"answered": sum(counts), "seconds": spent, "error": None}


async def _ask(answerer: Answerer, line: Iterator[str], end: float) -> int:
    count = 0
    while time.perf_counter() < end:
        await answerer.answer(next(line), None)
        count += 1
    return count


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(asyncio.run(crowd(asked, float(sys.argv[2])))))
