"""The plain script that everyone writes first: sentence-transformers and a flat faiss index."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import faiss
from sentence_transformers import SentenceTransformer


def build(resources: list[dict[str, str]], folder: str, weights: str) -> None:
    """Embed title and text of each resource, one vector each."""
    texts = [f"{resource['title']}. {resource['text']}" for resource in resources]
    vectors = SentenceTransformer(weights, device="cpu").encode(texts, normalize_embeddings=True)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(Path(folder) / "vectors.faiss"))
    pairs = [[resource["id"], text] for resource, text in zip(resources, texts, strict=True)]
    (Path(folder) / "texts.json").write_text(json.dumps(pairs), encoding="utf-8")


def load(folder: str, weights: str) -> Callable[[str], list[tuple[str, str]]]:
    """Load the model and the index."""
    model = SentenceTransformer(weights, device="cpu")
    index = faiss.read_index(str(Path(folder) / "vectors.faiss"))
    pairs = json.loads((Path(folder) / "texts.json").read_text(encoding="utf-8"))

    def answer(question: str) -> list[tuple[str, str]]:
        _, rows = index.search(model.encode([question], normalize_embeddings=True), 3)
        return [(pairs[row][0], pairs[row][1]) for row in rows[0] if row >= 0]

    return answer
