"""txtai as in its documentation: one Embeddings with content, saved to and loaded from a folder."""

from __future__ import annotations

from collections.abc import Callable

from txtai import Embeddings  # type: ignore[import-not-found]


def build(resources: list[dict[str, str]], folder: str, weights: str) -> None:
    """Index title and text of each resource under its address."""
    embeddings = Embeddings(path=weights, content=True)
    rows = ((entry["id"], f"{entry['title']}. {entry['text']}", None) for entry in resources)
    embeddings.index(rows)
    embeddings.save(folder)


def load(folder: str, weights: str) -> Callable[[str], list[tuple[str, str]]]:
    """Load the index, which names its weights itself."""
    embeddings = Embeddings()
    embeddings.load(folder)

    def answer(question: str) -> list[tuple[str, str]]:
        return [(hit["id"], hit["text"]) for hit in embeddings.search(question, 3)]

    return answer
