"""Chroma as in its documentation: a persistent collection with a sentence-transformers function."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import chromadb  # type: ignore[import-not-found]
from chromadb.utils import embedding_functions  # type: ignore[import-not-found]


def build(resources: list[dict[str, str]], folder: str, weights: str) -> None:
    """Add title and text of each resource, in the largest batches that Chroma takes."""
    client = _client(folder)
    collection = client.create_collection("resources", embedding_function=_embed(weights))
    left = iter(resources)
    while part := list(islice(left, client.get_max_batch_size())):
        collection.add(
            ids=[resource["id"] for resource in part],
            documents=[f"{resource['title']}. {resource['text']}" for resource in part],
        )


def load(folder: str, weights: str) -> Callable[[str], list[tuple[str, str]]]:
    """Open the collection."""
    collection = _client(folder).get_collection("resources", embedding_function=_embed(weights))

    def answer(question: str) -> list[tuple[str, str]]:
        found = collection.query(query_texts=[question], n_results=3)
        return list(zip(found["ids"][0], found["documents"][0], strict=True))

    return answer


def _client(folder: str) -> Any:
    settings = chromadb.Settings(anonymized_telemetry=False)
    return chromadb.PersistentClient(path=folder, settings=settings)


def _embed(weights: str) -> Any:
    return embedding_functions.SentenceTransformerEmbeddingFunction(model_name=weights)
