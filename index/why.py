"""Why it matched: the sentence or example question of a resource that is most like the question."""

from __future__ import annotations

from collections.abc import Sequence

from index.evidence import Similarities
from index.features import features_of, word_features, words_of
from index.passages import Passage, sentences
from index.resource import Entry

TELLING = ("sentence", "example")


def why(text: str, entry: Entry, passages: Sequence[Passage], similar: Similarities) -> str:
    """Give what carries the match, in the language of `entry`; its title when nothing does.

    `similar` is how like the question each passage is. Where no sentence is a passage, the words
    that a sentence shares with the question decide.
    """
    for passage in map(passages.__getitem__, (-similar).argsort(kind="stable").tolist()):
        if passage.part in TELLING and passage.language == entry.language:
            return passage.text
    return _sentence(text, entry)


def _sentence(text: str, entry: Entry) -> str:
    asked = set(features_of(text).words)
    said = sentences(entry.text) or [entry.title]
    return max(said, key=lambda one: len(asked & set(word_features(words_of(one)))))
