"""Values: a leaning, its reasons, and what is still to be known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Verdict = Literal["prompt", "retrieve", "finetune", "both", "continue", "unclear"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Sureness = Literal["slight", "fair", "strong"]
Missing = Literal["aim", "prompting", "retrieval", "examples", "knowledge"]
"""What a decision asks for: what should improve, what was tried, what there is."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A circumstance that the asker stated, and what it means."""

    circumstance: str
    """Its id in the guide."""
    name: str
    """What the guide calls it, in the asker's language."""
    said: str
    """The asker's own words; empty where it was chosen from a list."""
    means: str
    """The guide's sentence, in the asker's language."""
    url: str
    """Of the resource behind it; empty where the list has no such resource."""
    title: str
    """Of that resource."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Where a decision leans, and why."""

    verdict: Verdict
    name: str
    """What the guide calls the verdict, in the asker's language."""
    sureness: Sureness
    says: str
    """The guide's sentence for the verdict, in the asker's language."""
    because: tuple[Reason, ...]
    """What speaks most for it, strongest first; for ``unclear`` what was stated."""
    despite: tuple[Reason, ...]
    """What speaks most against it, strongest first."""
    factors: tuple[str, ...]
    """Ids of all circumstances that were stated, in the guide's order."""
    missing: tuple[Missing, ...]
    """What to tell for a better leaning, most telling first; empty unless ``unclear``."""
    next: str
    """What to do next."""
    change: str
    """What would change it."""
    url: str
    """Of the resource to read about the verdict; empty where the list has none."""
