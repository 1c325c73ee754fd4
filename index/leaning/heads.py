"""What a generation knows of decisions: the guide and two heads, on disk and loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.arrays import Arrays
from index.calibration import Curve
from index.leaning.decide import Weighing
from index.leaning.guide import Guide
from index.leaning.head import Head
from index.text_weights import TextWeights

HEADS = ("decision", "circumstances", "verdicts")
"""As `Heads` names them."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the signs of something mean, as cases that were left out show."""

    curve: Curve
    """Signs to probability."""
    threshold: float
    """Probability from which something is taken as said."""
    found: float
    """Share of what was said that is found."""
    wrong: float
    """Of decisions: share of the other questions taken for one. Of circumstances: share of those
    found that nobody stated."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What recognises decisions, circumstances, and messages like those of the cases."""

    decision: Head
    """One column: that a question weighs whether to fine-tune."""
    decision_scale: Scale
    circumstances: Head
    """A column for each circumstance of the guide, in its order."""
    circumstances_scale: Scale
    verdicts: Head
    """A column for each of `VERDICTS`: how like the cases that come to it a message is."""


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
        return self.heads.circumstances_scale.threshold if self.heads else 1.0


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
    return Told(advice.guide, advice.weighing, heads.decision_scale, heads.circumstances_scale)


def arrays(advice: Advice | None) -> Arrays:
    """Give what is stored as arrays."""
    if advice is None or advice.heads is None:
        return {}
    return {name: getattr(advice.heads, name).vectors for name in HEADS}


def restore(stored: Told, held: Arrays, texts: Mapping[str, TextWeights]) -> Advice | None:
    """Take what `told` and `arrays` gave, and the texts of each of `HEADS`."""
    if stored.guide is None or stored.weighing is None:
        return None
    if stored.decision is None or stored.circumstances is None:
        return Advice(stored.guide, stored.weighing, None)
    decision, circumstances, verdicts = (Head(held[name], texts[name]) for name in HEADS)
    heads = Heads(decision, stored.decision, circumstances, stored.circumstances, verdicts)
    return Advice(stored.guide, stored.weighing, heads)
