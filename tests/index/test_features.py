"""What a text is made of stays the same however its words are spelled, and in every process."""

import os
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.features import (
    _WORDS,
    LONGEST_WORD,
    MOST_WORDS,
    PIECE,
    PIECES_FROM,
    Features,
    features_of,
    hash_of,
    words_of,
)

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
from index.features import features_of
print(features_of("Où fine-tuner GPT-4 ?").hashes.tolist())
"""


def stems(text: str) -> set[int]:
    return set(features_of(text).words.tolist())


def pieces(text: str) -> set[int]:
    return set(features_of(text).pieces.tolist())


@pytest.mark.parametrize("one", COMPOUNDS)
@pytest.mark.parametrize("other", ["fine-tuning", "finetune", "fine tuned models"])
def test_spellings_of_a_compound_share_a_feature(one: str, other: str) -> None:
    assert stems("finetune") & stems(one) & stems(other)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_how_letters_are_written_makes_no_difference(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)
    assert words_of(one)


def test_what_caches_hand_out_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        features_of("fine-tuning").hashes[0] = 0


def test_both_languages_have_their_stems() -> None:
    for one, other in [("entraîner", "entraînement"), ("quantized", "quantizing")]:
        assert stems(one) & stems(other)
    assert not stems("rag") & stems("lora")


def test_a_word_has_one_feature_where_both_stems_are_the_same() -> None:
    assert len(stems("rag")) == 1
    assert len(stems("rag rag")) == 2  # both as one besides
    assert stems("rag rag") == stems("rag") | stems("ragrag")


def test_a_typo_leaves_most_pieces_whole() -> None:
    meant, typed = pieces("quantization"), pieces("quantisation")
    assert len(meant & typed) > len(meant) / 2
    assert not meant & pieces("rag")


def test_pieces_of_a_word_are_all_of_them() -> None:
    marked = len("tuning") + 2
    assert len(pieces("tuning")) == marked - PIECE + 1
    assert len(pieces("ai")) == 1
    assert not pieces("a b")
    assert pieces("fine tuning") == pieces("fine") | pieces("tuning")


def test_what_is_longer_than_a_word_is_cut() -> None:
    longest = "x" * LONGEST_WORD
    assert pieces(longest + "abc") == pieces(longest)


def test_a_sentence_without_spaces_shares_pieces_with_its_end() -> None:
    end = pieces("微调训练")
    assert len(end & pieces("如何使用自己的数据集对大型语言模型进行微调训练")) > len(end) / 2


def test_words_are_no_pieces() -> None:
    words = [f"{one}{number}" for one in ("tuner", "où", "微调") for number in range(40)]
    for first, second in pairwise(words):
        alone = stems(first) | stems(second)
        assert len(alone) == len(stems(first)) + len(stems(second)) == 2
        assert len(stems(f"{first} {second}") - alone) == 1
    assert all(hash_of(f"#{number}") < PIECES_FROM for number in range(40))


def test_more_words_than_are_remembered_have_their_features() -> None:
    before = features_of("Should I fine-tune?").hashes.tolist()
    for number in range(MOST_WORDS + 1):
        assert features_of(f"word{number}").word_count
    assert len(_WORDS) <= MOST_WORDS
    features_of.cache_clear()
    assert features_of("Should I fine-tune?").hashes.tolist() == before


def test_others_are_added_once() -> None:
    made = features_of("fine-tuning a model")
    known, new = int(made.words[0]), 12
    assert made.having([]) is made
    assert made.having([new, known, new]).hashes.tolist() == sorted([*made.hashes.tolist(), new])
    assert made.having([new]).word_count == made.word_count + 1


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
    assert said == {f"{features_of('Où fine-tuner GPT-4 ?').hashes.tolist()}\n"}


@given(st.text(max_size=200))
def test_words_of_words_are_the_words(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert all(word and not word.isspace() for word in words)


@given(st.text(max_size=100))
def test_whatever_is_typed_has_features_of_32_bits(text: str) -> None:
    made: Features = features_of(text)
    assert made.hashes.dtype == np.uint32
    assert bool(made.word_count) == bool(words_of(text))
    assert made.hashes.tolist() == sorted({*made.words.tolist(), *made.pieces.tolist()})


@given(st.text(st.characters(codec="utf-8"), max_size=100))
def test_composed_and_decomposed_texts_are_the_same(text: str) -> None:
    forms = [words_of(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC")]
    assert forms[0] == forms[1] == forms[2] == words_of(text)
