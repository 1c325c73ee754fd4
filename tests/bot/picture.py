"""Photograph the cards for the README: ``python -m tests.bot.picture OUT.png "question"``.

With ``--form`` behind it, the form behind the button under the answer to a decision question.

Needs ``pip install "simcord[preview]"`` (its page, and Pillow for cropping) and a ``chromium``.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from simcord.env import Env

from bot.answer import Answerer
from bot.client import SiftClient
from bot.wording import wording
from index.build import build
from index.generation import current_name
from index.language import detect
from index.search import open_search
from index.settings import IndexSettings

SCALE = 2
EDGE, VISIBLE = 12, 10
"""Pixels around the message; how far from the background a pixel counts as drawn."""
WIDE, TALL = 700, 1600
"""Size of the window in logical pixels, before the crop."""
CHROMIUM = ("chromium", "--headless=new", "--no-sandbox", "--hide-scrollbars")
SETTLED = "--virtual-time-budget=8000"
COLOURS = 64
"""Of the palette; text needs no more, and the file stays below 300 KB."""


def main(out: Path, question: str, *, is_form: bool) -> None:
    """Build an index of the project's lists, ask, photograph, crop."""
    with TemporaryDirectory() as folder:
        settings = IndexSettings.read({"SIFT_DATA": folder})
        build(settings, lambda done, total: None)
        asyncio.run(photograph(settings, question, out, is_form=is_form))
    if not is_form:
        crop(out)


async def photograph(settings: IndexSettings, question: str, out: Path, *, is_form: bool) -> None:
    read_name = partial(current_name, settings.root)
    answerer = Answerer(open_search(settings), read_name, partial(open_search, settings), 3600)
    env = Env(SiftClient(answerer, None, settings.data), shard_count=1)
    env.backend.bot_user.name = "Sift"
    await env.start()
    with env.time_context():
        await ask_and_shoot(env, question, out, is_form=is_form)
    await env.shutdown()
    await answerer.close()


async def ask_and_shoot(env: Env, question: str, out: Path, *, is_form: bool) -> None:
    """Ask by slash command, or by direct message in French: SimCord's people are all American."""
    channel = env.create_guild().create_text_channel("general")
    user = env.create_user("ada")
    viewer: Any = env.guild.add_member(user)
    if detect(question) == "en":
        shown: Any = (await viewer.slash(channel, "ask", question=question)).response
    else:
        await user.send_dm(question)
        channel, viewer = user.dm_channel, user
        shown = channel.last_message
    if is_form:
        shown = await viewer.click(shown, label=wording(detect(question)).check_case)
    async with env.preview(channel, viewers=[viewer], width=WIDE, height=TALL) as preview:
        await preview.show(shown)
        await shoot(preview.url, out)


async def shoot(url: str, out: Path) -> None:
    size = (f"--window-size={WIDE},{TALL}", f"--force-device-scale-factor={SCALE}", SETTLED)
    process = await asyncio.create_subprocess_exec(
        *CHROMIUM, *size, f"--screenshot={out}", url, stderr=asyncio.subprocess.DEVNULL
    )
    if await process.wait() != 0:
        raise SystemExit(f"chromium ended with {process.returncode}.")


def crop(out: Path) -> None:
    """Cut away SimCord's own bar above the message and the empty page around it."""
    image: Any = import_module("PIL.Image")
    difference: Any = import_module("PIL.ImageChops").difference
    picture = image.open(out).convert("RGB")
    background = picture.getpixel((picture.width - 2 * EDGE, picture.height - 2 * EDGE))
    blank = image.new("RGB", picture.size, background)
    drawn = difference(picture, blank).convert("L").point(lambda level: level > VISIBLE)
    column = drawn.crop((picture.width - EDGE, 0, picture.width - EDGE + 1, picture.height))
    bar = next(y for y in range(column.height) if not column.getpixel((0, y)))
    left, top, right, bottom = drawn.crop((EDGE, bar, *picture.size)).getbbox()
    inside = (left, bar + top - EDGE, right + 2 * EDGE, bar + bottom + 3 * EDGE)
    picture.crop(inside).quantize(COLOURS).save(out, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], is_form="--form" in sys.argv[3:])
