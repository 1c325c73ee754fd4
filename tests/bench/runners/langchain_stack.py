"""LangChain as in its documentation: HuggingFaceEmbeddings and the FAISS vector store."""

from __future__ import annotations

from collections.abc import Callable

from langchain_community.vectorstores import FAISS  # type: ignore[import-not-found]
from langchain_huggingface import HuggingFaceEmbeddings  # type: ignore[import-not-found]


def build(resources: list[dict[str, str]], folder: str, weights: str) -> None:
    """Embed title and text of each resource and save the store."""
    store = FAISS.from_texts(
        [f"{resource['title']}. {resource['text']}" for resource in resources],
        _embeddings(weights),
        metadatas=[{"id": resource["id"]} for resource in resources],
    )
    store.save_local(folder)


def load(folder: str, weights: str) -> Callable[[str], list[tuple[str, str]]]:
    """Load the store, whose texts are a pickle of our own making."""
    store = FAISS.load_local(folder, _embeddings(weights), allow_dangerous_deserialization=True)

    def answer(question: str) -> list[tuple[str, str]]:
        found = store.similarity_search(question, k=3)
        return [(document.metadata["id"], document.page_content) for document in found]

    return answer


def _embeddings(weights: str) -> HuggingFaceEmbeddings:
    return HuggingFaceEmbeddings(model_name=weights, model_kwargs={"device": "cpu"})
