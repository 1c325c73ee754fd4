"""Settings of the index: where seeds, data and model are; read once, in the entry point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_MODEL = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Where to read and write."""

    seeds: Path
    """``SIFT_SEEDS``: folder of Markdown lists."""
    data: Path
    """``SIFT_DATA``: folder that Sift writes to; the generations lie in ``index/`` below it."""
    model: str
    """``SIFT_MODEL``: a local folder or a hub name; the default comes with Sift's packages."""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> IndexSettings:
        """Read the settings; an empty value counts as unset."""
        return cls(
            seeds=Path(environment.get("SIFT_SEEDS") or "seeds"),
            data=Path(environment.get("SIFT_DATA") or "data"),
            model=environment.get("SIFT_MODEL") or DEFAULT_MODEL,
        )


def environment_with_dotenv(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """Add what a ``.env`` file says to the environment, which wins where both speak."""
    if not file.is_file():
        return dict(environment)
    from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file

    said = {name: value for name, value in dotenv_values(file).items() if value is not None}
    return {**said, **environment}
