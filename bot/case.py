"""A person's case: the circumstances to choose from, in groups, and a short code for each."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from index.leaning.guide import Guide, Topic
from index.leaning.stated import PAIRS

GroupName = Literal["examples", "tried", "aims", "knowledge", "limits"]
GROUPS: Mapping[GroupName, tuple[str, ...]] = {
    "examples": ("few-examples", "many-examples"),
    "tried": (
        "prompting-untried",
        "prompting-tried",
        "retrieval-untried",
        "retrieval-tried",
        "already-tuned",
        "new-data",
    ),
    "aims": (
        "style",
        "format",
        "function-calling",
        "jargon",
        "narrow-task",
        "long-prompt",
        "token-cost",
        "latency",
    ),
    "knowledge": ("changing-knowledge", "private-documents", "citations", "fabrications"),
    "limits": ("no-budget", "no-team", "no-evaluation", "privacy", "small-model"),
}
"""Five, for that is all a form in Discord has room for; a guide's further circumstances are
shown in the last one."""
EXCLUSIVE: frozenset[GroupName] = frozenset({"examples"})
"""Of these groups only one circumstance can hold."""
CODE = 3
"""Letters: 18 bits, so that among 25 circumstances two share a code once in 900 guides."""


@dataclass(frozen=True, slots=True)
class Group:
    """Circumstances that are asked for together."""

    name: GroupName
    topics: tuple[Topic, ...]
    """Never empty."""

    @property
    def is_exclusive(self) -> bool:
        """Tell whether at most one of them can hold."""
        return self.name in EXCLUSIVE


def groups(guide: Guide) -> list[Group]:
    """Group the circumstances of a guide; those it lacks are left out."""
    grouped = {name for names in GROUPS.values() for name in names}
    others = tuple(topic for topic in guide.circumstances if topic.id not in grouped)
    known = {topic.id: topic for topic in guide.circumstances}
    found = {name: tuple(known[one] for one in ids if one in known) for name, ids in GROUPS.items()}
    found["limits"] += others
    return [Group(name, topics) for name, topics in found.items() if topics]


def settled(chosen: Iterable[str]) -> list[str]:
    """Drop what is ruled out by another choice: “tried” goes before “not tried”."""
    held = list(dict.fromkeys(chosen))
    ruled_out = {other for one, other in PAIRS if one in held}
    return [name for name in held if name not in ruled_out]


def code(circumstance: str) -> str:
    """Give the letters that stand for a circumstance, whatever else its guide holds."""
    return urlsafe_b64encode(sha256(circumstance.encode()).digest()).decode()[:CODE]


def encode(circumstances: Iterable[str], most: int) -> str:
    """Write circumstances in codes, of which at most `most` letters are wanted."""
    return "".join(map(code, circumstances))[: most // CODE * CODE]


def decode(codes: str, guide: Guide) -> list[str]:
    """Read the circumstances out of their codes; those that the guide has no more are dropped."""
    told = {codes[start : start + CODE] for start in range(0, len(codes), CODE)}
    return [topic.id for topic in guide.circumstances if code(topic.id) in told]
