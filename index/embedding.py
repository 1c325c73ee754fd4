"""Texts to vectors as they come: memory holds one chunk, a file the rest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import numpy as np

from index.encoder import TEXTS_AT_ONCE, Encoder, Report, Vectors


def embed(
    encoder: Encoder, texts: Iterable[str], count: int, path: Path, report: Report
) -> Vectors:
    """Embed `count` texts into a file at `path`; give it mapped, (count, d) rows of unit length.

    The file is written before it is mapped: on a full disk a write raises OSError, where a write
    to mapped memory would end the process.
    """
    remaining, done = iter(texts), 0
    with path.open("wb") as file:
        while chunk := list(islice(remaining, TEXTS_AT_ONCE)):

            def tell(some: int, _: int, before: int = done) -> None:
                report(before + some, count)

            file.write(encoder.embed_passages(chunk, tell).data)
            done += len(chunk)
    return np.memmap(path, np.float32, "r", shape=(count, encoder.dimension))
