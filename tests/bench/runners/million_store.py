"""Build Sift's vector store from vectors.npy, or search it; print one JSON object.

    python million_store.py build FOLDER
    python million_store.py serve FOLDER

Runs in Sift's environment.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from index.vectors import VectorStore

COUNT = 100
"""Rows asked for, as many as index/search.py takes its candidates from."""
WARM_UP = 20


def build(folder: Path) -> dict[str, float]:
    """Build the store and write it."""
    vectors = np.load(folder / "vectors.npy")
    started = time.perf_counter()
    store = VectorStore.from_vectors(vectors)
    seconds = time.perf_counter() - started
    store.write(folder / "store")
    return {"seconds": seconds, "disk": (folder / "store").stat().st_size / 1e6}


def serve(folder: Path) -> dict[str, float]:
    """Load the store and search for every question."""
    questions, exact = np.load(folder / "questions.npy"), np.load(folder / "exact.npy")
    started = time.perf_counter()
    store = VectorStore.read(folder / "store")
    load = time.perf_counter() - started
    spent, shares = [], []
    for question in questions[:WARM_UP]:
        store.nearest(question, COUNT)
    for question, wanted in zip(questions, exact, strict=True):
        started = time.perf_counter()
        rows, _ = store.nearest(question, COUNT)
        spent.append((time.perf_counter() - started) * 1000)
        shares.append(len(set(rows[: len(wanted)].tolist()) & set(wanted.tolist())) / len(wanted))
    p50, p95 = np.percentile(spent, [50, 95])
    return {"load": load, "p50": p50, "p95": p95, "recall": float(np.mean(shares))}


if __name__ == "__main__":
    print(json.dumps({"build": build, "serve": serve}[sys.argv[1]](Path(sys.argv[2]))))
