"""Looked up together, each says what it says alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.features import PIECES_FROM, Features, Hashes
from index.postings import Postings
from index.text_weights import FeatureWeights, Tables, TextWeights, Weighed

FEATURES = st.lists(st.integers(0, 40), max_size=12)
LISTS = st.lists(FEATURES, max_size=6)


def words(features: list[int]) -> Hashes:
    return np.unique(np.array(features, np.uint32))


def pieces(features: list[int]) -> Hashes:
    """Give what no word has."""
    return words(features) | PIECES_FROM


def weighed(texts: list[Hashes], width: int) -> Weighed:
    rows = np.random.default_rng(len(texts)).normal(size=(len(texts), width))
    return Postings.from_features(texts).weighed(rows.astype(np.float32))


def text_weights(texts: list[list[int]], width: int) -> TextWeights:
    of_pieces = weighed([pieces(features) for features in texts[::-1]], width)
    return TextWeights.of(weighed([words(features) for features in texts], width), of_pieces)


@given(LISTS, LISTS, FEATURES, FEATURES)
def test_tables_joined_say_what_each_says(
    some: list[list[int]], others: list[list[int]], own: list[int], of_pieces: list[int]
) -> None:
    alone = {"some": text_weights(some, 3), "others": text_weights(others, 2)}
    asked = Features.of(words(own), pieces(of_pieces))
    together = Tables.joined(alone)
    again = Tables.from_arrays(together.arrays())
    once_more = Tables.joined(again.parts())
    for tables in (together, again, once_more):
        assert list(tables.parts()) == ["some", "others"]
        for name, part in tables.parts().items():
            np.testing.assert_allclose(
                part.scores(asked), alone[name].scores(asked), rtol=1e-5, atol=1e-6
            )


@given(LISTS, FEATURES)
def test_a_vocabulary_without_the_feature_takes_it_as_its_rarest(
    texts: list[list[int]], asked: list[int]
) -> None:
    alone, features = text_weights(texts, 2).known, Features.of(words(asked))
    beside = FeatureWeights.joined([alone, text_weights([asked, *texts], 1).known])
    np.testing.assert_allclose(
        beside.scores(features)[:2], alone.scores(features), rtol=1e-5, atol=1e-6
    )
