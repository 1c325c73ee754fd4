"""The embedding model under sentence-transformers; the only file that imports torch's world."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.model import Model

Vectors = NDArray[np.float32]
BATCH = 32


class Encoder(Protocol):
    """Whatever turns texts into vectors."""

    def embed(
        self, texts: Sequence[str], report: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Give (n, d) float32, rows of unit length; `report` hears (done, all) after each batch."""


class Teacher:
    """A loaded sentence-transformers model on the CPU."""

    def __init__(self, model: Model) -> None:
        """Load the model from its folder; never from the network, never from a pickle."""
        os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 5 s of imports
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model: Any = SentenceTransformer(
                str(model.folder), device="cpu", model_kwargs={"use_safetensors": True}
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(f"The model in {model.folder} cannot be loaded: {error}") from error

    def embed(
        self, texts: Sequence[str], report: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Give (n, d) float32, rows of unit length."""
        parts = []
        for start in range(0, len(texts), BATCH):
            parts.append(self._embed_batch(list(texts[start : start + BATCH])))
            if report is not None:
                report(min(start + BATCH, len(texts)), len(texts))
        return np.concatenate(parts)

    def _embed_batch(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(
            texts, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32)
