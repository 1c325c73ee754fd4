"""What tests share: the real lists in a real index, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import build
from index.search import Search, open_search
from index.settings import DEFAULT_MODEL, IndexSettings

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def index_settings(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """Settings with the project's seeds and a built index; read only."""
    settings = IndexSettings(SEEDS, tmp_path_factory.mktemp("data"), DEFAULT_MODEL)
    build(settings, lambda done, total: None)
    return settings


@pytest.fixture(scope="session")
def search(index_settings: IndexSettings) -> Search:
    return open_search(index_settings)
