"""One question, embedded, to what is found for it: cards, how sure, and a leaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from index import relevance
from index.calibration import Thresholds
from index.evidence import Similarities, meaning
from index.generation import Generation
from index.leaning.lean import Message, lean_on_message, sources
from index.leaning.verdict import Leaning
from index.nearby import nearby
from index.options import options
from index.ranking import bring_in, choose, cover
from index.relevance import Judged, Judgement, Likeness
from index.resource import Band, Hit
from index.tokens import Embedded, Vectors
from index.why import why

SPARE = 4
"""Resources judged for each that is wanted: some share an address, some are steered off."""
BAND_OF_NOTHING: Band = "none"
"""Whatever the thresholds: of a courtesy, and of what has no words."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search comes to."""

    band: Band
    confidence: float
    """Probability in [0, 1] that any resource helps."""
    hits: tuple[Hit, ...] = ()
    leaning: Leaning | None = None


class Judge:
    """Finds what helps with a question."""

    def __init__(self, live: Generation, thresholds: Thresholds) -> None:
        """Find it in `live`; where the bands begin `thresholds` say."""
        self._live = live
        self._thresholds = thresholds

    def found(self, text: str, embedded: Embedded, language: str, limit: int) -> Found:
        """Find up to `limit` resources, and lean where a decision is asked for."""
        live = self._live
        likeness, judgement = self._judge(text, embedded.vector, limit)
        band = relevance.band(judgement.confidence, self._thresholds)
        if band == "none":
            return Found(band, judgement.confidence)
        resource = live.contents.resource

        def url(one: Judged) -> str:
            return resource(one.place).entry(language).url

        shown = choose(text, judgement.judged, resource, language)
        wanted = self._wanted(text, embedded, language)
        shown = cover(shown, [one for one in wanted if one] if all(wanted) else [], limit, url)
        leaning = self._lean(text, embedded, language, judgement.confidence)
        if leaning is not None and live.guide is not None:
            shown = bring_in(shown, sources(leaning, live.guide), resource, language)
        hits = (self._hit(one, likeness, text, language) for one in shown[:limit])
        return Found(band, judgement.confidence, tuple(hits), leaning)

    def _lean(
        self, text: str, embedded: Embedded, language: str, confidence: float
    ) -> Leaning | None:
        """Lean where a decision is asked for; where it may be off the topic, only on reasons."""
        advice = self._live.advice
        if advice is None:
            return None
        parts = partial(self._live.encoder.parts, embedded)
        message = Message(text, embedded.vector, parts)
        leaning = lean_on_message(message, advice, language, self._live.contents.resource)
        is_bare = leaning is None or not leaning.factors
        return None if is_bare and confidence < self._thresholds.answer else leaning

    def _wanted(self, text: str, embedded: Embedded, language: str) -> list[Judged | None]:
        """Give the best resource for each option that a question weighs, if there surely is one."""
        spans = options(text)
        if not spans:
            return []
        vectors = self._live.encoder.parts(embedded, spans)
        told = [text[slice(*span)] for span in spans]
        return [self._best(*each, language) for each in zip(told, vectors, strict=True)]

    def _best(self, option: str, vector: Vectors, language: str) -> Judged | None:
        _, judgement = self._judge(option, vector, 1)
        if judgement.confidence < self._thresholds.answer:
            return None
        resource = self._live.contents.resource
        return choose(option, judgement.judged, resource, language)[0]

    def _judge(self, text: str, vector: Vectors, limit: int) -> tuple[Likeness, Judgement]:
        """Judge the resources for a text; with it comes how like it their rows are."""
        learned, most = self._live.relevance, limit * SPARE
        if learned.scorer is None:
            likeness, places = nearby(text, vector, self._live)
            return likeness, relevance.judge_by_rule(likeness, places, most)
        likeness = self._likeness(text, vector)
        return likeness, learned.judge(learned.scorer.scores(text, vector), likeness, most)

    def _likeness(self, text: str, vector: Vectors) -> Likeness:
        """Compare with rows of a resource when they are asked for.

        As the rule wants it; where scores are calibrated only the order counts, that of cosines.
        """
        starts, lexicon = self._live.contents.starts, self._live.lexicon
        worded = lexicon.similarities(text) if lexicon is not None else None

        def likeness(place: int, some: slice) -> Similarities:
            own = range(starts[place], starts[place + 1])[some]
            rows = slice(own.start, own.stop)
            cosines = self._live.vectors.cosines(vector, rows)
            return cosines if worded is None else meaning(cosines) + worded[rows]

        return likeness

    def _hit(self, found: Judged, likeness: Likeness, text: str, language: str) -> Hit:
        contents, place = self._live.contents, found.place
        resource, passages = contents.resource(place), contents.passages_of(place)
        entry = resource.entry(language)
        telling = contents.telling(place, entry.language)
        matched = why(text, entry, passages, telling, likeness(place, telling))
        return Hit(resource, round(found.confidence, 4), matched)
