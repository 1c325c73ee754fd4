"""Unit vectors in a FAISS store: exact while that is fast, in 16 bits and cells beyond."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import GenerationError
from index.files import writing_durably

Vectors = NDArray[np.float32]

MOST_EXACT = 20_000
"""Vectors that are compared one by one: 2 to 3 ms on one core, about as long as an encoding."""
CELLS_PER_ROOT = 4
"""Cells for n vectors: this times the root of n, FAISS's own advice."""
TRAINED_PER_CELL = 64
CODES = "SQfp16"
"""16 bits lose nothing: of the nearest ten among 200,000 rows exact search over such codes finds
0.9997, over 8 bits 0.984 whatever their range (least and most, deviations, quantiles), and fewer
the more rows there are. Fewer bits ranked anew by 16 find as many, no sooner, and take more memory
(4 or 8 bits, product quantiser, RaBitQ: 816 to 1,152 bytes a row against 768)."""
LEAST_RECALL, COUNTED = 0.995, 10
"""Of the nearest ten of exact search; probes are added until as many are found of questions made
from the rows themselves, which are easier than real ones: at 0.99 of those, 0.978 of others.

Of 1,000,000 rows as tests/bench/million.py makes them 202 of 4,000 cells are probed then. Of the
nearest ten of its questions 0.983 are found, in 2.2 ms on one core (median; p95 2.8 ms); with 90
cells 0.978 in 1.8 ms. Building takes 90 s of two cores; the store is 790 MB."""
FEWEST_PROBES = 8
ADDED_AT_ONCE = 50_000
MOST_QUERIES = 256
SEED = 20_260


class VectorStore:
    """Rows searched by inner product; on unit vectors that is the cosine."""

    def __init__(self, store: Any) -> None:
        """Take a FAISS index; searching it uses one thread, since a bot has many askers."""
        faiss.omp_set_num_threads(1)
        self._store = store
        if self.is_exact:
            held = faiss.rev_swig_ptr(store.get_xb(), len(self) * self.dimension)
            self._rows = held.reshape(len(self), self.dimension)
        else:
            store.make_direct_map()

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> VectorStore:
        """Store (n, d) float32 rows of unit length; row i answers to number i."""
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        vectors = np.ascontiguousarray(vectors)
        if len(vectors) > MOST_EXACT:
            return cls(_in_cells(vectors))
        store = faiss.IndexFlatIP(vectors.shape[1])
        store.add(vectors)
        return cls(store)

    @classmethod
    def read(cls, path: Path) -> VectorStore:
        """Read what `write` wrote; raise GenerationError when FAISS cannot.

        Never memory-mapped: a file cut short under a running bot would end it.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise GenerationError(f"FAISS cannot read {path}: {error}") from error

    def write(self, path: Path) -> None:
        """Write the store in FAISS's own format, block by block; raise OSError as files do."""
        with writing_durably(path) as file:
            writer = faiss.PyCallbackIOWriter(file.write)  # type: ignore[attr-defined]
            faiss.write_index(self._store, writer)

    def __len__(self) -> int:
        return int(self._store.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._store.d)

    @property
    def is_exact(self) -> bool:
        """Tell whether rows are compared one by one, so that all of them can be."""
        return isinstance(self._store, faiss.IndexFlat)

    def nearest(self, vector: Vectors, count: int) -> tuple[NDArray[np.int64], Vectors]:
        """Give numbers and cosines of up to `count` rows nearest to a (d,) vector, best first."""
        cosines, rows = self._store.search(vector[None, :], min(count, len(self)))
        return rows[0], cosines[0]

    def cosines(self, vector: Vectors, rows: NDArray[np.int64] | slice) -> Vectors:
        """Give the cosine of a (d,) vector with each of some rows; a slice of an exact store's."""
        own = self._rows[rows] if self.is_exact else self._store.reconstruct_batch(rows)
        return np.asarray(own @ vector, dtype=np.float32)


def _in_cells(vectors: Vectors) -> Any:
    """Store the rows in cells around centroids, 16 bits a number, with enough cells probed."""
    count, dimension = vectors.shape
    cells = int(CELLS_PER_ROOT * math.sqrt(count))
    form = f"IVF{cells},{CODES}"
    store: Any = faiss.index_factory(dimension, form, faiss.METRIC_INNER_PRODUCT)
    chosen = np.random.default_rng(SEED)
    some = chosen.choice(count, min(count, TRAINED_PER_CELL * cells), replace=False)
    store.train(vectors[np.sort(some)])
    for start in range(0, count, ADDED_AT_ONCE):
        store.add(vectors[start : start + ADDED_AT_ONCE])
    store.nprobe = enough_probes(store, vectors, _queries(vectors, chosen))
    return store


def _queries(vectors: Vectors, chosen: np.random.Generator) -> Vectors:
    """Make (q, d) questions of the rows: between two of them, where no row is the plain answer."""
    places = chosen.choice(len(vectors), (2, min(MOST_QUERIES, len(vectors))))
    between = vectors[places[0]] + vectors[places[1]]
    return np.asarray(between / np.linalg.norm(between, axis=1, keepdims=True), np.float32)


def enough_probes(store: Any, vectors: Vectors, queries: Vectors) -> int:
    """Probe half as many cells more until enough of the truly nearest rows are found."""
    _, truth = faiss.knn(queries, vectors, COUNTED, metric=faiss.METRIC_INNER_PRODUCT)
    probes = FEWEST_PROBES
    while probes < store.nlist:
        store.nprobe = probes
        _, found = store.search(queries, COUNTED)
        shared = [len(set(one) & set(other)) for one, other in zip(found, truth, strict=True)]
        if np.mean(shared) >= LEAST_RECALL * COUNTED:
            return probes
        probes += probes // 2
    return int(store.nlist)
