"""Where nothing was taught, cells find what comparing every row finds."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import build as building
from index import rows, seeds, vectors
from index.evidence import WORDS, meaning
from index.features import features_of
from index.nearby import NEAREST, nearby
from index.relevance import ALL
from index.search import Search, open_search
from tests.index.conftest import MakeIndex

SEEDS = Path(__file__).parents[2] / "seeds"
FEW = 200
"""Stands for the size from which on vectors lie in cells."""
COUNT = 500


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Questions of the real seeds, in both languages."""
    return [example.text for example in seeds.load(SEEDS).examples]


@pytest.fixture(scope="module")
def large(
    asked: list[str], make_index: MakeIndex, tmp_path_factory: pytest.TempPathFactory
) -> Search:
    """A list of many resources, described by questions, and held in cells."""
    some = [text.replace("\n", " ") for text in asked[:: len(asked) // COUNT][:COUNT]]
    listed = [
        f"- [Number {number}](https://{number}.example) - About {text}\n"
        for number, text in enumerate(some)
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vectors, "MOST_EXACT", FEW)
        patched.setattr(building, "MOST_EXACT", FEW)
        patched.setattr(rows, "MOST_DETAILED", FEW)
        settings = make_index(tmp_path_factory.mktemp("large"), {"list.md": "".join(listed)})
    return open_search(settings)


@pytest.fixture(scope="module")
def exact(large: Search) -> Search:
    """The same rows, compared one by one."""
    live = large.generation
    numbers = np.arange(len(live.vectors))
    held = np.stack([live.vectors.cosines(one, numbers) for one in np.eye(384, dtype=np.float32)])
    store = vectors.VectorStore.from_vectors(np.ascontiguousarray(held.T))
    return Search(replace(live, vectors=store))


def test_a_large_list_lies_in_cells_and_has_no_pieces(large: Search, exact: Search) -> None:
    assert not large.generation.vectors.is_exact
    lexicon = large.generation.lexicon
    assert lexicon is not None
    assert lexicon.pieces is None
    assert large.generation.manifest.passages == len(large.generation.contents) == COUNT
    assert exact.generation.vectors.is_exact


def test_cells_find_mostly_what_exact_search_finds(
    large: Search, exact: Search, asked: list[str]
) -> None:
    shares, firsts = [], 0
    questions = asked[1 :: len(asked) // 60]
    for question in questions:
        ours, plain = large.answer(question), exact.answer(question)
        found, wanted = ([hit.resource.id for hit in one.hits] for one in (ours, plain))
        firsts += found[:1] == wanted[:1]
        shares.append(len(set(found) & set(wanted)) / max(1, len(wanted)) if wanted else 1.0)
        assert ours.confidence == pytest.approx(plain.confidence, abs=0.2)
    assert np.mean(shares) >= 0.95
    assert firsts >= 0.95 * len(questions)


@pytest.mark.parametrize("question", ["how do I prepare my data?", "zzz", "12", "微调"])
def test_similarities_are_right_for_all_rows_that_are_judged(
    large: Search, exact: Search, question: str
) -> None:
    (vector,) = large.generation.encoder.embed_questions([question])
    lexicon = large.generation.lexicon
    assert lexicon is not None
    words = lexicon.words.similarities(features_of(question).words)
    plain = WORDS * words + meaning(exact.generation.vectors.cosines(vector, slice(None)))
    for live in (large.generation, exact.generation):
        likeness, places = nearby(question, vector, live)
        assert places == sorted(set(places))
        assert len(places) >= NEAREST / 2
        starts = live.contents.starts
        judged = np.concatenate([np.arange(starts[one], starts[one + 1]) for one in places])
        told = np.concatenate([likeness(one, ALL) for one in places])
        np.testing.assert_allclose(told, plain[judged], atol=2e-3)


def test_what_a_resource_says_of_itself_finds_it(large: Search) -> None:
    for place in (0, COUNT // 2, COUNT - 1):
        resource = large.generation.contents.resource(place)
        answer = large.answer(resource.entry("en").text)
        assert answer.hits[0].resource == resource
        assert answer.band == "answer"
        assert answer.hits[0].why in resource.entry("en").text
