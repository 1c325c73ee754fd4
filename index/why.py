"""Why it matched: the sentence or example question of a resource that is most like the question."""

from __future__ import annotations

from collections.abc import Sequence

from index.evidence import Similarities
from index.features import features_of
from index.passages import Passage, sentences
from index.resource import Entry


def why(
    text: str, entry: Entry, passages: Sequence[Passage], telling: slice, similar: Similarities
) -> str:
    """Give what carries the match, in the language of `entry`; its title when nothing does.

    `similar` is how like the question those passages are that stand where `telling` says. Where no
    sentence is a passage, the words that a sentence shares with the question decide.
    """
    if len(similar):
        best: int = telling.start + int(similar.argmax())
        return passages[best].text
    return _sentence(text, entry)


def _sentence(text: str, entry: Entry) -> str:
    asked = set(features_of(text).words.tolist())
    said = sentences(entry.text) or [entry.title]
    return max(said, key=lambda one: len(asked.intersection(features_of(one).words.tolist())))
