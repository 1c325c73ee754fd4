"""Similarity by words is the cosine of idf vectors, as plain arithmetic gives it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from numpy.typing import NDArray

from index import postings
from index.arrays import below, read_arrays, under, write_arrays
from index.errors import GenerationError
from index.evidence import PIECES, WORDS, Lexicon
from index.features import Features, Hashes
from index.postings import REPEATED, Postings
from index.text_weights import TextWeights

FEATURES = st.lists(st.integers(0, 30), max_size=12)
TEXTS = st.lists(FEATURES, max_size=15)
SENTENCES = ["Fine-tuning a model", "Prompting a model, or not", "", "🙂", "Où ça ?", "a model"]


def plain(texts: list[list[int]], asked: list[int]) -> NDArray[np.float64]:
    """Give the cosine of each text with what is asked, by dense idf vectors."""
    size = 1 + max([0, *asked, *(feature for text in texts for feature in text)])
    tf = np.zeros((len(texts) + 1, size))
    for row, features in enumerate([*texts, asked]):
        tf[row, features] = 1
    shares = (tf[:-1] > 0).sum(axis=0)
    weights = tf * (np.log((1 + len(texts)) / (1 + shares)) + 1)
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-9)
    return np.asarray(weights[:-1] @ weights[-1])


def hashes(features: list[int]) -> Hashes:
    """Give each once, in order."""
    return np.unique(np.array(features, np.uint32))


def stored(texts: list[list[int]]) -> Postings:
    return Postings.from_features(map(hashes, texts))


def summed_up(
    store: Postings, weights: NDArray[np.float32], asked: list[int]
) -> NDArray[np.float32]:
    """Give scores by weights of the rows, summed up to weights of their features."""
    nothing = stored([[]] * store.count)
    texts = TextWeights.of(store.weighed(weights), nothing.weighed(weights))
    return texts.scores(Features.of(hashes(asked)))


@given(TEXTS, FEATURES)
def test_similarities_are_those_of_plain_arithmetic(
    texts: list[list[int]], asked: list[int]
) -> None:
    found = stored(texts).similarities(hashes(asked))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, plain(texts, asked), atol=1e-5)


@given(TEXTS, st.lists(st.integers(0, 30), max_size=REPEATED), st.integers(1, 4))
def test_the_nearest_rows_are_the_highest(
    texts: list[list[int]], asked: list[int], count: int
) -> None:
    store = stored(texts)
    similar, rows = store.nearest(hashes(asked), count)
    np.testing.assert_array_equal(similar, store.similarities(hashes(asked)))
    assert rows.tolist() == sorted(set(rows.tolist()))
    others = np.delete(similar, rows)
    assert len(rows) >= min(count, int(np.count_nonzero(similar)))
    assert not len(others) or not len(rows) or similar[rows].min() >= others.max()


def test_a_text_is_as_like_itself_as_can_be() -> None:
    store = stored([[1, 2, 2], [3], []])
    assert store.similarities(hashes([1, 2, 2])).tolist() == pytest.approx([1, 0, 0])
    assert store.count == 3


def test_unknown_features_make_a_question_less_like_every_text() -> None:
    store = stored([[1, 2], [3]])
    asked = map(hashes, ([1, 2], [1, 2, 9], [9, 99]))
    known, some, none = map(store.similarities, asked)
    assert 0 < some[0] < known[0]
    assert not none.any()
    assert not store.similarities(hashes([])).any()


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_a_store_without_features_has_no_similarities(texts: list[list[int]]) -> None:
    store = stored(texts)
    assert store.similarities(hashes([1])).tolist() == [0] * len(texts)
    assert store.nearest(hashes([1]), 3)[1].tolist() == []
    told = summed_up(store, np.ones((len(texts), 2), np.float32), [1])
    assert told.tolist() == [0, 0]


def test_of_a_feature_that_many_rows_have_those_that_say_most_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [[7, *range(100, 100 + row)] for row in range(10)]
    whole = stored(texts).similarities(hashes([7]))
    monkeypatch.setattr(postings, "MOST_ROWS_PER_FEATURE", 4)
    cut = stored(texts).similarities(hashes([7]))
    assert np.flatnonzero(cut).tolist() == [0, 1, 2, 3]
    np.testing.assert_array_equal(cut[:4], whole[:4])
    assert whole[4:].all()


@given(
    st.lists(FEATURES, min_size=1, max_size=8),
    FEATURES,
    arrays_of.arrays(np.float32, (8, 3), elements=st.floats(-2, 2, width=32)),
)
def test_rows_summed_up_give_the_same_scores(
    texts: list[list[int]], asked: list[int], weights: NDArray[np.float32]
) -> None:
    store, own = stored(texts), weights[: len(texts)]
    told = summed_up(store, own, asked)
    # In 8 bits: each feature is off by half a step or less, and each is 1 or more of the length.
    known = TextWeights.of(store.weighed(own), stored([[]] * len(own)).weighed(own)).known
    steps = known.scales.max() * len(set(asked)) ** 0.5 / 2
    exact = store.similarities(hashes(asked)) @ own
    np.testing.assert_allclose(told, exact, atol=float(steps) + 1e-4)


@given(TEXTS, FEATURES)
def test_what_is_stored_says_the_same(texts: list[list[int]], asked: list[int]) -> None:
    made, features = stored(texts), hashes(asked)
    held = Postings.from_arrays(made.arrays())
    np.testing.assert_array_equal(held.similarities(features), made.similarities(features))


@pytest.mark.parametrize("has_pieces", [True, False])
def test_a_lexicon_comes_back_from_a_file(has_pieces: bool, tmp_path: Path) -> None:
    made = Lexicon.from_texts(SENTENCES, has_pieces=has_pieces)
    write_arrays(tmp_path / "words.npz", under("mine", made.arrays()))
    held = Lexicon.from_arrays(below("mine", read_arrays(tmp_path / "words.npz")))
    assert (held.pieces is not None) == has_pieces
    for text in SENTENCES:
        np.testing.assert_array_equal(held.similarities(text), made.similarities(text))


def test_a_text_is_as_like_itself_as_words_and_pieces_can_tell() -> None:
    made = Lexicon.from_texts(SENTENCES, has_pieces=True)
    for row, text in enumerate(SENTENCES):
        told = made.similarities(text)
        wanted = 0 if text in ("", "🙂") else WORDS + PIECES
        assert told[row] == pytest.approx(wanted, abs=1e-6)
        assert told.max() <= wanted + 1e-6


@pytest.mark.parametrize("content", [b"", b"no arrays", b"PK\x03\x04 cut", b"\x93NUMPY"])
def test_a_file_that_holds_no_arrays_is_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "words.npz").write_bytes(content)
    with pytest.raises(GenerationError, match=r"words\.npz cannot be understood"):
        read_arrays(tmp_path / "words.npz")


def test_objects_are_never_read_from_a_file(tmp_path: Path) -> None:
    np.savez(tmp_path / "words.npz", rows=np.array([{"an": "object"}]))
    with pytest.raises(GenerationError, match="cannot be understood"):
        read_arrays(tmp_path / "words.npz")
