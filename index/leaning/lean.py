"""Conductor: a question to a leaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.leaning.clauses import clauses
from index.leaning.decide import NOTHING, UNDECIDED, Weighing, decide, missing
from index.leaning.guide import Guide, Topic
from index.leaning.heads import Advice, Heads
from index.leaning.stated import Statement, read_statements
from index.leaning.verdict import VERDICTS, Leaning, Reason, Verdict
from index.parts import Span
from index.resource import Resource
from index.vectors import Vectors

MOST_SPEAKING, MOST_AGAINST = 3, 2
"""Reasons that are given, the strongest: a person in a hurry reads no more."""
ResourceAt = Callable[[int], Resource]


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody asks, as it was read."""

    text: str
    vector: Vectors
    """(d,)."""
    parts: Callable[[Sequence[Span]], Vectors]
    """Gives (s, d) vectors of parts of it."""


def is_decision(message: Message, heads: Heads) -> bool:
    """Tell whether a message weighs whether to fine-tune."""
    (score,) = heads.decision.score(message.text, message.vector).tolist()
    return heads.decision_scale.curve.at(score) >= heads.decision_scale.threshold


def likeness(message: Message, heads: Heads) -> dict[Verdict, float]:
    """Give how like the cases of each verdict a message is."""
    scores = heads.verdicts.score(message.text, message.vector)
    return dict(zip(VERDICTS, scores.tolist(), strict=True))


def read(message: Message, heads: Heads, ids: Sequence[str]) -> list[Statement]:
    """Give what a message may state."""
    spans = clauses(message.text)
    told = [message.text[slice(*span)] for span in spans]
    vectors = np.vstack([message.vector, message.parts(spans)])
    return read_statements(message.text, told, vectors, heads, ids)


def lean_on_message(
    message: Message, advice: Advice, language: str, at: ResourceAt
) -> Leaning | None:
    """Lean on what a message says; None where it asks for no decision."""
    heads = advice.heads
    if heads is None or not is_decision(message, heads):
        return None
    ids = [topic.id for topic in advice.guide.circumstances]
    stated = read(message, heads, ids)
    return lean(stated, advice, language, at, likeness(message, heads))


def lean(
    stated: Sequence[Statement],
    advice: Advice,
    language: str,
    at: ResourceAt,
    like: Mapping[Verdict, float] = NOTHING,
) -> Leaning:
    """Decide, and give the reasons; `stated` in the guide's order, `at` gives resources.

    All that may be stated counts, as far as it is probable; what is probable enough is shown.
    """
    guide, weighing = advice.guide, advice.weighing
    shown = [one for one in stated if one.probability >= advice.least]
    decision = decide({one.circumstance: one.probability for one in stated}, weighing, like)
    names = [one.circumstance for one in shown]
    topics = {topic.id: topic for topic in guide.circumstances}
    reasons = {one.circumstance: _reason(one, topics, language, at) for one in shown}
    speaking, against = _sides(shown, decision.verdict, weighing)
    if not speaking:
        decision = UNDECIDED
        speaking, against = names, []
    name, said, url = _of_verdict(guide, decision.verdict, language, at)
    return Leaning(
        decision.verdict,
        name,
        decision.sureness,
        said.get("leaning", ""),
        tuple(reasons[one] for one in speaking[:MOST_SPEAKING]),
        tuple(reasons[one] for one in against[:MOST_AGAINST]),
        tuple(names),
        missing(names) if decision.verdict == "unclear" else (),
        said.get("next", ""),
        said.get("change", ""),
        url,
    )


def _sides(
    shown: Sequence[Statement], verdict: Verdict, weighing: Weighing
) -> tuple[list[str], list[str]]:
    """Give what speaks for the verdict and what against it, strongest first."""
    if verdict == "unclear":
        return [one.circumstance for one in shown], []
    pulls = {
        one.circumstance: one.probability * weighing.pull(one.circumstance, verdict)
        for one in shown
    }
    ordered = sorted(pulls, key=lambda name: -pulls[name])
    speaking = [name for name in ordered if pulls[name] > 0]
    return speaking, [name for name in reversed(ordered) if pulls[name] < 0]


def _reason(stated: Statement, topics: dict[str, Topic], language: str, at: ResourceAt) -> Reason:
    topic = topics[stated.circumstance]
    item = topic.item(language)
    title, url = _source(topic, language, at)
    return Reason(topic.id, item.name, stated.said, item.said["why"], url, title)


def _of_verdict(
    guide: Guide, verdict: Verdict, language: str, at: ResourceAt
) -> tuple[str, Mapping[str, str], str]:
    """Give what the guide calls a verdict, its sentences, and the address to read."""
    for topic in guide.verdicts:
        if topic.id == verdict:
            item = topic.item(language)
            return item.name, item.said, _source(topic, language, at)[1]
    return verdict, {}, ""


def _source(topic: Topic, language: str, at: ResourceAt) -> tuple[str, str]:
    if topic.resource is None:
        return "", ""
    entry = at(topic.resource).entry(language)
    return entry.title, entry.url


def sources(leaning: Leaning, guide: Guide) -> list[int]:
    """Give the places of the resources behind the reasons, strongest first, each once."""
    of_topic = {topic.id: topic.resource for topic in guide.circumstances}
    told = (of_topic[reason.circumstance] for reason in leaning.because)
    return list(dict.fromkeys(place for place in told if place is not None))
