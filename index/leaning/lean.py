"""Conductor: a question to a leaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from index.leaning.decide import Decision, decide, missing, pull
from index.leaning.guide import Guide, Topic
from index.leaning.head import Head
from index.leaning.heads import Advice
from index.leaning.signs import of_decisions
from index.leaning.stated import Statement, parts, statements
from index.leaning.verdict import Leaning, Reason, Verdict
from index.leaning.weighing import weighing_sentences
from index.resource import Resource
from index.vectors import Vectors

Embed = Callable[[Sequence[str]], Sequence[Vectors]]
ResourceAt = Callable[[int], Resource]


def weighs(text: str, vector: Vectors, advice: Advice, embed: Embed) -> bool:
    """Tell whether a question of this (d,) vector weighs whether to fine-tune.

    Of a longer message one sentence is enough; those without the words for it are not embedded.
    """
    if advice.heads is None:
        return False
    head = advice.heads.decision
    if _is_decision([text], vector[None, :], head):
        return True
    sentences = weighing_sentences(text)
    return bool(sentences) and _is_decision(sentences, np.stack(embed(sentences)), head)


def _is_decision(texts: Sequence[str], vectors: Vectors, head: Head) -> bool:
    signs = of_decisions(head.scores(texts, vectors)[:, 0], texts)
    return bool((head.scale.curve.of(signs) >= head.scale.threshold).any())


def read(text: str, advice: Advice, embed: Embed) -> list[Statement]:
    """Give the circumstances that a question states."""
    if advice.heads is None:
        return []
    head, told = advice.heads.circumstances, parts(text)
    ids = [topic.id for topic in advice.guide.circumstances]
    return statements(told, head.scores(told, np.stack(embed(told))), head.scale, ids)


def lean(stated: Sequence[Statement], guide: Guide, language: str, at: ResourceAt) -> Leaning:
    """Decide, and give the reasons; `stated` in the guide's order, `at` gives resources."""
    names = [statement.circumstance for statement in stated]
    decision = decide(names, guide.strengths)
    topics = {topic.id: topic for topic in guide.circumstances}
    reasons = {one.circumstance: _reason(one, topics, language, at) for one in stated}
    speaking, against = _sides(names, decision, guide)
    name, said, url = _of_verdict(guide, decision.verdict, language, at)
    return Leaning(
        decision.verdict,
        name,
        decision.sureness,
        said.get("leaning", ""),
        tuple(reasons[one] for one in speaking),
        tuple(reasons[one] for one in against),
        tuple(names),
        missing(names) if decision.verdict == "unclear" else (),
        said.get("next", ""),
        said.get("change", ""),
        url,
    )


def _sides(
    names: Sequence[str], decision: Decision, guide: Guide
) -> tuple[Sequence[str], Sequence[str]]:
    """Give what speaks for the verdict and what against it, strongest first."""
    if decision.verdict == "unclear":
        return names, ()
    pulls = {name: pull(name, decision.verdict, guide.strengths) for name in names}
    speaking = sorted((name for name in names if pulls[name] > 0), key=lambda name: -pulls[name])
    against = sorted((name for name in names if pulls[name] < 0), key=lambda name: pulls[name])
    return speaking, against


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
