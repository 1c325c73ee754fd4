"""Conductor: a question to an answer."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from threadpoolctl import threadpool_limits

from index import generation, relevance
from index.calibration import Thresholds
from index.courtesy import courtesy
from index.encoder import Vectors
from index.errors import GenerationError
from index.evidence import Similarities, meaning
from index.generation import Generation
from index.language import detect
from index.leaning.chosen import lean_on
from index.leaning.clauses import clauses
from index.leaning.lean import lean_on_message, sources
from index.leaning.verdict import Leaning
from index.nearby import nearby
from index.options import options
from index.parts import Span
from index.ranking import bring_in, choose, cover
from index.recent import RecentVectors
from index.relevance import Judged, Judgement
from index.resource import Answer, Band, Hit
from index.settings import IndexSettings
from index.why import why

LONGEST_QUESTION = 2000
"""Characters that are looked at; the encoder reads no more than some 250 words anyway."""
LIMIT = 3
BAND_OF_NOTHING: Band = "none"
"""Whatever the thresholds: of a courtesy, and of what has no words."""
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

    band: Band
    confidence: float
    """Probability in [0, 1] that any resource helps."""
    hits: tuple[Hit, ...] = ()
    leaning: Leaning | None = None


class Search:
    """Answers questions from a loaded generation; for one thread at a time."""

    def __init__(self, live: Generation, thresholds: Thresholds | None = None) -> None:
        """Answer from `live`; `thresholds` are those of its own build unless given."""
        self.generation = live
        self.thresholds = thresholds or live.relevance.thresholds
        self._recent = RecentVectors(partial(live.encoder.embed_each, cut=self._parts))

    def answer(self, question: str, language: str | None = None, limit: int = LIMIT) -> Answer:
        """Find up to `limit` resources for a question, no address twice.

        `language` is that to answer in; without it the question's own is used.
        """
        return self.answer_all([Request(question, language)], limit)[0]

    def lean(self, circumstances: Sequence[str], language: str, limit: int = LIMIT) -> Answer:
        """Lean on circumstances chosen by their ids, without a question.

        The cards are those of the reasons. Raises ValueError where the guide has not all of them.
        """
        if self.generation.advice is None:
            raise ValueError("this index holds no decision guide")
        resource = self.generation.contents.resource
        return lean_on(circumstances, self.generation.advice, language, limit, resource)

    def answer_all(self, requests: Sequence[Request], limit: int = LIMIT) -> list[Answer]:
        """Answer several questions; what is asked twice is encoded once."""
        return list(self.answer_each(requests, limit))

    def answer_each(self, requests: Sequence[Request], limit: int = LIMIT) -> Iterator[Answer]:
        """Begin with all questions at once; give each answer in order, once it is there."""
        start = time.perf_counter()
        asked = [tidy(request.question) for request in requests]
        worded = [text for text in asked if has_words(text) and not courtesy(text)]
        vectors = self._recent.of(worded)
        # One question is judged here while the next ones are encoded.
        for request, text in zip(requests, asked, strict=True):
            yield self._answer(request, text, vectors if text in worded else None, limit, start)

    def _parts(self, text: str) -> list[Span]:
        """Give the clauses of a question, which may state something, and the options it weighs."""
        return [*self._clauses(text), *options(text)]

    def _clauses(self, text: str) -> list[Span]:
        advice = self.generation.advice
        return clauses(text) if advice is not None and advice.heads is not None else []

    def _answer(
        self,
        request: Request,
        text: str,
        vectors: Iterator[Vectors] | None,
        limit: int,
        start: float,
    ) -> Answer:
        spoken = request.language or detect(text)
        found = Found(BAND_OF_NOTHING, 0.0)
        if vectors is not None:
            found = self._found(text, next(vectors), spoken, limit)
        milliseconds = (time.perf_counter() - start) * 1000
        return Answer(
            request.question,
            spoken,
            found.band,
            round(found.confidence, 4),
            found.hits,
            milliseconds,
            courtesy(text),
            found.leaning,
        )

    def _found(self, text: str, vectors: Vectors, language: str, limit: int) -> Found:
        """Search for a question whose own vector, and those of its parts, are (1 + p, d)."""
        live = self.generation
        similar, judgement = self._judge(text, vectors[0], limit)
        band = relevance.band(judgement.confidence, self.thresholds)
        if band == "none":
            return Found(band, judgement.confidence)
        resource = live.contents.resource

        def url(one: Judged) -> str:
            return resource(one.place).entry(language).url

        shown = choose(text, judgement.judged, resource, language)
        wanted = [self._best(*option, language) for option in self._options(text, vectors)]
        if all(wanted):
            shown = cover(shown, [one for one in wanted if one], limit, url)
        leaning = self._lean(text, vectors, language, judgement.confidence)
        if leaning is not None and live.guide is not None:
            shown = bring_in(shown, sources(leaning, live.guide), resource, language)
        hits = (self._hit(one, similar, text, language) for one in shown[:limit])
        return Found(band, judgement.confidence, tuple(hits), leaning)

    def _lean(
        self, text: str, vectors: Vectors, language: str, confidence: float
    ) -> Leaning | None:
        """Lean where a decision is asked for; where it may be off the topic, only on reasons."""
        advice, resource = self.generation.advice, self.generation.contents.resource
        if advice is None:
            return None
        own = vectors[: 1 + len(self._clauses(text))]
        leaning = lean_on_message(text, own, advice, language, resource)
        is_bare = leaning is None or not leaning.factors
        return None if is_bare and confidence < self.thresholds.answer else leaning

    def _options(self, text: str, vectors: Vectors) -> list[tuple[str, Vectors]]:
        """Give each option that a question weighs, with its (d,) vector."""
        spans = options(text)
        own = vectors[len(vectors) - len(spans) :]
        return [(text[slice(*span)], vector) for span, vector in zip(spans, own, strict=True)]

    def _best(self, option: str, vector: Vectors, language: str) -> Judged | None:
        """Give the best resource for one option of a question, if there surely is one."""
        _, judgement = self._judge(option, vector, 1)
        if judgement.confidence < self.thresholds.answer:
            return None
        resource = self.generation.contents.resource
        return choose(option, judgement.judged, resource, language)[0]

    def _judge(self, text: str, vector: Vectors, limit: int) -> tuple[Similarities, Judgement]:
        """Judge the resources for a text; with it comes how like it each row is."""
        live, most = self.generation, limit * SPARE
        if live.relevance.scorer is None:
            similar, places = nearby(text, vector, live)
            return similar, relevance.judge_by_rule(similar, live.contents.starts, places, most)
        near = meaning(live.vectors.all_cosines(vector))
        scores = live.relevance.scorer.scores(near, text)
        # The rule wants words as well; what is calibrated has them in its scores.
        is_ruled = live.relevance.calibration is None
        similar = near + live.lexicon.similarities(text) if is_ruled else near
        return similar, live.relevance.judge(scores, similar, live.contents.starts, most)

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
    # So small are a question's sums that threads cost more than they save: 4,000 cosines take
    # 0.16 ms on one core, and 1.7 ms on two that the encoder works on as well.
    threadpool_limits(1, "blas")
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
    """Drop what no reader sees (controls, zero-width, lone surrogates), fold spaces, cut.

    Full-width letters and ligatures become plain ones (NFKC), as the encoder knows them.
    """
    visible = (
        " " if letter.isspace() else letter
        for letter in question[: LONGEST_QUESTION * 4]
        if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    plain = unicodedata.normalize("NFKC", "".join(visible))
    return " ".join(plain.split())[:LONGEST_QUESTION].rstrip()


def has_words(question: str) -> bool:
    """Tell whether there is a letter or a digit to go by."""
    return any(letter.isalnum() for letter in question)
