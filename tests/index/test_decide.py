"""Circumstances come to a verdict by sums that anybody can make again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import seeds
from index.leaning.decide import FAIR, STRONG, decide, missing, pull
from index.leaning.guide import Strengths
from index.leaning.verdict import Verdict

GUIDE = seeds.load(Path(__file__).parents[2] / "seeds").guide
assert GUIDE is not None
STRENGTHS = GUIDE.strengths
STATED = st.lists(st.sampled_from(sorted(STRENGTHS)), max_size=6)

TOY: dict[str, Strengths] = {
    "tone": {"finetune": 3, "prompt": 1},
    "facts": {"retrieve": 3, "finetune": -1},
    "untried": {"prompt": 2, "finetune": -3},
    "already-tuned": {"continue": 3},
    "hint": {"retrieve": 1},
}


@pytest.mark.parametrize(
    ("stated", "verdict", "lead"),
    [
        ([], "unclear", 0),
        (["tone"], "finetune", 2),
        (["facts"], "retrieve", 3),
        (["hint"], "retrieve", 1),
        (["tone", "facts"], "both", 1),
        (["tone", "untried"], "prompt", 3),
        (["tone", "already-tuned"], "unclear", 0),
        (["already-tuned"], "continue", 3),
        (["nobody knows this", "facts"], "retrieve", 3),
        (["facts", "facts"], "retrieve", 3),
    ],
)
def test_sums_by_hand(stated: list[str], verdict: Verdict, lead: int) -> None:
    decision = decide(stated, TOY)
    assert (decision.verdict, decision.lead) == (verdict, lead)


def test_sums_can_be_followed() -> None:
    assert decide(["tone", "facts"], TOY).sums == {"prompt": 1, "retrieve": 3, "finetune": 2}


def test_sureness_steps_with_the_lead() -> None:
    strengths: dict[str, Strengths] = {f"x{n}": {"retrieve": n} for n in range(1, 6)}
    told = [decide([name], strengths).sureness for name in strengths]
    assert (FAIR, STRONG) == (2, 4)
    assert told == ["slight", "fair", "fair", "strong", "strong"]


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("changing-knowledge private-documents", "retrieve"),
        ("many-examples style prompting-tried", "finetune"),
        ("few-examples prompting-untried", "prompt"),
        ("many-examples style changing-knowledge", "both"),
        ("already-tuned new-data", "continue"),
        ("new-data", "unclear"),
        ("fabrications few-examples", "retrieve"),
        ("no-budget no-team", "prompt"),
        ("narrow-task many-examples small-model", "finetune"),
        ("already-tuned changing-knowledge", "retrieve"),
    ],
)
def test_the_guide_says_what_its_authors_mean(stated: str, verdict: Verdict) -> None:
    assert decide(stated.split(), STRENGTHS).verdict == verdict


@given(STATED)
def test_order_does_not_matter(stated: list[str]) -> None:
    assert decide(stated, STRENGTHS) == decide(sorted(stated), STRENGTHS)


@given(STATED)
def test_a_verdict_has_something_that_speaks_for_it(stated: list[str]) -> None:
    verdict = decide(stated, STRENGTHS).verdict
    if verdict != "unclear":
        assert any(pull(name, verdict, STRENGTHS) > 0 for name in stated)
    if verdict == "continue":
        assert "already-tuned" in stated


def test_what_is_known_is_not_asked_for() -> None:
    assert missing([]) == ("aim", "knowledge", "prompting")
    assert missing(["style", "prompting-tried"]) == ("knowledge", "examples", "retrieval")
