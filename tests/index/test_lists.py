"""Any list works by its descriptions alone, and better with example questions."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.build import build
from index.calibration import LEAST_OF_EACH
from index.relevance import RULE_THRESHOLDS
from index.search import Search, open_search
from index.settings import IndexSettings
from tests.index.conftest import MakeIndex

GARDEN = """# Garden

- [Watering](https://garden.example/water) - How much and how often beds want water in summer.
- [Compost](https://garden.example/compost) - Turn kitchen scraps into rich soil.
- [Pruning](https://garden.example/prune) - Cut roses and apple trees in late winter.
- [Seedlings](https://garden.example/seedlings) - Raise young plants on a windowsill in spring.
- [Slugs](https://garden.example/slugs) - Keep molluscs off lettuce without poison.
- [Tools](https://garden.example/tools) - Sharpen spades, shears and hoes.
"""
ASKED = "at night my salad gets holes"
QUESTIONS = """## [Slugs](https://garden.example/slugs)

- at night something nibbles holes into the leaves of my salad

## [Compost](https://garden.example/compost)

- where do potato peels go?
"""
SLUGS = "https://garden.example/slugs"


def urls(search: Search, question: str) -> list[str]:
    return [hit.resource.url for hit in search.answer(question).hits]


@pytest.fixture(scope="module")
def bare(make_index: MakeIndex, tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """The list alone; read only."""
    return make_index(tmp_path_factory.mktemp("bare"), {"garden.md": GARDEN})


@pytest.fixture(scope="module")
def exemplified(make_index: MakeIndex, tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """The list and a few example questions; read only."""
    texts = {"garden.md": GARDEN, "questions.en.md": QUESTIONS}
    return make_index(tmp_path_factory.mktemp("exemplified"), texts)


def test_a_list_without_example_questions_is_searched_by_the_rule(bare: IndexSettings) -> None:
    search = open_search(bare)
    assert search.generation.relevance.scorer is None
    assert search.thresholds == RULE_THRESHOLDS
    answer = search.answer("how do I sharpen a spade?")
    assert answer.band == "answer"
    assert answer.hits[0].resource.url == "https://garden.example/tools"
    assert answer.hits[0].why == "Sharpen spades, shears and hoes."
    assert search.answer("who won the football match?").band == "none"


def test_an_example_question_makes_its_paraphrase_hit(
    bare: IndexSettings, exemplified: IndexSettings
) -> None:
    before, after = open_search(bare).answer(ASKED), open_search(exemplified).answer(ASKED)
    assert before.band == "none"
    assert after.band == "answer"
    assert after.hits[0].resource.url == SLUGS
    assert after.hits[0].why == "at night something nibbles holes into the leaves of my salad"


def test_without_declined_messages_the_rule_tells_how_sure(exemplified: IndexSettings) -> None:
    search = open_search(exemplified)
    assert search.generation.relevance.scorer is not None
    assert search.generation.relevance.calibration is None
    assert search.thresholds == RULE_THRESHOLDS
    assert search.generation.manifest.examples == 2
    assert search.answer("who won the football match?").band == "none"


def test_what_was_found_before_is_still_found(exemplified: IndexSettings) -> None:
    search = open_search(exemplified)
    for question, url in [
        ("how do I sharpen a spade?", "https://garden.example/tools"),
        ("when to cut an apple tree", "https://garden.example/prune"),
        ("where to put potato peels", "https://garden.example/compost"),
    ]:
        assert urls(search, question)[0] == url


@pytest.mark.parametrize(
    ("count", "is_calibrated"), [(0, False), (LEAST_OF_EACH - 1, False), (LEAST_OF_EACH, True)]
)
def test_enough_of_both_kinds_are_calibrated(
    count: int, is_calibrated: bool, make_index: MakeIndex, tmp_path: Path
) -> None:
    asked = [f"- how much water does bed number {number} want?\n" for number in range(60)]
    messages = [f"- who won football match number {number}?\n" for number in range(LEAST_OF_EACH)]
    settings = make_index(
        tmp_path,
        {
            "garden.md": GARDEN,
            "questions.en.md": f"## [Watering](https://garden.example/water)\n\n{''.join(asked)}",
            "declined.en.md": "# Declined\n\n" + "".join(messages[:count]),
        },
    )
    search = open_search(settings)
    assert search.generation.manifest.declined == count
    assert (search.generation.relevance.calibration is not None) == is_calibrated
    assert search.answer("how much water do beds want?").band != "none"
    assert search.answer("who won football match number 77?").band == "none"


def test_taking_the_examples_away_unlearns_them(make_index: MakeIndex, tmp_path: Path) -> None:
    texts = {"garden.md": GARDEN, "questions.en.md": QUESTIONS}
    settings = make_index(tmp_path, texts)
    (settings.seeds / "questions.en.md").unlink()
    assert build(settings, lambda done, total: None).is_new
    assert open_search(settings).generation.relevance.scorer is None


@pytest.mark.parametrize(
    ("answer_at", "maybe_at", "band"),
    [
        (None, None, "maybe"),
        (0.0, None, "answer"),
        (1.0, 1.0, "none"),
        (1.0, 0.0, "maybe"),
        (0.0, 1.0, "answer"),
        (None, 1.0, "none"),
    ],
)
def test_settings_move_the_bands(
    bare: IndexSettings, answer_at: float | None, maybe_at: float | None, band: str
) -> None:
    search = open_search(replace(bare, answer_at=answer_at, maybe_at=maybe_at))
    assert search.thresholds.maybe <= search.thresholds.answer
    answer = search.answer("creatures eat my greens after dark")
    assert answer.band == band
    assert bool(answer.hits) == (band != "none")


@pytest.mark.parametrize("question", ["", "?!", "hello", "merci beaucoup", "\u200b"])
def test_what_is_no_question_has_no_cards_whatever_the_thresholds(
    bare: IndexSettings, question: str
) -> None:
    answer = open_search(replace(bare, answer_at=0.0, maybe_at=0.0)).answer(question)
    assert (answer.band, answer.hits) == ("none", ())
