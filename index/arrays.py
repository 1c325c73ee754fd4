"""Named arrays in one file, in NumPy's own format; never pickled objects."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.errors import GenerationError
from index.files import writing_durably

Arrays = Mapping[str, NDArray[Any]]


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write a new file, durably; raise OSError as files do."""
    with writing_durably(path) as file:
        np.savez(file, allow_pickle=False, **arrays)


def read_arrays(path: Path) -> Arrays:
    """Read what `write_arrays` wrote; raise GenerationError when it cannot be."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            return {name: held[name] for name in held.files}
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise GenerationError(f"{path} cannot be understood: {error}.") from error


def below(prefix: str, arrays: Arrays) -> Arrays:
    """Give the arrays whose names begin with `prefix` and a dot, without these."""
    start = f"{prefix}."
    return {name[len(start) :]: one for name, one in arrays.items() if name.startswith(start)}


def under(prefix: str, arrays: Arrays) -> Arrays:
    """Put `prefix` and a dot before the names."""
    return {f"{prefix}.{name}": one for name, one in arrays.items()}
