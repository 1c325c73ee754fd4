"""Settings of the index: where seeds, data and model are; read once, in the entry point."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import SettingError

Precision = Literal["int8", "fp32"]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
THREADS = 2
"""Used unless set, or there are fewer cores."""
MOST_THREADS = 64
PRECISIONS: tuple[Precision, ...] = ("int8", "fp32")


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Where to read and write."""

    seeds: Path
    """``SIFT_SEEDS``: folder of Markdown lists."""
    data: Path
    """``SIFT_DATA``: folder that Sift writes to; the generations lie in ``index/`` below it."""
    model: str
    """``SIFT_MODEL``: a local folder or a hub name; the default comes with Sift's packages."""
    precision: Precision = "int8"
    """``SIFT_PRECISION``: ``int8``, small and fast, or ``fp32``, the model's own."""
    threads: int = THREADS
    """``SIFT_THREADS``: cores that the encoding of a question alone uses."""
    answer_at: float | None = None
    """``SIFT_ANSWER_AT``: confidence that makes an answer sure; None for what the build found."""
    maybe_at: float | None = None
    """``SIFT_MAYBE_AT``: confidence from which cards are shown at all; never above `answer_at`."""

    @property
    def root(self) -> Path:
        """Folder of the generations."""
        return self.data / "index"

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> IndexSettings:
        """Read the settings; an empty value counts as unset. Raises SettingError."""
        return cls(
            seeds=Path(environment.get("SIFT_SEEDS") or "seeds"),
            data=Path(environment.get("SIFT_DATA") or "data"),
            model=environment.get("SIFT_MODEL") or DEFAULT_MODEL,
            precision=_precision(environment.get("SIFT_PRECISION") or "int8"),
            threads=_threads(environment.get("SIFT_THREADS") or str(min(THREADS, cores()))),
            answer_at=_probability("SIFT_ANSWER_AT", environment),
            maybe_at=_probability("SIFT_MAYBE_AT", environment),
        )


def _precision(value: str) -> Precision:
    for precision in PRECISIONS:
        if value == precision:
            return precision
    raise SettingError(f"SIFT_PRECISION is {value!r}; it can be {' or '.join(PRECISIONS)}.")


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on a Mac
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _threads(value: str) -> int:
    if value not in map(str, range(1, MOST_THREADS + 1)):
        raise SettingError(
            f"SIFT_THREADS is {value!r}, not a number of cores (1 to {MOST_THREADS})."
        )
    return int(value)


def _probability(name: str, environment: Mapping[str, str]) -> float | None:
    value = environment.get(name)
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise SettingError(f"{name} is {value!r}, not a number from 0 to 1 (unset: as built).")
    return number


def environment_with_dotenv(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """Add what a ``.env`` file says to the environment, which wins where both speak."""
    if not file.is_file():
        return dict(environment)
    from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file

    try:
        values = dotenv_values(file)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{file} cannot be read ({error}); save it as UTF-8, readable by you, or remove it."
        ) from error
    said = {name: value for name, value in values.items() if value is not None}
    return {**said, **environment}
