"""Table: the figures, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Name = Literal[
    "ndcg",
    "recall",
    "first",
    "helpful",
    "hidden",
    "declined_sure",
    "declined_shown",
    "auroc",
    "let_through",
    "ece",
]


@dataclass(frozen=True, slots=True)
class Told:
    """How a figure is told to people."""

    title: str
    meaning: str
    is_better_high: bool = False


NAMES: tuple[Name, ...] = get_args(Name)
FIGURES: Mapping[Name, Told] = {
    "ndcg": Told("nDCG@3", "order and grades of the three cards, by address", is_better_high=True),
    "recall": Told(
        "recall@3", "clearly helpful addresses found among the three", is_better_high=True
    ),
    "first": Told("hit@1", "the first card clearly helps", is_better_high=True),
    "helpful": Told("helpful card", "one of the three clearly helps", is_better_high=True),
    "hidden": Told("hidden", "questions told that there is nothing"),
    "declined_sure": Told("declined, sure", "declined messages answered as if sure"),
    "declined_shown": Told("declined, shown", "declined messages that got cards"),
    "auroc": Told(
        "AUROC", "chance that a question is surer than a declined message", is_better_high=True
    ),
    "let_through": Told("let-through", "declined messages as sure as 95 % of the questions"),
    "ece": Told("ECE", "how far the confidence is from the share that got a helpful card"),
}
