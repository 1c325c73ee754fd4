"""Conductor: a question to a leaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from index.language import detect
from index.leaning.decide import Decision, decide, missing, pull
from index.leaning.gloss import in_english
from index.leaning.guide import Guide, Topic
from index.leaning.head import Head
from index.leaning.heads import Advice
from index.leaning.signs import of_decisions
from index.leaning.stated import Statement, parts, statements
from index.leaning.verdict import Leaning, Reason, Verdict
from index.leaning.weighing import is_worded_as_decision, weighing_sentences
from index.resource import Resource
from index.vectors import Vectors

Embed = Callable[[Sequence[str]], Sequence[Vectors]]
ResourceAt = Callable[[int], Resource]


def weighs(text: str, vector: Vectors, advice: Advice, embed: Embed) -> bool:
    """Tell whether a question of this (d,) vector weighs whether to fine-tune.

    Of a longer message one sentence is enough. Only what has the words for it is embedded: the
    sentences, and French, which is said in English for an encoder that knows English alone.
    """
    if advice.heads is None:
        return False
    head, language = advice.heads.decision, detect(text)
    if _is_decision([text], [text], vector[None, :], head):
        return True
    told = weighing_sentences(text)
    told += [text] if language == "fr" and is_worded_as_decision(text) else []
    if not told:
        return False
    english = [in_english(one, language) for one in told]
    return _is_decision(told, english, np.stack(embed(english)), head)


def _is_decision(told: Sequence[str], english: Sequence[str], vectors: Vectors, head: Head) -> bool:
    signs = of_decisions(head.scores(english, vectors)[:, 0], told)
    return bool((head.scale.curve.of(signs) >= head.scale.threshold).any())


def read(text: str, advice: Advice, embed: Embed) -> list[Statement]:
    """Give the circumstances that a question states."""
    if advice.heads is None:
        return []
    head, language = advice.heads.circumstances, detect(text)
    told = parts(text)
    english = [in_english(one, language) for one in told]
    ids = [topic.id for topic in advice.guide.circumstances]
    return statements(told, head.scores(english, np.stack(embed(english))), head.scale, ids)


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
