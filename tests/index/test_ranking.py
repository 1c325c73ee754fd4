"""What is shown: wanted kinds sooner, no address twice, something for each option."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.features import words_of
from index.ranking import KINDS, STEER, WITHOUT_CODE, choose, cover, once_per_address
from index.relevance import Judged
from index.resource import Entry, Kind, Resource
from index.search import Search

ENTRY = Entry("en", "A", "https://a.example", (), "", "", (), False, "a.md", 1)


def resources(*kinds: Kind) -> Callable[[int], Resource]:
    """Make resources, each with an address of its own."""
    made = [
        Resource(
            f"{place:010}",
            url,
            kind,
            "Example",
            {"en": replace(ENTRY, url=url), "fr": replace(ENTRY, url=f"{url}/fr")},
        )
        for place, kind in enumerate(kinds)
        for url in [f"https://{place}.example"]
    ]
    return made.__getitem__


def judged(*scores: float) -> list[Judged]:
    """Judge resources 0, 1, 2 … by these scores, each as sure as its score."""
    return [Judged(place, score, min(1.0, max(0.0, score))) for place, score in enumerate(scores)]


def places(found: Sequence[Judged]) -> list[int]:
    return [one.place for one in found]


def url(one: Judged) -> str:
    """Give resources 0 and 3 the same address."""
    return str(one.place % 3)


KIND_ASKED: list[tuple[str, Kind]] = [
    ("a video on fine-tuning", "video"),
    ("une vidéo sur le fine-tuning", "video"),
    ("YOUTUBE fine-tuning", "video"),
    ("a Colab on fine-tuning", "notebook"),
    ("free course on fine-tuning", "training"),
    ("suivre une formation", "training"),
    ("step by step tutorial", "tutorial"),
    ("un tuto simple", "tutorial"),
    ("the arXiv paper", "paper"),
    ("un billet de blog", "blog"),
]


@pytest.mark.parametrize(("question", "kind"), KIND_ASKED)
def test_a_kind_that_is_named_comes_sooner(question: str, kind: Kind) -> None:
    kinds: list[Kind] = ["guide", kind, "guide"]
    found = choose(question, judged(0.9, 0.9 - STEER / 2, 0.1), resources(*kinds), "en")
    assert places(found) == [1, 0, 2]


def test_a_kind_does_not_win_where_another_resource_is_meant() -> None:
    found = choose("a video", judged(0.9, 0.9 - 2 * STEER), resources("guide", "video"), "en")
    assert places(found) == [0, 1]


@pytest.mark.parametrize(
    "question",
    [
        "fine-tune without code",
        "without writing any code",
        "without programming skills",
        "no-code fine-tuning",
        "nocode",
        "sans coder",
        "sans savoir coder",
        "sans code",
        "sans programmer",
    ],
)
def test_notebooks_come_later_where_no_code_is_wanted(question: str) -> None:
    assert WITHOUT_CODE.search(" ".join(words_of(question)))
    found = choose(question, judged(0.9, 0.9 - STEER / 2), resources("notebook", "guide"), "en")
    assert places(found) == [1, 0]


def test_without_a_kind_the_order_is_that_of_the_judgement() -> None:
    given_order = [Judged(1, 0.5, 0.5), Judged(0, 0.9, 0.4)]
    found = choose("how to?", given_order, resources("video", "guide"), "en")
    assert found == given_order


def test_no_word_names_two_kinds_and_each_is_one_word() -> None:
    assert all(words_of(word) == (word,) for word in KINDS)


def test_an_address_is_shown_once_for_the_better_one() -> None:
    assert places(once_per_address(judged(0.9, 0.8, 0.7, 0.6), url)) == [0, 1, 2]


def test_addresses_are_those_of_the_language() -> None:
    def same_in_english(place: int) -> Resource:
        made = resources("guide", "guide")(place)
        return replace(made, entries={**made.entries, "en": ENTRY})

    assert len(choose("how?", judged(0.9, 0.8), same_in_english, "en")) == 1
    assert len(choose("how?", judged(0.9, 0.8), same_in_english, "fr")) == 2


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8),
    st.sampled_from(["how?", "a video", "a course without code", "notebook"]),
)
def test_nobody_is_surer_of_a_resource_than_of_the_one_before(
    told: list[tuple[float, float]], question: str
) -> None:
    given_order = [Judged(place, score, sure) for place, (score, sure) in enumerate(told)]
    kinds: list[Kind] = ["video", "notebook", "training", "guide"]
    found = choose(question, given_order, resources(*kinds, *kinds), "en")
    sure = [one.confidence for one in found]
    assert sure == sorted(sure, reverse=True)
    assert sorted(places(found)) == list(range(len(told)))
    assert all(one.confidence <= given_order[one.place].confidence for one in found)


def test_an_option_takes_the_last_place_that_no_option_asked_for() -> None:
    shown = judged(0.9, 0.8, 0.7)
    found = cover(
        shown, [Judged(1, 0.9, 0.9), Judged(5, 0.95, 0.95)], 3, lambda one: str(one.place)
    )
    assert places(found) == [0, 1, 5]
    assert [one.confidence for one in found] == [0.9, 0.8, 0.8]


def test_the_first_is_never_pushed_out() -> None:
    wanted = [Judged(place, 0.9, 0.9) for place in (5, 6, 7)]
    assert places(cover(judged(0.9, 0.8, 0.7), wanted, 3, lambda one: str(one.place))) == [0, 5, 6]
    assert places(cover(judged(0.9, 0.8), wanted, 1, lambda one: str(one.place))) == [0]


def test_an_option_whose_address_is_shown_does_not_come_in() -> None:
    assert places(cover(judged(0.9, 0.8, 0.7), [Judged(3, 0.9, 0.9)], 3, url)) == [0, 1, 2]
    assert places(cover(judged(0.9), [Judged(3, 0.9, 0.9), Judged(4, 0.9, 0.9)], 3, url)) == [0, 4]


@pytest.mark.parametrize(
    "question",
    [
        "what happens at the analyze your customized model step or curriculum style training?",
        "how to use azure with my own gpt or how to keep a customized model up to date?",
        "recommandations de fine-tuning ou bien débuter avec les LLM ?",
    ],
)
def test_options_at_one_address_are_shown_once(search: Search, question: str) -> None:
    answer = search.answer(question)
    addresses = [hit.resource.entry(answer.language).url for hit in answer.hits]
    assert addresses
    assert len(set(addresses)) == len(addresses)


def test_a_kind_steers_a_real_answer(search: Search) -> None:
    found = search.answer("show me a video about fine-tuning").hits
    assert found[0].resource.kind == "video"
