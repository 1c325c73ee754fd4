"""Courtesies get a word back, in both languages, and whatever asks for more is a question."""

from pathlib import Path
from typing import get_args

import pytest

from index import seeds
from index.courtesy import _FILLERS, _PHRASES, _WORDS, LONGEST, courtesy
from index.features import words_of
from index.resource import Courtesy
from index.search import Request, Search

SEEDS = Path(__file__).parents[2] / "seeds"
SAID: dict[Courtesy, list[str]] = {
    "greeting": [
        "hi",
        "Hello!!",
        "hey there 👋",
        "Good morning everyone",
        "Bonjour à tous",
        "slt",
        "Bonsoir, ça va ?",
        "what's up?",
        "Salut, Sift !",
    ],
    "thanks": [
        "thanks!",
        "Thank you so much",
        "ty",
        "THX 🙏",
        "merci beaucoup",
        "Merci, c'est super",
        "great, thanks",
        "hello, thanks",
        "mille mercis à toi",
    ],
    "help": [
        "help",
        "Help me, please",
        "aide",
        "À l'aide s'il te plaît",
        "What can you do?",
        "Que sais-tu faire ?",
        "qui es-tu ?",
        "hello, help",
        "J’ai besoin d’aide !",
        "can you help me",
        "ｈｅｌｐ",
    ],
}
QUESTIONS = [
    "help me fine-tune",
    "aide-moi à fine-tuner",
    "thanks, and how do I prepare my data?",
    "hello, should I use RAG?",
    "bonjour, comment préparer mes données ?",
    "hello world tutorial",
    "what can you do with LoRA?",
    "it",
    "so good",
    "",
    "?!",
    "fine",
    "hello " * (LONGEST + 1),
]


def said() -> list[tuple[str, Courtesy]]:
    return [(text, kind) for kind, texts in SAID.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), said())
def test_a_courtesy_is_told_from_a_question(text: str, kind: Courtesy) -> None:
    assert courtesy(text) == kind


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_asks_for_more_is_no_courtesy(text: str) -> None:
    assert courtesy(text) is None


@pytest.mark.parametrize(("phrase", "kind"), _PHRASES.items())
def test_every_phrase_of_the_table_can_be_said(phrase: str, kind: Courtesy) -> None:
    assert " ".join(words_of(phrase)) == phrase
    assert courtesy(phrase) == courtesy(f"  {phrase.capitalize()} ?!") == kind


@pytest.mark.parametrize(("word", "kind"), _WORDS.items())
def test_every_word_of_the_table_can_be_said(word: str, kind: Courtesy) -> None:
    assert courtesy(word) == courtesy(f"{word.upper()}!") == kind


def test_what_fills_a_courtesy_can_be_said() -> None:
    assert all(words_of(word) == (word,) for word in _FILLERS)
    assert set(_WORDS.values()) == set(get_args(Courtesy))


def test_no_example_question_is_taken_for_a_courtesy() -> None:
    examples = seeds.load(SEEDS).examples
    assert examples
    assert [each.text for each in examples if courtesy(each.text)] == []


@pytest.mark.parametrize(("text", "kind"), said())
def test_a_courtesy_is_answered_without_cards(search: Search, text: str, kind: Courtesy) -> None:
    answer = search.answer(text)
    assert (answer.courtesy, answer.band, answer.hits) == (kind, "none", ())
    assert answer.confidence == 0


def test_a_courtesy_in_company_stays_one(search: Search) -> None:
    polite, asked = search.answer_all([Request("thanks"), Request("RAG or thanks")])
    assert (polite.courtesy, polite.band) == ("thanks", "none")
    assert asked.courtesy is None
