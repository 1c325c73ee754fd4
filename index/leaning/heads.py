"""What a generation knows of decisions: the guide and two heads, on disk and loaded."""

from __future__ import annotations

from dataclasses import dataclass

from index.arrays import Arrays, below, under
from index.leaning.decide import Weighing
from index.leaning.guide import Guide
from index.leaning.head import Head, Scale


@dataclass(frozen=True, slots=True)
class Heads:
    """What recognises decisions and circumstances."""

    decision: Head
    """One column: that a question weighs whether to fine-tune."""
    circumstances: Head
    """A column for each circumstance of the guide, in its order."""


@dataclass(frozen=True, slots=True)
class Advice:
    """All that leanings rest on."""

    guide: Guide
    weighing: Weighing
    heads: Heads | None
    """None where the guide is too small to learn from; circumstances can be chosen all the same."""

    @property
    def least(self) -> float:
        """Give the probability from which a circumstance is shown as stated."""
        return self.heads.circumstances.scale.threshold if self.heads else 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """What guide.json holds; the heads' arrays are in guide.npz."""

    guide: Guide | None = None
    weighing: Weighing | None = None
    decision: Scale | None = None
    circumstances: Scale | None = None


def told(advice: Advice | None) -> Told:
    """Give what is stored as JSON."""
    if advice is None:
        return Told()
    if advice.heads is None:
        return Told(advice.guide, advice.weighing)
    heads = advice.heads
    return Told(advice.guide, advice.weighing, heads.decision.scale, heads.circumstances.scale)


def arrays(advice: Advice | None) -> Arrays:
    """Give what is stored as arrays."""
    if advice is None or advice.heads is None:
        return {}
    decision = under("decision", advice.heads.decision.arrays())
    return {**decision, **under("circumstances", advice.heads.circumstances.arrays())}


def restore(stored: Told, held: Arrays) -> Advice | None:
    """Take what `told` and `arrays` gave."""
    if stored.guide is None or stored.weighing is None:
        return None
    if stored.decision is None or stored.circumstances is None:
        return Advice(stored.guide, stored.weighing, None)
    decision = Head.from_arrays(below("decision", held), stored.decision)
    circumstances = Head.from_arrays(below("circumstances", held), stored.circumstances)
    return Advice(stored.guide, stored.weighing, Heads(decision, circumstances))
