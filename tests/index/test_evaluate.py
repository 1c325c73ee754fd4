"""Scores mean what the literature means by them, and keep above their floors."""

from pathlib import Path

import msgspec
import pytest

from index.evaluate import EvaluationError, Labelled, evaluate, ndcg, read
from index.resource import Answer
from index.search import Search

EVALUATION = Path(__file__).parents[1] / "evaluation"
FLOORS = {"en": 0.60, "fr": 0.47}
"""nDCG@3 of descriptions alone, less what the encoder's rounding may move."""


def answer(search: Search, places: list[int]) -> Answer:
    hits = {hit.resource.url: hit for hit in search.answer("fine-tuning", limit=18).hits}
    chosen = tuple(list(hits.values())[place] for place in places)
    return Answer("?", "en", "answer", 1, chosen, 0)


def test_ndcg_of_a_worked_example(search: Search) -> None:
    shown = answer(search, [0, 1, 2])
    first, second, third = (hit.resource.url for hit in shown.hits)
    assert ndcg(shown, {first: 3, second: 2, third: 1}) == pytest.approx(1)
    # gains 1, 3, 7 at discounts 1, log2(3), 2 against 7, 3, 1
    assert ndcg(shown, {first: 1, second: 2, third: 3}) == pytest.approx(6.393 / 9.393, abs=1e-3)
    assert ndcg(shown, {"https://example.org": 3}) == 0
    assert ndcg(answer(search, []), {first: 3}) == 0


def test_a_line_that_is_no_label_is_named(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"q": "a", "lang": "en"}\n{"q": 3}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"set\.jsonl:2: "):
        read(file)
    with pytest.raises(EvaluationError, match="cannot be read"):
        read(tmp_path / "nowhere.jsonl")


@pytest.mark.parametrize("language", FLOORS)
def test_quality_keeps_above_its_floor(search: Search, language: str) -> None:
    labelled = read(EVALUATION / f"{language}.jsonl")
    scores = evaluate(search, labelled)[language]
    assert scores.questions >= 240
    assert scores.declined >= 160
    assert scores.ndcg >= FLOORS[language]


def test_every_label_is_an_address_of_the_list(search: Search) -> None:
    known = {resource.url for resource in search.generation.contents}
    for language in FLOORS:
        for one in read(EVALUATION / f"{language}.jsonl"):
            assert one.lang == language
            assert one.relevant.keys() <= known
            assert bool(one.relevant) != one.declined
            assert msgspec.convert(msgspec.to_builtins(one), Labelled) == one
