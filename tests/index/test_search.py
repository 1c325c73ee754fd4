"""A question finds resources: no address twice, in the asker's language, whatever is typed."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.passages import TELLING
from index.resource import Answer, Resource
from index.search import (
    AHEAD,
    LONGEST_QUESTION,
    Request,
    Search,
    has_words,
    open_search,
    tidy,
)
from index.settings import IndexSettings

HOSTILE = [
    "",
    " ",
    "\0",
    "\u200b\u200b",
    "\ud800",
    "\u202e" * 50,
    "?!…",
    "🙂",
    "a" * 100_000,
    "should i fine-tune? " * 10_000,
    "@everyone <@1> [x](javascript:alert(1)) ```",
    "'; DROP TABLE resources; --",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 200,
    "为什么要微调模型？",
    "هل يجب أن أضبط النموذج؟",
]


@pytest.mark.parametrize("question", HOSTILE)
def test_whatever_is_typed_gets_one_answer(search: Search, question: str) -> None:
    answer = search.answer(question)
    assert answer.question == question
    assert (answer.band == "none") == (not answer.hits)
    assert 0 <= answer.confidence <= 1


@pytest.mark.parametrize("question", ["", "\0", "?!…", "\u200b", "\ud800"])
def test_what_has_no_words_has_no_cards(search: Search, question: str) -> None:
    assert search.answer(question).band == "none"


def test_questions_without_end_are_answered_as_they_come(search: Search) -> None:
    taken: list[str] = []

    def asked() -> Iterator[Request]:
        for number in itertools.count():
            taken.append(
                f"Should I fine-tune for {number} tickets?" + (number == 5) * " Or not?" * 20
            )
            yield Request(taken[-1])

    answered = set()
    answers = search.answer_each(asked())
    for count, (number, answer) in enumerate(itertools.islice(answers, 3 * AHEAD)):
        assert answer.question == taken[number]
        assert len(taken) <= count + AHEAD
        answered.add(number)
    del answers
    assert len(answered) == 3 * AHEAD
    assert set(range(AHEAD)) <= answered  # a question of unusual length waits, but not for ever
    assert search.answer(taken[-1]).hits  # which was taken, and dropped before it was encoded


@pytest.mark.parametrize("threads", [1, 3])
def test_any_number_of_cores_gives_the_same_answers(
    index_settings: IndexSettings, search: Search, threads: int
) -> None:
    other = open_search(replace(index_settings, threads=threads))
    texts = [f"Should I fine-tune on {number} tickets" + number * " a day" for number in range(40)]
    requests = [Request(text, "en") for text in texts]
    for one, same in zip(other.answer_all(requests), search.answer_all(requests), strict=True):
        assert_alike(one, same)


def test_company_changes_no_answer(search: Search) -> None:
    texts = ["Should I fine-tune or use RAG?", "thanks", "LoRA notebook", "", "LoRA notebook"]
    texts.append("We have 3,000 tickets, and our docs change daily. Fine-tune?")
    together = search.answer_all([Request(text) for text in texts])
    alone = [search.answer(text) for text in texts]
    for one, same in zip(together, alone, strict=True):
        assert_alike(one, same)


def assert_alike(one: Answer, other: Answer) -> None:
    """Assert that two answers are the same, but for what floating point does to the last digit."""
    sure = [[each.confidence, *(hit.confidence for hit in each.hits)] for each in (one, other)]
    np.testing.assert_allclose(sure[0], sure[1], atol=2e-4)
    plain = [
        replace(
            each,
            milliseconds=0,
            confidence=0,
            hits=tuple(replace(hit, confidence=0) for hit in each.hits),
        )
        for each in (one, other)
    ]
    assert plain[0] == plain[1]


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_tidy_leaves_one_line_of_visible_text(text: str) -> None:
    tidied = tidy(text)
    assert tidied == tidy(tidied)
    assert len(tidied) <= LONGEST_QUESTION
    assert all(letter == " " or not letter.isspace() for letter in tidied)
    tidied.encode()


def test_tidy_drops_what_no_reader_sees() -> None:
    unseen = "\u200b\u202e\u2066\u00ad\ufeff\0\x1b\ud800\ue000\uffff"
    assert tidy(f"{unseen}fine{unseen}-\n\t tune?{unseen}") == "fine- tune?"


@pytest.mark.parametrize("limit", [1, 3, 10])
@pytest.mark.parametrize(
    "question", ["continuous fine-tuning in Azure OpenAI", "getting started with LLM fine-tuning"]
)
def test_no_answer_shows_an_address_twice(search: Search, question: str, limit: int) -> None:
    addresses = [hit.resource.url for hit in search.answer(question, limit=limit).hits]
    assert len(addresses) == len(set(addresses)) == limit


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Should I fine-tune a model or not?", "To Fine Tune or Not To Fine Tune"),
        ("RAG with Qdrant and fine-tuning", "Qdrant"),
        ("fine-tuner Phi-2 avec QLoRA", "Phinetuning 2.0"),
        ("AutoTrain Advanced", "AutoTrain Advanced"),
        ("suivre un fine-tuning dans Weights & Biases", "Weights & Biases"),
    ],
)
def test_the_right_resource_is_among_the_three(search: Search, question: str, title: str) -> None:
    answer = search.answer(question)
    titles = [hit.resource.entry("en").title for hit in answer.hits]
    assert any(title in found for found in titles), titles


def test_hits_come_best_first_with_a_reason_in_the_language(search: Search) -> None:
    for language in ("en", "fr"):
        answer = search.answer("dois-je fine-tuner mon modèle ?", language)
        sure = [hit.confidence for hit in answer.hits]
        assert sure == sorted(sure, reverse=True)
        assert answer.confidence >= sure[0]
        for hit in answer.hits:
            assert hit.why in said(search, hit.resource, language)


def said(search: Search, resource: Resource, language: str) -> set[str]:
    """Give the sentences and example questions of a resource in a language."""
    contents = search.generation.contents
    passages = contents.passages_of(list(contents).index(resource))
    return {each.text for each in passages if each.language == language and each.part in TELLING}


def test_the_language_is_read_off_the_question(search: Search) -> None:
    assert search.answer("comment faire du fine-tuning ?").language == "fr"
    assert search.answer("how do I fine-tune?").language == "en"
    assert search.answer("how do I fine-tune?", "fr").language == "fr"


@pytest.mark.parametrize("question", ["lol", "happy birthday!!", "my cat sleeps all day"])
def test_what_the_list_does_not_cover_has_no_cards(search: Search, question: str) -> None:
    assert search.answer(question).band == "none"


def test_words_are_letters_or_digits() -> None:
    assert all(map(has_words, ("é", "微", "3")))
    assert not has_words("?! 🙂")
