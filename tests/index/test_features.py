"""What a text is made of stays the same however its words are spelled, and in every process."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.features import LONGEST_WORD, PIECE, piece_features, word_features, words_of

REPOSITORY = Path(__file__).parents[2]
COMPOUNDS = [
    "fine-tuning",
    "fine tuning",
    "finetuning",
    "Fine-Tuning",
    "FINETUNING",
    "fine\u2010tuning",  # hyphen
    "fine\u2011tuning",  # hyphen that does not break
    "fine\u2013tuning",
    "fine\u2014tuning",
    "fine\u2212tuning",  # minus
    "fine_tuning",
    "fine/tuning",
    "fine\u00a0tuning",
    "fine\u00adtuning",  # soft hyphen
    "fine\u200btuning",  # zero width
    "ﬁne-tuning",
    "ｆｉｎｅ－ｔｕｎｉｎｇ",
    "ＦＩＮＥ　ＴＵＮＩＮＧ",
    "𝐅𝐢𝐧𝐞-𝐭𝐮𝐧𝐢𝐧𝐠",
    "ⓕⓘⓝⓔⓣⓤⓝⓘⓝⓖ",
]
SAME = [
    ("modèle", "mode\u0300le"),
    ("MODÈLE", "modele"),
    ("cœur", "COEUR"),
    ("Œuvre", "oeuvre"),
    ("straße", "STRASSE"),
    ("№ ½", "no 1\u20442"),
    ("smørrebrød", "smorrebrod"),
    ("re\u00adtrieval", "retrieval"),
    ("don’t", "don't"),
    ("l’apprentissage", "l'apprentissage"),
    ("ＧＰＴ－４", "gpt-4"),
    ("İstanbul", "istanbul"),
]
HASHES = """
from index.features import piece_features, word_features, words_of
words = words_of("Où fine-tuner GPT-4 ?")
print(word_features(words), piece_features(words))
"""


@pytest.mark.parametrize("one", COMPOUNDS)
@pytest.mark.parametrize("other", ["fine-tuning", "finetune", "fine tuned models"])
def test_spellings_of_a_compound_share_a_feature(one: str, other: str) -> None:
    shared = set(word_features(words_of(one))) & set(word_features(words_of(other)))
    assert set(word_features(["finetune"])) & shared


@pytest.mark.parametrize(("one", "other"), SAME)
def test_how_letters_are_written_makes_no_difference(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)
    assert words_of(one)


def test_both_languages_have_their_stems() -> None:
    for one, other in [("entraîner", "entraînement"), ("quantized", "quantizing")]:
        assert set(word_features(words_of(one))) & set(word_features(words_of(other)))
    assert not set(word_features(["rag"])) & set(word_features(["lora"]))


def test_a_word_has_one_feature_where_both_stems_are_the_same() -> None:
    assert len(word_features(["rag"])) == 1
    assert len(word_features(["rag", "rag"])) == 3  # each, and both as one


def test_a_typo_leaves_most_pieces_whole() -> None:
    meant, typed = (set(piece_features([word])) for word in ("quantization", "quantisation"))
    assert len(meant & typed) > len(meant) / 2
    assert not meant & set(piece_features(["rag"]))


def test_pieces_of_a_word_are_all_of_them() -> None:
    marked = len("tuning") + 2
    assert len(piece_features(["tuning"])) == marked - PIECE + 1
    assert len(piece_features(["a"])) == len(piece_features(["ai"])) == 1


def test_what_is_longer_than_a_word_is_cut() -> None:
    longest = "x" * LONGEST_WORD
    assert piece_features([longest + "abc"]) == piece_features([longest])


def test_hashes_are_the_same_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", HASHES],
            cwd=REPOSITORY,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    words = words_of("Où fine-tuner GPT-4 ?")
    assert said == {f"{word_features(words)} {piece_features(words)}\n"}


@given(st.text(max_size=200))
def test_words_of_words_are_the_words(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert all(word and not word.isspace() for word in words)


@given(st.text(max_size=100))
def test_whatever_is_typed_has_features_of_32_bits(text: str) -> None:
    words = words_of(text)
    for features in (word_features(words), piece_features(words)):
        assert bool(features) == bool(words)
        assert all(0 <= feature < 2**32 for feature in features)


@given(st.text(st.characters(codec="utf-8"), max_size=100))
def test_composed_and_decomposed_texts_are_the_same(text: str) -> None:
    forms = [words_of(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC")]
    assert forms[0] == forms[1] == forms[2] == words_of(text)
