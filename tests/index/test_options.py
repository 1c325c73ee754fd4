"""What a question weighs is found in both languages, and nothing where it weighs nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.options import MOST, options
from index.search import Search

WEIGHED = [
    ("RAG or fine-tuning?", ["RAG", "fine-tuning"]),
    ("Fine-tuning vs. prompting", ["Fine-tuning", "prompting"]),
    ("fine-tuning VS RAG", ["fine-tuning", "RAG"]),
    ("LoRA versus full fine-tuning", ["LoRA", "full fine-tuning"]),
    ("should I prompt rather than fine-tune?", ["should I prompt", "fine-tune"]),
    ("use RAG instead of training", ["use RAG", "training"]),
    ("faut-il fine-tuner ou faire du RAG ?", ["faut-il fine-tuner", "faire du RAG"]),
    ("du RAG plutôt que du fine-tuning", ["du RAG", "du fine-tuning"]),
    ("du RAG plutot que du fine-tuning", ["du RAG", "du fine-tuning"]),
    ("prompter au lieu d'entraîner", ["prompter", "entraîner"]),
    ("prompter au lieu d’entraîner", ["prompter", "entraîner"]),
    ("LoRA contre QLoRA", ["LoRA", "QLoRA"]),
    ("prompts, RAG, or fine-tuning?", ["prompts, RAG", "fine-tuning"]),
    ("LoRA or QLoRA or DPO", ["LoRA", "QLoRA", "DPO"]),
]
NOTHING = [
    "",
    "or",
    "how do I fine-tune?",
    "should I fine-tune or not?",
    "faut-il fine-tuner ou pas ?",
    "fine-tune or what?",
    "is it RAG or something else",
    "2 or 3 epochs?",
    "for more information on tutors",
    "Où trouver un cours ?",
    "LoRA or QLoRA or DPO or PPO",
]


@pytest.mark.parametrize(("question", "found"), WEIGHED)
def test_the_options_of_a_question(question: str, found: list[str]) -> None:
    assert [question[slice(*span)].strip(" ?.,") for span in options(question)] == found


@pytest.mark.parametrize("question", NOTHING)
def test_a_question_that_weighs_nothing_has_none(question: str) -> None:
    assert options(question) == []


@given(st.lists(st.sampled_from(["RAG", " or ", "ou", "vs", "LoRA", "?", "not", "é\u0301", " "])))
def test_options_are_none_or_a_few_parts_of_the_question(parts: list[str]) -> None:
    question = " ".join(parts)
    found = options(question)
    assert len(found) in (0, *range(2, MOST + 1))
    assert all(question[start:end].strip() for start, end in found)


def test_a_weighed_question_shows_something_for_both(search: Search) -> None:
    alone = [search.answer(text).hits[0].resource.id for text in ("Qdrant", "AutoTrain Advanced")]
    found = search.answer("Qdrant or AutoTrain Advanced?").hits
    assert set(alone) <= {hit.resource.id for hit in found}
    assert len(search.answer("Qdrant or AutoTrain Advanced?", limit=1).hits) == 1
