"""Texts to vectors as they come: memory holds one chunk, a file the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import numpy as np

from index.encoder import TEXTS_AT_ONCE, Encoder, Vectors


def embed(
    encoder: Encoder,
    texts: Iterable[str],
    path: Path,
    tell: Callable[[int], None],
    at_once: int = TEXTS_AT_ONCE,
) -> Vectors:
    """Embed texts into a file at `path`; give it mapped: (n, d) float32, rows of unit length.

    `tell` hears how many are done. The file is written before it is mapped: on a full disk a write
    raises OSError, where a write to mapped memory would end the process.
    """
    remaining, done = iter(texts), 0
    with path.open("wb") as file:
        while chunk := list(islice(remaining, at_once)):

            def tell_in_all(some: int, _: int, before: int = done) -> None:
                tell(before + some)

            file.write(encoder.embed_passages(chunk, tell_in_all).data)
            done += len(chunk)
    return np.memmap(path, np.float32, "r").reshape(-1, encoder.dimension)
