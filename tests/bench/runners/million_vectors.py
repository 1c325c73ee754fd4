"""Make the vectors for the million: embed some texts, derive the rest, find the exact answers.

    python million_vectors.py embed FOLDER WEIGHTS    texts.jsonl -> embedded.npy, neighbours.npy;
                                                      questions.json -> questions.npy
    python million_vectors.py derive FOLDER COUNT     -> vectors.npy, exact.npy

Runs in the plain script's environment.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

SEED = 20_260_718
NEIGHBOURS = 8
NOISE = 0.2
"""Length of the noise; isotropic, which is harder to index than texts are."""
CHUNK = 50_000
EXACT = 10

Vectors = NDArray[np.float32]


def embed(folder: Path, weights: str) -> None:
    """Embed texts and questions; find the nearest neighbours of each text among the texts."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - `derive` needs none

    model = SentenceTransformer(weights, device="cpu")
    lines = (folder / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    asked = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    vectors = model.encode([json.loads(line) for line in lines], normalize_embeddings=True)
    np.save(folder / "embedded.npy", vectors)
    np.save(folder / "questions.npy", model.encode(asked, normalize_embeddings=True))
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    np.save(folder / "neighbours.npy", index.search(vectors, NEIGHBOURS + 1)[1][:, 1:])


def derive(folder: Path, count: str) -> None:
    """Write `count` vectors, the embedded ones first, and each question's exact nearest rows."""
    embedded, near = np.load(folder / "embedded.npy"), np.load(folder / "neighbours.npy")
    questions = np.load(folder / "questions.npy")
    shape = (int(count), embedded.shape[1])
    vectors = np.lib.format.open_memmap(folder / "vectors.npy", "w+", np.float32, shape)
    scores = np.full((len(questions), 0), -1, np.float32)
    rows = np.zeros((len(questions), 0), np.int64)
    for start in range(0, len(vectors), CHUNK):
        part = _derived(embedded, near, start, min(CHUNK, len(vectors) - start))
        vectors[start : start + len(part)] = part
        scores, rows = _best(scores, rows, questions @ part.T, start)
    np.save(folder / "exact.npy", rows)


def _derived(embedded: Vectors, near: NDArray[np.int64], start: int, count: int) -> Vectors:
    """Give rows `start` to `start + count`: points between neighbours, with noise."""
    own = embedded[start : start + count]
    chance = np.random.default_rng([SEED, start])
    picked = chance.integers(len(embedded), size=count - len(own))
    other = near[picked, chance.integers(near.shape[1], size=len(picked))]
    share = chance.uniform(0.2, 0.8, (len(picked), 1)).astype(np.float32)
    noise = chance.standard_normal((len(picked), embedded.shape[1]), np.float32)
    mixed = (1 - share) * embedded[picked] + share * embedded[other]
    mixed += noise * np.float32(NOISE / np.sqrt(embedded.shape[1]))
    made: Vectors = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.concatenate([own, made])


def _best(
    scores: Vectors, rows: NDArray[np.int64], found: Vectors, start: int
) -> tuple[Vectors, NDArray[np.int64]]:
    """Keep the best of what was known and of a chunk's cosines."""
    top = np.argpartition(-found, min(EXACT, found.shape[1] - 1), axis=1)[:, :EXACT]
    both = np.concatenate([scores, np.take_along_axis(found, top, 1)], axis=1)
    names = np.concatenate([rows, top + start], axis=1)
    order = np.argsort(-both, axis=1)[:, :EXACT]
    return np.take_along_axis(both, order, 1), np.take_along_axis(names, order, 1)


if __name__ == "__main__":
    verbs = {"embed": embed, "derive": derive}
    verbs[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
