"""Small lists with an index of their own; their encoder is the one that was exported already."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from index.build import ENCODERS, build
from index.settings import IndexSettings

MakeIndex: TypeAlias = Callable[[Path, Mapping[str, str]], IndexSettings]
"""Takes an empty folder and the texts of the seed files by name; gives settings, all built."""


@pytest.fixture(scope="session")
def make_index(index_settings: IndexSettings) -> MakeIndex:
    def make(folder: Path, texts: Mapping[str, str]) -> IndexSettings:
        shutil.copytree(index_settings.data / ENCODERS, folder / "data" / ENCODERS)
        (folder / "seeds").mkdir()
        for name, text in texts.items():
            (folder / "seeds" / name).write_text(text, encoding="utf-8")
        settings = IndexSettings(folder / "seeds", folder / "data", index_settings.model)
        build(settings, lambda done, total: None)
        return settings

    return make
