"""How sure: by the rule, by what was taught, or calibrated; hits never surer than the answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from numpy.typing import NDArray

from index.calibration import Calibration, Curve, Thresholds, leads, signs
from index.evidence import Lexicon
from index.polynomial import Polynomial
from index.relevance import (
    BEST_ROWS,
    RULE,
    RULE_THRESHOLDS,
    Judgement,
    Likeness,
    Relevance,
    band,
    judge_by_rule,
    likeness_of,
)
from index.scorer import Scorer
from index.search import Search

Scores = NDArray[np.float32]
STARTS = np.array([0, 1, 3, 6])
"""Three resources of one, two and three rows."""
SIMILAR = np.array([0.5, 0.9, 0.1, 0.6, 0.6, 0.1, 0.95], np.float32)
"""The last row is a declined message."""
CALIBRATION = Calibration(
    Curve((2.0, 3.0), -1.0), Curve((4.0, 2.0), -1.0), Thresholds(0.8, 0.3), 0.02, 0.02
)
SCORES = arrays_of.arrays(np.float32, 4, elements=st.floats(-1, 2, width=32))
TEXTS = ["fine-tune a model", "prompt it", "prepare data", "what is RAG", "how to", "video", "cat"]


def likeness(similar: Scores) -> Likeness:
    return likeness_of(similar, STARTS)


def is_sound(judgement: Judgement) -> bool:
    sure = [one.confidence for one in judgement.judged]
    bound = [judgement.confidence, *sure]
    return all(0 <= each <= 1 for each in bound) and bound == sorted(bound, reverse=True)


def test_the_rule_takes_the_mean_of_the_best_rows_of_each_resource() -> None:
    found = judge_by_rule(likeness(SIMILAR), range(3), 3)
    assert [one.place for one in found.judged] == [2, 0, 1]
    assert [one.score for one in found.judged] == pytest.approx([0.6, 0.5, 0.5])
    assert found.confidence == found.judged[0].confidence
    (told,) = RULE.of(np.array([[np.sort(SIMILAR[3:6])[-BEST_ROWS:].mean()]]))
    assert found.confidence == pytest.approx(told, abs=1e-6)


def test_the_rule_judges_no_others_and_no_more_than_wanted() -> None:
    assert [one.place for one in judge_by_rule(likeness(SIMILAR), [1, 0], 1).judged] == [0]
    assert judge_by_rule(likeness(SIMILAR), [], 3) == Judgement(0.0, [])


@given(arrays_of.arrays(np.float32, 6, elements=st.floats(0, 1, width=32)), st.integers(1, 5))
def test_the_rule_is_sound(similar: Scores, most: int) -> None:
    found = judge_by_rule(likeness(similar), range(3), most)
    assert is_sound(found)
    assert len(found.judged) == min(3, most)


def test_without_calibration_the_order_is_taught_and_the_rule_tells_how_sure() -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.3], np.float32)
    found = Relevance().judge(scores, likeness(SIMILAR), 3)
    assert [one.place for one in found.judged] == [1, 2, 0]
    by_rule = {
        one.place: one.confidence for one in judge_by_rule(likeness(SIMILAR), range(3), 3).judged
    }
    assert found.judged[0].confidence == pytest.approx(by_rule[1], abs=1e-5)
    assert found.confidence == pytest.approx(max(by_rule.values()), abs=1e-5)
    assert Relevance().thresholds == RULE_THRESHOLDS


def test_calibrated_a_resource_helps_only_if_any_does() -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.3], np.float32)
    found = Relevance(None, CALIBRATION).judge(scores, likeness(SIMILAR), 2)
    assert [one.place for one in found.judged] == [1, 2]
    assert [one.score for one in found.judged] == pytest.approx([0.9, 0.5])
    covered = 1 / (1 + np.exp(-(2 * 0.3 + 3 * 0.9 - 1)))
    helps = 1 / (1 + np.exp(-(4 * 0.9 + 2 * 0.4 - 1)))
    assert found.confidence == pytest.approx(covered, abs=1e-6)
    assert found.judged[0].confidence == pytest.approx(covered * helps, abs=1e-6)
    assert Relevance(None, CALIBRATION).thresholds == CALIBRATION.thresholds


@pytest.mark.parametrize("calibration", [None, CALIBRATION])
@given(scores=SCORES, most=st.integers(1, 5))
def test_what_is_taught_is_sound(
    calibration: Calibration | None, scores: Scores, most: int
) -> None:
    found = Relevance(None, calibration).judge(scores, likeness(SIMILAR), most)
    assert is_sound(found)
    told = [one.score for one in found.judged]
    assert told == sorted(scores[:-1].astype(float).tolist(), reverse=True)[:most]


@given(scores=SCORES, most=st.integers(1, 5))
def test_one_question_is_judged_as_many_were_calibrated(scores: Scores, most: int) -> None:
    found = Relevance(None, CALIBRATION).judge(scores, likeness(SIMILAR), most)
    assert len(found.judged) == min(3, most)
    (covered,) = CALIBRATION.covered.of(signs(scores[None, :]))
    helps = covered * CALIBRATION.helps.of(leads(scores[:-1]))
    assert found.confidence == pytest.approx(covered, abs=1e-6)
    for one in found.judged:
        assert one.confidence == pytest.approx(helps[one.place], abs=1e-6)


def test_one_resource_alone_is_judged() -> None:
    found = Relevance(None, CALIBRATION).judge(
        np.array([0.7, 0.5], np.float32), lambda _, some: SIMILAR[some], 3
    )
    assert [one.place for one in found.judged] == [0]
    helps = 1 / (1 + np.exp(-(4 * 0.7 + 2 * 0.7 - 1)))
    assert found.judged[0].confidence == pytest.approx(found.confidence * helps, abs=1e-6)
    assert is_sound(found)


def test_a_scorer_is_similarities_times_weights() -> None:
    chosen = np.random.default_rng(13)
    weights = chosen.normal(size=(len(TEXTS), 4)).astype(np.float32)
    vectors = chosen.normal(size=(len(TEXTS) + 3, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows, lexicon = vectors[: len(TEXTS)], Lexicon.from_texts(TEXTS, has_pieces=True)
    polynomial = Polynomial.of(rows)
    made = Scorer.of(weights, rows, polynomial, lexicon)
    near = polynomial.likeness(vectors)[:, : len(TEXTS)]
    asked = [*TEXTS, "fine-tuning modells", "🙂", "unheard of"]
    for text, vector, own in zip(asked, vectors, near, strict=True):
        plain = (lexicon.similarities(text) + own) @ weights
        # In 8 bits.
        np.testing.assert_allclose(made.scores(text, vector), plain, atol=0.02)


def test_bands_begin_at_their_thresholds() -> None:
    thresholds = Thresholds(0.8, 0.3)
    told = [band(confidence, thresholds) for confidence in (0, 0.29, 0.3, 0.79, 0.8, 1)]
    assert told == ["none", "none", "maybe", "maybe", "answer", "answer"]


def test_the_real_index_is_taught_and_calibrated(search: Search) -> None:
    learned = search.generation.relevance
    assert learned.scorer is not None
    assert learned.calibration is not None
    assert search.thresholds == learned.calibration.thresholds
    assert 0 < search.thresholds.maybe < search.thresholds.answer < 1
    assert learned.calibration.let_through <= 0.02
    assert learned.calibration.hidden <= 0.02


WORDS = st.sampled_from(
    [
        "should",
        "I",
        "fine-tune",
        "or",
        "use",
        "RAG",
        "video",
        "notebook",
        "cours",
        "sans",
        "code",
        "Phi-2",
        "azure",
        "data",
        "help",
        "how",
        "comment",
        "préparer",
        "mes",
        "données",
        "?",
        "or",
        "ou",
        "vs",
        "cat",
        "weather",
        "merci",
        "plutôt",
        "que",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.integers(1, 10))
def test_no_hit_is_surer_than_its_answer_or_the_hit_before(
    search: Search, question: str, limit: int
) -> None:
    answer = search.answer(question, limit=limit)
    sure = [answer.confidence, *(hit.confidence for hit in answer.hits)]
    assert sure == sorted(sure, reverse=True)
    assert len(answer.hits) <= limit
    addresses = [hit.resource.entry(answer.language).url for hit in answer.hits]
    assert len(set(addresses)) == len(addresses)
