"""Conductor: a question to an answer."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import generation, relevance
from index.calibration import Thresholds
from index.courtesy import courtesy
from index.encoder import Vectors
from index.errors import GenerationError
from index.evidence import Similarities, meaning
from index.generation import Generation
from index.language import detect
from index.leaning.chosen import lean_on
from index.leaning.lean import lean, read, sources, weighs
from index.leaning.verdict import Leaning
from index.nearby import nearby
from index.options import options
from index.ranking import bring_in, choose, cover
from index.recent import RecentVectors
from index.relevance import Judged, Judgement
from index.resource import Answer, Hit
from index.settings import IndexSettings
from index.why import why

LONGEST_QUESTION = 2000
"""Characters that are looked at; the encoder reads no more than some 250 words anyway."""
LIMIT = 3
SPARE = 4
"""Resources judged for each that is wanted: some share an address, some are steered off."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question, and the language to answer in, None for that of the question."""

    question: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search comes to."""

    confidence: float
    """Probability in [0, 1] that any resource helps."""
    hits: tuple[Hit, ...] = ()
    leaning: Leaning | None = None


Embedded = Mapping[str, Vectors]
"""Questions, and the options they weigh, with their vectors."""


class Search:
    """Answers questions from a loaded generation; for one thread at a time."""

    def __init__(self, live: Generation, thresholds: Thresholds | None = None) -> None:
        """Answer from `live`; `thresholds` are those of its own build unless given."""
        self.generation = live
        self.thresholds = thresholds or live.relevance.thresholds
        self._recent = RecentVectors(live.encoder.embed_questions)

    def answer(self, question: str, language: str | None = None, limit: int = LIMIT) -> Answer:
        """Find up to `limit` resources for a question, no address twice.

        `language` is that to answer in; without it the question's own is used.
        """
        return self.answer_all([Request(question, language)], limit)[0]

    def lean(self, circumstances: Sequence[str], language: str, limit: int = LIMIT) -> Answer:
        """Lean on circumstances chosen by their ids, without a question.

        The cards are those of the reasons. Raises ValueError where the guide has not all of them.
        """
        if self.generation.guide is None:
            raise ValueError("this index holds no decision guide")
        resource = self.generation.contents.resource
        return lean_on(circumstances, self.generation.guide, language, limit, resource)

    def answer_all(self, requests: Sequence[Request], limit: int = LIMIT) -> list[Answer]:
        """Answer several questions; what is asked twice is encoded once."""
        start = time.perf_counter()
        asked = [tidy(request.question) for request in requests]
        worded = [text for text in asked if has_words(text) and not courtesy(text)]
        embedded = [each for text in worded for each in (text, *options(text))]
        vectors = dict(zip(embedded, self._recent.of(embedded), strict=True))
        return [
            self._answer(request, text, vectors, limit, start)
            for request, text in zip(requests, asked, strict=True)
        ]

    def _answer(
        self, request: Request, text: str, vectors: Embedded, limit: int, start: float
    ) -> Answer:
        spoken = request.language or detect(text)
        found = Found(0.0)
        if text in vectors:
            found = self._found(text, vectors, spoken, limit)
        milliseconds = (time.perf_counter() - start) * 1000
        return Answer(
            request.question,
            spoken,
            relevance.band(found.confidence, self.thresholds),
            round(found.confidence, 4),
            found.hits,
            milliseconds,
            courtesy(text),
            found.leaning,
        )

    def _found(self, text: str, vectors: Embedded, language: str, limit: int) -> Found:
        live = self.generation
        similar, judgement = self._judge(text, vectors[text], limit)
        if relevance.band(judgement.confidence, self.thresholds) == "none":
            return Found(judgement.confidence)
        resource = live.contents.resource
        shown = choose(text, judgement.judged, resource, language)
        wanted = [self._best(option, vectors, language) for option in options(text)]
        if all(wanted):
            shown = cover(shown, [one for one in wanted if one], limit)
        leaning = self._lean(text, vectors[text], language, judgement.confidence)
        if leaning is not None and live.guide is not None:
            shown = bring_in(shown, sources(leaning, live.guide), resource, language)
        hits = (self._hit(one, similar, text, language) for one in shown[:limit])
        return Found(judgement.confidence, tuple(hits), leaning)

    def _lean(self, text: str, vector: Vectors, language: str, confidence: float) -> Leaning | None:
        """Lean where a decision is asked for; where it may be off the topic, only on reasons."""
        advice = self.generation.advice
        if advice is None or not weighs(text, vector, advice, self._recent.of):
            return None
        stated = read(text, advice, self._recent.of)
        if not stated and confidence < self.thresholds.answer:
            return None
        return lean(stated, advice.guide, language, self.generation.contents.resource)

    def _best(self, option: str, vectors: Embedded, language: str) -> Judged | None:
        """Give the best resource for one option of a question, if there surely is one."""
        _, judgement = self._judge(option, vectors[option], 1)
        if judgement.confidence < self.thresholds.answer:
            return None
        resource = self.generation.contents.resource
        return choose(option, judgement.judged, resource, language)[0]

    def _judge(self, text: str, vector: Vectors, limit: int) -> tuple[Similarities, Judgement]:
        live, most = self.generation, limit * SPARE
        if live.relevance.weights is not None:
            similar = live.lexicon.similarities(text) + meaning(live.vectors.all_cosines(vector))
            return similar, live.relevance.judge(similar, live.contents.starts, most)
        similar, places = nearby(text, vector, live)
        return similar, relevance.judge_by_rule(similar, live.contents.starts, places, most)

    def _hit(self, found: Judged, similar: Similarities, text: str, language: str) -> Hit:
        contents = self.generation.contents
        resource, passages = contents.resource(found.place), contents.passages_of(found.place)
        own = similar[contents.starts[found.place] : contents.starts[found.place + 1]]
        matched = why(text, resource.entry(language), passages, own)
        return Hit(resource, round(found.confidence, 4), matched)


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
    own = live.relevance.thresholds
    answer = own.answer if settings.answer_at is None else settings.answer_at
    maybe = own.maybe if settings.maybe_at is None else settings.maybe_at
    return Search(live, Thresholds(answer, min(answer, maybe)))


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
