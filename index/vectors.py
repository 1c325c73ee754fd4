"""Unit vectors in a FAISS store: exact while that is fast, in 16 bits and cells beyond."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
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
ALL, MOST_OF_IT = 0.999_999, 0.9
"""Share of the rows' squared length that exact search compares: their parts along the directions in
which they differ most (truncated singular value decomposition). Nine tenths of the rows of the list
at hand lie in 185 directions of 384: half as much is read from memory, and of example questions
left out of their own build nDCG@3 stays as it is (0.924 to 0.923 en, 0.885 to 0.885 fr; along 128
directions 0.920 and 0.886)."""
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
        if isinstance(store, faiss.IndexPreTransform):
            chain: Any = store.chain
            along: Any = faiss.downcast_VectorTransform(chain.at(0))
            flat: Any = faiss.downcast_index(store.index)
            self._along = faiss.vector_to_array(along.A).reshape(flat.d, -1).T
            self._rows = faiss.rev_swig_ptr(flat.get_xb(), len(self) * flat.d)
            self._rows = self._rows.reshape(len(self), flat.d)
        else:
            store.make_direct_map()

    @classmethod
    def from_vectors(cls, vectors: Vectors, kept: float = ALL) -> VectorStore:
        """Store (n, d) float32 rows of unit length; row i answers to number i.

        What is compared one by one may be cut to the share `kept` of its squared length.
        """
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        vectors = np.ascontiguousarray(vectors)
        if len(vectors) > MOST_EXACT:
            return cls(_in_cells(vectors))
        return cls(_exact(vectors, kept))

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
        """Tell whether rows are compared one by one, so that `all_cosines` is at hand."""
        return isinstance(self._store, faiss.IndexPreTransform)

    @property
    def rows(self) -> Vectors:
        """Give the rows of an exact store as they are compared, (n, directions)."""
        return self._rows

    def all_cosines(self, vectors: Sequence[Vectors]) -> Vectors:
        """Give (q, n) float32: the cosine of each of q (d,) vectors with all rows.

        For an exact store. Several take hardly longer than one: it is reading the rows that takes
        the time.
        """
        if not len(vectors):
            return np.empty((0, len(self)), np.float32)
        along = np.stack(vectors) @ self._along
        return np.ascontiguousarray((self._rows @ along.T).T)

    def nearest(self, vector: Vectors, count: int) -> tuple[NDArray[np.int64], Vectors]:
        """Give numbers and cosines of up to `count` rows nearest to a (d,) vector, best first."""
        cosines, rows = self._store.search(vector[None, :], min(count, len(self)))
        return rows[0], cosines[0]

    def cosines(self, vector: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Give the cosine of a (d,) vector with each of `rows`."""
        return np.asarray(self._store.reconstruct_batch(rows) @ vector, dtype=np.float32)


def _exact(vectors: Vectors, kept: float) -> Any:
    """Store the rows flat, along the directions in which they differ most."""
    lengths, directions = np.linalg.eigh(vectors.T @ vectors)
    held = np.cumsum(lengths[::-1]) / lengths.sum()
    chosen = np.ascontiguousarray(directions[:, ::-1][:, : 1 + np.searchsorted(held, kept)].T)
    along = faiss.LinearTransform(vectors.shape[1], len(chosen), False)
    faiss.copy_array_to_vector(chosen.ravel(), along.A)
    along.is_trained = True
    along.set_is_orthonormal()
    store = faiss.IndexPreTransform(along, faiss.IndexFlatIP(len(chosen)))
    store.add(vectors)
    return store


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
