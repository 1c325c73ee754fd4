"""Texts to vectors as they come: memory holds one chunk, a file the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from index.encoder import TEXTS_AT_ONCE, Encoder
from index.tokens import Vectors

QUESTIONS_AT_ONCE = 100
"""Between two reports of progress."""


def embed(
    encoder: Encoder,
    texts: Iterable[tuple[str, bool]],
    path: Path,
    tell: Callable[[int], None],
    at_once: int = TEXTS_AT_ONCE,
) -> Vectors:
    """Embed texts into a file at `path`; give it mapped: (n, d) float32, rows of unit length.

    With each text comes whether it is a question. `tell` hears how many are done. The file is
    written before it is mapped: on a full disk a write raises OSError, where a write to mapped
    memory would end the process.
    """
    remaining, done = iter(texts), 0
    with path.open("wb") as file:
        while chunk := list(islice(remaining, at_once)):

            def tell_in_all(some: int, before: int = done) -> None:
                tell(before + some)

            file.write(_embed(encoder, chunk, tell_in_all).data)
            done += len(chunk)
    return np.memmap(path, np.float32, "r").reshape(-1, encoder.dimension)


def _embed(
    encoder: Encoder, chunk: Sequence[tuple[str, bool]], tell: Callable[[int], None]
) -> Vectors:
    """Embed questions as they are asked, each alone, and passages in batches."""
    is_asked = np.array([is_question for _, is_question in chunk])
    vectors = np.empty((len(chunk), encoder.dimension), np.float32)
    passages = [text for text, is_question in chunk if not is_question]
    vectors[~is_asked] = encoder.embed_passages(passages, lambda some, _: tell(some))
    questions, done = [text for text, is_question in chunk if is_question], len(passages)
    places = np.flatnonzero(is_asked)
    for start in range(0, len(questions), QUESTIONS_AT_ONCE):
        some = slice(start, start + QUESTIONS_AT_ONCE)
        vectors[places[some]] = encoder.embed_questions(questions[some])
        done += len(questions[some])
        tell(done)
    return vectors
