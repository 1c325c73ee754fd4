"""The real client on the real index, in a simulated Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.answer import Answerer
from bot.client import SiftClient
from index.generation import current_name
from index.search import Search, open_search
from index.settings import IndexSettings
from tests.bot.searches import SwitchedSearch
from tests.bot.town import Town

HOUR = 3600.0


@pytest.fixture
def switched(search: Search) -> Iterator[SwitchedSearch]:
    """The real index with a switch on it."""
    made = SwitchedSearch(search)
    yield made
    made.gate.set()


@pytest.fixture
async def answerer(
    switched: SwitchedSearch, index_settings: IndexSettings
) -> AsyncIterator[Answerer]:
    """An answerer that does not look for another generation while a test runs."""
    read_name = partial(current_name, index_settings.root)
    made = Answerer(switched, read_name, partial(open_search, index_settings), look_every=HOUR)
    yield made
    await made.close()


@pytest.fixture
async def simcord_bot(answerer: Answerer, tmp_path: Path) -> SiftClient:
    """What SimCord's own fixture `simcord_env` runs."""
    return SiftClient(answerer, None, tmp_path)


@pytest.fixture
def town(simcord_env: object) -> Town:
    """One server with a channel and a person in it."""
    return Town(simcord_env)
