"""Circumstances to a verdict: sums that a person can follow with the guide and a pencil.

1. Each stated circumstance adds its strengths to the verdicts it speaks for, and takes them from
   those it speaks against.
2. `continue` is possible only where something is tuned already.
3. `both` where `finetune` and `retrieve` each have `ENOUGH`, and nothing else has more: two needs
   of different kinds, which neither way serves alone.
4. Otherwise the highest sum wins, if it is above 0 and leads; if not, it is `unclear`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.leaning.guide import Strengths
from index.leaning.verdict import Missing, Sureness, Verdict

SIMPLE: tuple[Verdict, ...] = ("prompt", "retrieve", "finetune", "continue")
TUNED = "already-tuned"
ENOUGH = 2
FAIR, STRONG = 2, 4
"""Leads over the second best from which a leaning is fair, and strong."""
ASKED: Mapping[Missing, frozenset[str]] = {
    "aim": frozenset(
        {
            "style", "format", "function-calling", "jargon", "narrow-task", "latency",
            "token-cost", "long-prompt", "small-model",
        }
    ),
    "knowledge": frozenset(
        {"changing-knowledge", "private-documents", "citations", "fabrications"}
    ),
    "prompting": frozenset({"prompting-tried", "prompting-untried"}),
    "examples": frozenset({"few-examples", "many-examples"}),
    "retrieval": frozenset({"retrieval-tried", "retrieval-untried"}),
}  # fmt: skip
"""What settles each thing to ask for, in the order to ask: use case, alternatives, costs."""
MOST_ASKED = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict and how it came about."""

    verdict: Verdict
    sums: Mapping[Verdict, int]
    lead: int
    """Of the verdict over the second best; 0 for `unclear`."""

    @property
    def sureness(self) -> Sureness:
        """Say in words how far it leads."""
        if self.lead >= STRONG:
            return "strong"
        return "fair" if self.lead >= FAIR else "slight"


def decide(stated: Iterable[str], strengths: Mapping[str, Strengths]) -> Decision:
    """Decide from the ids of what was stated; `strengths` are those of the guide, by id."""
    known = [name for name in dict.fromkeys(stated) if name in strengths]
    sums = {verdict: sum(strengths[name].get(verdict, 0) for name in known) for verdict in SIMPLE}
    if TUNED not in known:
        del sums["continue"]
    needs = min(sums["finetune"], sums["retrieve"])
    others = max(0, sums["prompt"], sums.get("continue", 0))
    if needs >= max(ENOUGH, others):
        return Decision("both", sums, needs - others)
    best, second = sorted(sums, key=lambda verdict: -sums[verdict])[:2]
    lead = sums[best] - max(0, sums[second])
    return Decision(best, sums, lead) if lead > 0 else Decision("unclear", sums, 0)


def pull(name: str, verdict: Verdict, strengths: Mapping[str, Strengths]) -> int:
    """Give how far a circumstance pulls towards a verdict; away from it below 0."""
    own = strengths[name]
    if verdict == "both":
        needs = own.get("finetune", 0), own.get("retrieve", 0)
        return max(needs) if max(needs) > 0 else min(needs)
    return own.get(verdict, 0)


def missing(stated: Iterable[str]) -> tuple[Missing, ...]:
    """Give what to ask for, most telling first."""
    known = frozenset(stated)
    asked = [what for what, settling in ASKED.items() if not settling & known]
    return tuple(asked[:MOST_ASKED])
