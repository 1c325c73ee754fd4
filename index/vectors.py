"""Unit vectors in a FAISS store: added, searched by inner product, kept as bytes."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import GenerationError

Vectors = NDArray[np.float32]


class VectorStore:
    """An exact inner-product store; on unit vectors that is the cosine."""

    def __init__(self, store: faiss.Index) -> None:
        self._store = store

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> VectorStore:
        """Store (n, d) float32 rows of unit length; row i answers to number i."""
        store = faiss.IndexFlatIP(vectors.shape[1])
        store.add(np.ascontiguousarray(vectors))
        return cls(store)

    @classmethod
    def from_bytes(cls, content: bytes) -> VectorStore:
        """Read what `to_bytes` gave; raise GenerationError when FAISS cannot read it."""
        try:
            return cls(faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8)))
        except RuntimeError as error:
            raise GenerationError(f"FAISS cannot read the vectors: {error}") from error

    def to_bytes(self) -> bytes:
        """Give the store in FAISS's own format."""
        return bytes(faiss.serialize_index(self._store).tobytes())

    def __len__(self) -> int:
        return int(self._store.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._store.d)

    def nearest(self, vector: Vectors, count: int) -> tuple[NDArray[np.int64], Vectors]:
        """Give numbers and cosines of up to `count` rows nearest to a (d,) vector, best first."""
        cosines, rows = self._store.search(vector[None, :], min(count, len(self)))
        return rows[0], cosines[0]

    def cosines(self, vector: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Give the cosine of a (d,) vector with each of `rows`."""
        return np.asarray(self._store.reconstruct_batch(rows) @ vector, dtype=np.float32)
