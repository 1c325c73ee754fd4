"""A decision question gets a leaning that rests on what was said and on the list; no other does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from index.leaning.clauses import MOST, clauses
from index.leaning.counts import magnitudes
from index.leaning.ridge import solve
from index.resource import Answer
from index.search import Search

# Of 300 tickets it is a matter of opinion whether they are many.
WEIGHED = "We have 3,000 tickets, our docs change every day, answers must cite sources. Fine-tune?"


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("300 tickets", "999"),
        ("40k conversations", "40,000"),
        ("2 000 paires", "2000"),
        ("2\u202f000 paires", "2.000"),
        ("12 mille lignes", "12 000"),
        ("1.5 seconds", "1"),
        ("from 3 to 12", "7 and 44"),
        ("no number", ""),
        ("007", "7"),
    ],
)
def test_numbers_are_known_by_their_size(text: str, like: str) -> None:
    assert magnitudes(text) == magnitudes(like)


def test_numbers_of_unlike_size_are_unlike() -> None:
    sizes = {tuple(magnitudes(text)) for text in ("", "5", "12", "300", "4000", "40k", "1 2")}
    assert len(sizes) == 7


def test_a_message_falls_into_clauses() -> None:
    text = "We have 2,000 pairs, and docs change; on n'a rien essayé parce qu'on débute. Hm?"
    assert [text[start:end] for start, end in clauses(text)] == [
        "We have 2,000 pairs",
        "docs change",
        "on n'a rien essayé",
        "on débute",
    ]
    assert len(clauses("it is so. " * 50)) == MOST
    assert clauses("so?") == [(0, 3)]


@given(st.text(max_size=60))
def test_clauses_are_parts_of_the_text_in_order(text: str) -> None:
    ends = [place for span in clauses(text) for place in span]
    assert ends == sorted(ends)
    assert ends[0] >= 0
    assert ends[-1] <= len(text)


def test_a_message_alone_has_the_scores_that_it_has_among_others(search: Search) -> None:
    advice = search.generation.advice
    assert advice is not None
    assert advice.heads is not None
    texts = [WEIGHED, "what is LoRA?", ""]
    vectors = search.generation.encoder.embed_questions(texts)
    for head in (advice.heads.decision, advice.heads.verdicts, advice.heads.circumstances):
        together = head.scores(texts, vectors)
        alone = [head.score(text, vector) for text, vector in zip(texts, vectors, strict=True)]
        np.testing.assert_allclose(alone, together, atol=1e-5)


def test_ridge_finds_what_the_normal_equations_do() -> None:
    rng = np.random.default_rng(5)
    dense = rng.normal(size=(40, 6)).astype(np.float32)
    rare = np.where(rng.random((40, 15)) < 0.2, 1, 0).astype(np.float32)
    targets = rng.normal(size=(40, 3)).astype(np.float32)
    rows = np.hstack([dense, rare])
    exact = np.linalg.solve(rows.T @ rows + 0.5 * np.eye(21), rows.T @ targets)
    np.testing.assert_allclose(solve(dense, csr_array(rare), targets, 0.5), exact, atol=0.01)
    nothing = solve(dense, csr_array(rare), np.zeros_like(targets), 0.5)
    assert not nothing.any()


def test_what_is_learned_holds_for_cases_that_were_left_out(search: Search) -> None:
    advice = search.generation.advice
    assert advice is not None
    assert advice.heads is not None
    decision, circumstances = advice.heads.decision_scale, advice.heads.circumstances_scale
    assert decision.found >= 0.88
    assert decision.wrong <= 0.1
    assert circumstances.found >= 0.7
    assert circumstances.wrong <= 0.3


def test_reasons_rest_on_words_of_the_asker_and_resources_of_the_list(search: Search) -> None:
    answer = search.answer(WEIGHED)
    leaning = answer.leaning
    assert leaning is not None
    assert leaning.verdict == "retrieve"
    assert {"many-examples", "changing-knowledge", "citations"} <= set(leaning.factors)
    listed = {url for resource in search.generation.contents for url in resource.addresses}
    for reason in (*leaning.because, *leaning.despite):
        assert reason.said
        assert reason.said in WEIGHED
        assert reason.url in listed
    assert leaning.url in listed
    assert leaning.next
    assert leaning.change


def test_the_resources_of_the_reasons_are_among_the_cards(search: Search) -> None:
    answer = search.answer(WEIGHED)
    assert answer.leaning is not None
    urls = addresses(answer)
    assert answer.leaning.because[0].url in urls
    assert len(set(urls)) == len(urls) <= 3
    assert len(search.answer(WEIGHED, limit=1).hits) == 1


def test_a_way_that_is_only_named_is_no_reason(search: Search) -> None:
    leaning = search.answer("Should I fine-tune or use RAG?").leaning
    assert leaning is not None
    assert (leaning.verdict, leaning.factors) == ("unclear", ())


@pytest.mark.parametrize(
    "question",
    [
        "how do I write the jsonl file for 300 tickets?",
        "what is LoRA?",
        "comment préparer un fichier jsonl ?",
        "should I bring an umbrella tomorrow?",
        "hello",
    ],
)
def test_other_questions_get_no_leaning(question: str, search: Search) -> None:
    assert search.answer(question).leaning is None


def test_a_bare_question_is_asked_for_more(search: Search) -> None:
    leaning = search.answer("should I fine-tune or not?").leaning
    assert leaning is not None
    assert leaning.verdict == "unclear"
    assert leaning.missing == ("aim", "knowledge", "prompting")


def test_the_leaning_is_in_the_language_of_the_answer(search: Search) -> None:
    english, french = (search.answer(WEIGHED, code).leaning for code in ("en", "fr"))
    assert english is not None
    assert french is not None
    assert english.factors == french.factors
    assert english.says != french.says


def test_circumstances_can_be_chosen(search: Search) -> None:
    answer = search.lean(["citations", "many-examples"], "fr")
    assert answer.leaning is not None
    assert answer.leaning.verdict == "retrieve"
    assert answer.leaning.factors == ("many-examples", "citations")
    assert answer.leaning.because[0].said == ""
    assert answer.leaning.because[0].url in addresses(answer)
    with pytest.raises(ValueError, match="no circumstance weather"):
        search.lean(["weather"], "en")


def addresses(answer: Answer) -> list[str]:
    return [hit.resource.entry(answer.language).url for hit in answer.hits]
