"""Conductor: a question to an answer."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import generation, model, relevance
from index.build import index_root
from index.errors import GenerationError
from index.generation import Generation
from index.language import detect
from index.passages import Passage
from index.resource import Answer, Hit, Resource
from index.settings import IndexSettings
from index.teacher import Encoder, Teacher

LONGEST_QUESTION = 2000
"""Characters that are looked at; the encoder reads no more than some 250 words anyway."""
LIMIT = 3
NEAREST = 100
"""Passages from which the candidates are taken."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource near a question."""

    place: int
    """In the generation's resources."""
    score: float
    rows: NDArray[np.int64]
    """Its passages."""
    cosines: NDArray[np.float32]
    """Of its passages, in the order of `rows`."""


class Search:
    """A loaded generation with the encoder that made it; safe to use from one thread at a time."""

    def __init__(self, live: Generation, encoder: Encoder) -> None:
        """Take ownership of nothing: both are only read."""
        self.generation = live
        self._encoder = encoder
        owners = np.array([passage.resource for passage in live.contents.passages])
        self._starts = np.searchsorted(owners, np.arange(len(live.contents.resources) + 1))

    def answer(self, question: str, language: str | None = None, limit: int = LIMIT) -> Answer:
        """Find up to `limit` resources for a question, no address twice.

        `language` is that to answer in; without it the question's own is used.
        """
        start = time.perf_counter()
        asked = tidy(question)
        spoken = language or detect(asked)
        hits = self._hits(asked, spoken, limit) if has_words(asked) else ()
        best = hits[0].confidence if hits else 0.0
        band = relevance.band(best) if hits else "none"
        shown = () if band == "none" else hits
        return Answer(question, spoken, band, best, shown, (time.perf_counter() - start) * 1000)

    def _hits(self, question: str, language: str, limit: int) -> tuple[Hit, ...]:
        vector = self._encoder.embed([question])[0]
        candidates = sorted(self._candidates(vector), key=lambda found: (-found.score, found.place))
        best = _once_per_address(candidates, self.generation.contents.resources)
        return tuple(self._hit(found, language) for found in best[:limit])

    def _candidates(self, vector: NDArray[np.float32]) -> Iterable[Candidate]:
        rows, _ = self.generation.vectors.nearest(vector, NEAREST)
        for place in {self.generation.contents.passages[row].resource for row in rows if row >= 0}:
            own = np.arange(self._starts[place], self._starts[place + 1], dtype=np.int64)
            cosines = self.generation.vectors.cosines(vector, own)
            yield Candidate(place, relevance.score(cosines), own, cosines)

    def _hit(self, found: Candidate, language: str) -> Hit:
        resource = self.generation.contents.resources[found.place]
        passages = [self.generation.contents.passages[row] for row in found.rows]
        why = _why(passages, found.cosines, resource.entry(language).language)
        return Hit(resource, round(relevance.confidence(found.score), 4), why)


def open_search(settings: IndexSettings) -> Search:
    """Load the live generation and its encoder.

    Raises GenerationError when it is absent, damaged, or was made by another model than
    `settings.model`; ModelError when that model cannot be loaded.
    """
    live = generation.load_current(index_root(settings.data))
    found = model.locate(settings.model)
    check_encoder(live, found, settings.data)
    return Search(live, Teacher(found))


def check_encoder(live: Generation, found: model.Model, data: Path) -> None:
    """Refuse vectors that another model made: they would find nonsense."""
    made_by = live.manifest.encoder
    if (made_by.name, made_by.digest) != (found.name, found.digest):
        raise GenerationError(
            f"The index in {index_root(data)} was made by the model {made_by.name} "
            f"({made_by.digest[:12]}), but SIFT_MODEL is {found.name} ({found.digest[:12]}). "
            f"{generation.REBUILD}"
        )


def tidy(question: str) -> str:
    """Drop what no reader sees (controls, zero-width, lone surrogates), fold spaces, cut."""
    visible = (
        " " if letter.isspace() else letter
        for letter in question[: LONGEST_QUESTION * 4]
        if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(visible).split())[:LONGEST_QUESTION]


def has_words(question: str) -> bool:
    """Tell whether there is a letter or a digit to go by."""
    return any(letter.isalnum() for letter in question)


def _once_per_address(
    candidates: Iterable[Candidate], resources: tuple[Resource, ...]
) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for found in candidates:
        best.setdefault(resources[found.place].url, found)
    return list(best.values())


def _why(passages: list[Passage], cosines: NDArray[np.float32], language: str) -> str:
    """Give the passage that matched best: a sentence in the language, else its title."""

    def preference(item: tuple[Passage, float]) -> tuple[bool, bool, float]:
        passage, cosine = item
        return (passage.language == language, passage.part == "sentence", cosine)

    return max(zip(passages, cosines, strict=True), key=preference)[0].text
