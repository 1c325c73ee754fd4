"""Circumstances come to a verdict by sums that anybody can make again."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import seeds
from index.leaning.decide import FAIR, POSSIBLE, STRONG, TUNED, Weighing, decide, missing
from index.leaning.guide import Guide
from index.leaning.verdict import Verdict
from index.leaning.weighing import by_cases, by_guide


def _guide() -> Guide:
    guide = seeds.load(Path(__file__).parents[2] / "seeds").guide
    assert guide is not None
    return guide


GUIDE = _guide()
IDS = [topic.id for topic in GUIDE.circumstances]
MARKED = np.array([[name in case.stated for name in IDS] for case in GUIDE.cases], float)
ALIKE = np.zeros((len(GUIDE.cases), len(get_args(Verdict))))
FITTED = by_cases(GUIDE, GUIDE.cases, MARKED, ALIKE)
STATED = st.dictionaries(st.sampled_from(sorted(IDS)), st.floats(0, 1), max_size=6)

TOY = Weighing(
    {"prompt": 0, "retrieve": 0, "finetune": 0, "both": 0, "continue": -1, "unclear": 1},
    {
        "tone": {"finetune": 3, "prompt": 1, "both": 2},
        "facts": {"retrieve": 3, "finetune": -1, "both": 2},
        "untried": {"prompt": 2, "finetune": -3},
        TUNED: {"continue": 3},
        "fresh": {"continue": 5},
        "hint": {"retrieve": 1.5},
    },
)


@pytest.mark.parametrize(
    ("stated", "verdict", "total"),
    [
        ("", "unclear", 1),
        ("tone", "finetune", 3),
        ("facts", "retrieve", 3),
        ("hint", "retrieve", 1.5),
        ("tone facts", "both", 4),
        ("tone untried", "prompt", 3),
        (TUNED, "continue", 2),
        ("fresh", "unclear", 1),
        (f"fresh {TUNED}", "continue", 7),
        ("nobody-knows-this facts", "retrieve", 3),
    ],
)
def test_sums_by_hand(stated: str, verdict: Verdict, total: float) -> None:
    decision = decide(dict.fromkeys(stated.split(), 1.0), TOY)
    assert (decision.verdict, decision.sums[decision.verdict]) == (verdict, total)


def test_what_may_have_been_stated_counts_as_far_as_it_is_probable() -> None:
    sums = decide({"tone": 0.5, "facts": 1.0}, TOY).sums
    assert sums["both"] == 3
    assert sums["finetune"] == 0.5
    assert decide({"facts": 0.3}, TOY).verdict == "unclear"
    assert decide({"fresh": 1.0, TUNED: POSSIBLE}, TOY).verdict == "continue"


def test_a_message_leans_to_the_verdict_of_cases_like_it() -> None:
    trusting = replace(TOY, trust=2.0)
    stated = {"tone": 1.0, "facts": 1.0}
    told = decide(stated, trusting, {"retrieve": 1.5, "both": 0.5})
    assert told.verdict == "retrieve"
    assert told.sums["retrieve"] == 3 + 2 * 1.5
    assert told.sums["both"] == 4 + 2 * 0.5
    assert decide(stated, TOY, {"retrieve": 1.5}) == decide(stated, TOY)


def test_sureness_is_the_share_of_the_sums() -> None:
    told = [decide({"facts": sure}, TOY) for sure in (0.5, 0.85, 1.0)]
    assert told[2].probability == pytest.approx(np.e**3 / (np.e**3 + np.e**2 + np.e), abs=1e-6)
    loud = Weighing(TOY.base, {"x": {"retrieve": 9}})
    assert [decide({"x": sure}, loud).sureness for sure in (0.2, 0.25, 1.0)] == [
        "fair",
        "fair",
        "strong",
    ]
    assert FAIR < STRONG


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("", "unclear"),
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
@pytest.mark.parametrize("weighing", [by_guide(GUIDE), FITTED], ids=["guide", "cases"])
def test_the_guide_says_what_its_authors_mean(
    weighing: Weighing, stated: str, verdict: Verdict
) -> None:
    assert decide(dict.fromkeys(stated.split(), 1.0), weighing).verdict == verdict


def test_cases_come_to_their_verdicts_by_what_is_marked_in_them() -> None:
    assert len(GUIDE.cases) >= 1_000
    told = [decide(dict.fromkeys(case.stated, 1.0), FITTED).verdict for case in GUIDE.cases]
    right = [one in case.accepted for one, case in zip(told, GUIDE.cases, strict=True)]
    assert np.mean(right) >= 0.95
    assert set(told) == set(get_args(Verdict))


def test_few_cases_change_little() -> None:
    case = next(one for one in GUIDE.cases if one.stated == {"style", "few-examples"})
    written, one = by_guide(GUIDE), by_cases(GUIDE, [case], np.zeros((1, len(IDS))), ALIKE[:1])
    for name in IDS:
        for verdict in get_args(Verdict):
            assert one.pull(name, verdict) == pytest.approx(written.pull(name, verdict), abs=0.5)
    assert by_cases(GUIDE, [], MARKED[:0], ALIKE[:0]) == written


@given(STATED)
def test_order_does_not_matter(stated: dict[str, float]) -> None:
    assert decide(stated, FITTED) == decide(dict(sorted(stated.items())), FITTED)


@given(STATED)
def test_a_verdict_has_something_that_speaks_for_it(stated: dict[str, float]) -> None:
    verdict = decide(stated, FITTED).verdict
    if verdict != "unclear":
        assert any(sure > 0 and FITTED.pull(name, verdict) > 0 for name, sure in stated.items())
    if verdict == "continue":
        assert stated[TUNED] >= POSSIBLE


def test_what_is_known_is_not_asked_for() -> None:
    assert missing([]) == ("aim", "knowledge", "prompting")
    assert missing(["style", "prompting-tried"]) == ("knowledge", "examples", "retrieval")
