"""Why it matched is said in the asker's language: a sentence or an example question."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.passages import Passage, passages_of, telling
from index.resource import Entry, Example, Resource, Run
from index.search import Search
from index.why import why

URL = "https://a.example"
ENGLISH = Entry(
    "en",
    "Tuning",
    URL,
    (Run("Says when to tune. Shows how to prepare data."),),
    "",
    "",
    (),
    False,
    "a.md",
    1,
)
FRENCH = Entry(
    "fr",
    "Ajuster",
    URL,
    (Run("Dit quand ajuster. Montre les données."),),
    "",
    "",
    (),
    True,
    "a.fr.md",
    1,
)
RESOURCE = Resource("0123456789", URL, "guide", "Example", {"en": ENGLISH, "fr": FRENCH})
EXAMPLES = [
    Example("is tuning worth it?", "en", URL, "Tuning", "questions.en.md", 1, 0),
    Example("ça vaut le coup ?", "fr", URL, "Ajuster", "questions.fr.md", 1, 0),
]
PASSAGES = passages_of(0, RESOURCE, EXAMPLES)


def told(entry: Entry, *best: str) -> str:
    """Tell why, where these passages are most like the question, the first one most."""
    similar = np.zeros(len(PASSAGES), np.float32)
    for place, passage in enumerate(PASSAGES):
        if passage.text in best:
            similar[place] = 1 - 0.1 * best.index(passage.text)
    return reason("data?", entry, PASSAGES, similar)


def reason(
    question: str, entry: Entry, passages: Sequence[Passage], similar: NDArray[np.float32]
) -> str:
    """Give why a resource matched of whose passages all are `similar`."""
    some = telling(passages, entry.language)
    return why(question, entry, passages, some, similar[some])


def test_a_sentence_or_an_example_question_tells_why() -> None:
    assert told(ENGLISH, "Shows how to prepare data.") == "Shows how to prepare data."
    assert told(ENGLISH, "is tuning worth it?") == "is tuning worth it?"
    assert told(FRENCH, "ça vaut le coup ?") == "ça vaut le coup ?"


def test_neither_a_title_nor_the_whole_tells_why() -> None:
    whole = f"{ENGLISH.title}. {ENGLISH.text}"
    assert told(ENGLISH, "Tuning", whole, "Says when to tune.") == "Says when to tune."


def test_another_language_does_not_tell_why() -> None:
    best = ("Montre les données.", "ça vaut le coup ?", "Says when to tune.")
    assert told(ENGLISH, *best) == "Says when to tune."
    assert told(FRENCH, "is tuning worth it?", "Dit quand ajuster.") == "Dit quand ajuster."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("preparing my data", "Shows how to prepare data."),
        ("when do I tune?", "Says when to tune."),
        ("🙂", "Says when to tune."),
    ],
)
def test_where_no_sentence_is_a_passage_shared_words_decide(question: str, sentence: str) -> None:
    passages = passages_of(0, RESOURCE, is_detailed=False)
    assert reason(question, ENGLISH, passages, np.zeros(len(passages), np.float32)) == sentence


def test_without_a_description_the_title_tells_why() -> None:
    bare = Entry("en", "Tuning", URL, (), "", "", (), False, "a.md", 1)
    passages = passages_of(0, Resource("0123456789", URL, "guide", "Example", {"en": bare}))
    assert reason("data?", bare, passages, np.ones(len(passages), np.float32)) == "Tuning"


def test_what_can_be_quoted_stands_together_language_by_language() -> None:
    for language, texts in [
        ("en", ["Says when to tune.", "Shows how to prepare data.", "is tuning worth it?"]),
        ("fr", ["Dit quand ajuster.", "Montre les données.", "ça vaut le coup ?"]),
    ]:
        assert [one.text for one in PASSAGES[telling(PASSAGES, language)]] == texts
    assert not PASSAGES[telling(PASSAGES, "de")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_real_example_question_tells_why_it_matched(search: Search, language: str) -> None:
    contents = search.generation.contents
    found = 0
    for place in range(len(contents)):
        asked = [
            passage.text
            for passage in contents.passages_of(place)
            if passage.part == "example" and passage.language == language
        ]
        hits = search.answer(asked[0], language).hits
        reasons = {hit.resource.id: hit.why for hit in hits}
        told = reasons.get(contents.resource(place).id)
        assert told in (None, asked[0])
        found += told is not None
    assert found >= 0.9 * len(contents)
