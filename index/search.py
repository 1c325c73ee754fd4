"""Conductor: a question to an answer."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index import generation, relevance
from index.contents import Contents
from index.encoder import Vectors
from index.errors import GenerationError
from index.generation import Generation
from index.language import detect
from index.passages import Passage
from index.recent import RecentVectors
from index.resource import Answer, Entry, Hit
from index.settings import IndexSettings

LONGEST_QUESTION = 2000
"""Characters that are looked at; the encoder reads no more than some 250 words anyway."""
LIMIT = 3
NEAREST = 100
"""Passages from which the candidates are taken."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question, and the language to answer in, None for that of the question."""

    question: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource near a question."""

    place: int
    """In the generation's resources."""
    score: float
    rows: range
    """Its passages."""
    cosines: Sequence[float]
    """Of its passages, in the order of `rows`."""


class Search:
    """Answers questions from a loaded generation; for one thread at a time."""

    def __init__(self, live: Generation) -> None:
        """Remember what is asked."""
        self.generation = live
        self._recent = RecentVectors(live.encoder.embed_questions)

    def answer(self, question: str, language: str | None = None, limit: int = LIMIT) -> Answer:
        """Find up to `limit` resources for a question, no address twice.

        `language` is that to answer in; without it the question's own is used.
        """
        return self.answer_all([Request(question, language)], limit)[0]

    def answer_all(self, requests: Sequence[Request], limit: int = LIMIT) -> list[Answer]:
        """Answer several questions; what is asked twice is encoded once."""
        start = time.perf_counter()
        asked = [tidy(request.question) for request in requests]
        worded = [text for text in asked if has_words(text)]
        vectors = dict(zip(worded, self._recent.of(worded), strict=True))
        return [
            self._answer(request, text, vectors.get(text), limit, start)
            for request, text in zip(requests, asked, strict=True)
        ]

    def _answer(
        self, request: Request, text: str, vector: Vectors | None, limit: int, start: float
    ) -> Answer:
        spoken = request.language or detect(text)
        hits = () if vector is None else self._hits(vector, spoken, limit)
        best = hits[0].confidence if hits else 0.0
        band = relevance.band(best) if hits else "none"
        shown = () if band == "none" else hits
        milliseconds = (time.perf_counter() - start) * 1000
        return Answer(request.question, spoken, band, best, shown, milliseconds)

    def _hits(self, vector: Vectors, language: str, limit: int) -> tuple[Hit, ...]:
        candidates = sorted(self._candidates(vector), key=lambda found: (-found.score, found.place))
        best = _once_per_address(candidates, self.generation.contents, language)
        return tuple(self._hit(found, language) for found in islice(best, limit))

    def _candidates(self, vector: NDArray[np.float32]) -> Iterable[Candidate]:
        near, _ = self.generation.vectors.nearest(vector, NEAREST)
        contents = self.generation.contents
        places = np.unique(contents.owners(near[near >= 0]))
        ends = zip(
            contents.starts[places].tolist(), contents.starts[places + 1].tolist(), strict=True
        )
        ranges = [range(first, end) for first, end in ends]
        rows = np.array([row for own in ranges for row in own], dtype=np.int64)
        found = self.generation.vectors.cosines(vector, rows).tolist()
        cosines = dict(zip(rows.tolist(), found, strict=True))
        for place, own in zip(places.tolist(), ranges, strict=True):
            told = [cosines[row] for row in own]
            yield Candidate(place, relevance.score(told), own, told)

    def _hit(self, found: Candidate, language: str) -> Hit:
        resource = self.generation.contents.resource(found.place)
        passages = self.generation.contents.passages_of(found.place)
        why = _why(passages, found.cosines, resource.entry(language))
        return Hit(resource, round(relevance.confidence(found.score), 4), why)


def open_search(settings: IndexSettings) -> Search:
    """Load the live generation, its encoder included; the model itself is not needed.

    Raises GenerationError when it is absent, damaged, or was made by another model than
    `settings.model`.
    """
    live = generation.load_current(settings.root, settings.threads)
    made_by = live.manifest.encoder.name
    if made_by != settings.model:
        raise GenerationError(
            f"The index in {settings.root} was made by the model {made_by}, but SIFT_MODEL is "
            f"{settings.model}. {generation.REBUILD}"
        )
    return Search(live)


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
    candidates: Iterable[Candidate], contents: Contents, language: str
) -> Iterator[Candidate]:
    """Give the first candidate of each address; what nobody asks for is not decoded."""
    seen = set()
    for found in candidates:
        url = contents.resource(found.place).entry(language).url
        if url not in seen:
            seen.add(url)
            yield found


def _why(passages: Sequence[Passage], cosines: Sequence[float], entry: Entry) -> str:
    """Give the sentence of an entry that matched best; its title when it has none."""
    matched = [
        (cosine, passage.text)
        for passage, cosine in zip(passages, cosines, strict=True)
        if passage.part == "sentence" and passage.language == entry.language
    ]
    return max(matched)[1] if matched else entry.title
