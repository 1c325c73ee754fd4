"""Circumstances to a verdict: sums that a person can follow with the guide and a pencil.

1. Each verdict begins with its base. Each circumstance adds its strength for the verdict, times
   the probability that it was stated: 1 where it was chosen from a list. A message adds besides how
   like the cases of the verdict it is as a whole, times the trust in that.
2. `continue` is possible only where something may be tuned already, and any verdict but `unclear`
   only where something speaks for it.
3. The highest sum wins. Its share of all sums, e to the power of each, tells how sure that is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.leaning.verdict import Missing, Sureness, Verdict

TUNED = "already-tuned"
POSSIBLE = 0.1
"""Probability from which something is tuned already, as far as `continue` goes."""
FAIR, STRONG = 0.6, 0.85
"""Probabilities of the verdict from which a leaning is fair, and strong."""
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
class Weighing:
    """How far each circumstance speaks for each verdict, in units of log odds."""

    base: Mapping[Verdict, float]
    """Of every verdict: where it stands before anything is stated."""
    strengths: Mapping[str, Mapping[Verdict, float]]
    """By circumstance; 0 where a verdict is not named."""
    trust: float = 0.0
    """What a message's likeness to the cases of a verdict counts."""

    def pull(self, name: str, verdict: Verdict) -> float:
        """Give how far a circumstance pulls towards a verdict; away from it below 0."""
        return self.strengths[name].get(verdict, 0.0)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict and how it came about."""

    verdict: Verdict
    sums: Mapping[Verdict, float]
    """Of the verdicts that were possible."""
    probability: float

    @property
    def sureness(self) -> Sureness:
        """Say in words how sure it is."""
        if self.probability >= STRONG:
            return "strong"
        return "fair" if self.probability >= FAIR else "slight"


NOTHING: Mapping[Verdict, float] = {}
UNDECIDED = Decision("unclear", {}, 0.0)
"""Where nothing that is sure enough to be shown speaks for a verdict."""


def decide(
    stated: Mapping[str, float],
    weighing: Weighing,
    likeness: Mapping[Verdict, float] = NOTHING,
) -> Decision:
    """Decide from the probabilities of circumstances, by their ids; the unknown count nothing.

    `likeness` is that of the message to the cases of each verdict, if there is a message.
    """
    known = {name: sure for name, sure in sorted(stated.items()) if name in weighing.strengths}
    sums = {
        verdict: base
        + weighing.trust * likeness.get(verdict, 0.0)
        + sum(sure * weighing.pull(name, verdict) for name, sure in known.items())
        for verdict, base in weighing.base.items()
        if _is_possible(verdict, known, weighing)
    }
    best = max(sums, key=lambda verdict: sums[verdict])
    weights = [math.exp(each - sums[best]) for each in sums.values()]
    return Decision(best, sums, 1 / sum(weights))


def _is_possible(verdict: Verdict, known: Mapping[str, float], weighing: Weighing) -> bool:
    if verdict == "unclear":
        return True
    if verdict == "continue" and known.get(TUNED, 0.0) < POSSIBLE:
        return False
    return any(sure > 0 and weighing.pull(name, verdict) > 0 for name, sure in known.items())


def missing(stated: Iterable[str]) -> tuple[Missing, ...]:
    """Give what to ask for, most telling first."""
    known = frozenset(stated)
    asked = [what for what, settling in ASKED.items() if not settling & known]
    return tuple(asked[:MOST_ASKED])
