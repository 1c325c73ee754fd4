"""A decision question gets a leaning that rests on what was said and on the list; no other does."""

import pytest

from index.leaning.clauses import MOST, clauses
from index.leaning.counts import count_examples
from index.leaning.cues import stated_surely
from index.leaning.weighing import is_worded_as_decision, weighing_sentences
from index.resource import Answer
from index.search import Search

WEIGHED = "We have 300 tickets, our docs change every day, answers must cite sources. Fine-tune?"


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        ("300 tickets", 300),
        ("40k conversations", 40_000),
        ("1.5k Q&A pairs", 1_500),
        ("2 000 paires", 2_000),
        ("10,000 good examples", 10_000),
        ("une dizaine d'exemples", 10),
        ("a dozen examples", 12),
        ("des milliers de tickets", 3_000),
        ("a few hundred emails", 500),
        ("cinq cents exemples", 500),
        ("on n'a que 12 exemples", 12),
        ("10,000 conversations per day", None),
        ("300 tickets par jour", None),
        ("our prompt holds 40 examples", None),
        ("gpt-4 examples", None),
        ("2 000 pages", None),
        ("$300 a month", None),
    ],
)
def test_examples_are_counted(clause: str, count: int | None) -> None:
    assert count_examples(clause) == count


def test_a_message_falls_into_clauses() -> None:
    text = "We have 2,000 pairs, and docs change; on n'a rien essayé parce qu'on débute. Hm?"
    assert clauses(text) == [
        "We have 2,000 pairs",
        "docs change",
        "on n'a rien essayé",
        "on débute",
    ]
    assert len(clauses("it is so. " * 50)) == MOST


@pytest.mark.parametrize(
    ("clause", "holds", "gone"),
    [
        ("only 12 examples", "few-examples", "many-examples"),
        ("5,000 examples", "many-examples", "few-examples"),
        ("we already tried few-shot", "prompting-tried", "prompting-untried"),
        ("haven't tried few-shot yet", "prompting-untried", "prompting-tried"),
        ("on n'a pas essayé le RAG", "retrieval-untried", "retrieval-tried"),
        ("we don't need citations", "", "citations"),
        ("pas besoin de sources", "", "citations"),
        ("latency is not an issue", "", "latency"),
        ("our facts never change", "", "changing-knowledge"),
        ("should I fine-tune", "", "already-tuned"),
        ("should I fine-tune or use RAG", "", "retrieval-untried"),
        ("should I stick with prompts", "", "prompting-tried"),
    ],
)
def test_words_settle_what_likeness_cannot(clause: str, holds: str, gone: str) -> None:
    told = dict(stated_surely(clause))
    assert told[gone] is False
    assert not holds or told[holds] is True


def test_words_that_weigh() -> None:
    assert is_worded_as_decision("is it worth it")
    assert is_worded_as_decision("On entraîne un modèle ?")
    assert not is_worded_as_decision("how do I train a model?")
    assert weighing_sentences("Is it worth it?") == []
    assert weighing_sentences("We sell bikes. Fine-tune or not?") == ["Fine-tune or not?"]


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
