"""Conductor: a question to an answer."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from threadpoolctl import threadpool_limits

from index import generation
from index.calibration import Thresholds
from index.courtesy import courtesy
from index.errors import GenerationError
from index.generation import Generation
from index.intake import Intake, Reading
from index.judge import BAND_OF_NOTHING, Found, Judge
from index.language import detect
from index.leaning.chosen import lean_on
from index.resource import Answer, Courtesy
from index.settings import IndexSettings

LONGEST_QUESTION = 2000
"""Characters that are looked at; the encoder reads no more than some 250 words anyway."""
LIMIT = 3
AHEAD = 32
"""Questions under way while one is judged: among so many there are others of like length."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question, and the language to answer in, None for that of the question."""

    question: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A question that has been taken in."""

    request: Request
    text: str
    """Its tidied text."""
    start: float
    courtesy: Courtesy | None
    reading: Reading | None
    """None where there is nothing to search for."""

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be judged."""
        return self.reading is None or self.reading.is_done


class Search:
    """Answers questions from a loaded generation; for one thread at a time."""

    def __init__(self, live: Generation, thresholds: Thresholds | None = None) -> None:
        """Answer from `live`; `thresholds` are those of its own build unless given."""
        self.generation = live
        self.thresholds = thresholds or live.relevance.thresholds
        self._intake = Intake(live.encoder)
        self._judge = Judge(live, self.thresholds)

    def answer(self, question: str, language: str | None = None, limit: int = LIMIT) -> Answer:
        """Find up to `limit` resources for a question, no address twice.

        `language` is that to answer in; without it the question's own is used.
        """
        ((_, answer),) = self.answer_each([Request(question, language)], limit)
        return answer

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
        answers = dict(self.answer_each(requests, limit))
        return [answers[number] for number in range(len(answers))]

    def answer_each(
        self, requests: Iterable[Request], limit: int = LIMIT
    ) -> Iterator[tuple[int, Answer]]:
        """Give each answer once it is there, with the number of its request, counted from 0.

        Up to `AHEAD` are under way. An iterable that has ended may give more later, while some are.
        """
        numbered = enumerate(requests)
        taken: list[tuple[int, Taken]] = []
        try:
            while True:
                for number, request in islice(numbered, AHEAD - len(taken)):
                    taken.append((number, self._take(request)))
                if not taken:
                    return
                self._intake.keep_busy()
                ready = [one for one in taken if one[1].is_ready]
                if not ready:
                    self._intake.encode()
                    continue
                taken = [one for one in taken if not one[1].is_ready]
                for number, one in ready:
                    yield number, self._finish(one, limit)
        finally:
            self._intake.finish()

    def _take(self, request: Request) -> Taken:
        start, text = time.perf_counter(), tidy(request.question)
        polite = courtesy(text)
        is_question = has_words(text) and not polite
        reading = self._intake.take(text) if is_question else None
        return Taken(request, text, start, polite, reading)

    def _finish(self, taken: Taken, limit: int) -> Answer:
        """Judge a question that was encoded; raise what broke its run."""
        spoken = taken.request.language or detect(taken.text)
        found = Found(BAND_OF_NOTHING, 0.0)
        if taken.reading is not None:
            found = self._judge.found(taken.text, taken.reading.result(), spoken, limit)
        return _answer(taken, spoken, found)


def open_search(settings: IndexSettings) -> Search:
    """Load the live generation, its encoder included; the model itself is not needed.

    Raises GenerationError when it is absent, damaged, or was made by another model than
    `settings.model`.
    """
    # So small are a question's sums that threads cost more than they save: 4,000 cosines took
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


def _answer(taken: Taken, language: str, found: Found) -> Answer:
    milliseconds = (time.perf_counter() - taken.start) * 1000
    return Answer(
        taken.request.question,
        language,
        found.band,
        round(found.confidence, 4),
        found.hits,
        milliseconds,
        taken.courtesy,
        found.leaning,
    )


def tidy(question: str) -> str:
    """Drop what no reader sees (controls, zero-width, lone surrogates), fold spaces, cut.

    Full-width letters and ligatures become plain ones (NFKC), as the encoder knows them.
    """
    if question.isascii() and question.isprintable():
        return " ".join(question.split())[:LONGEST_QUESTION].rstrip()
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
