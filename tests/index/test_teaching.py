"""Weights are what ridge says, and left-out scores those of really leaving questions out."""

import numpy as np
import pytest
from numpy.typing import NDArray

from index.evidence import PIECES, WORDS, Lexicon
from index.learning import similarities
from index.polynomial import Polynomial
from index.rows import DECLINED
from index.teaching import FOLDS, RIDGE, SEED, Kernel, Lesson, Taught, teach

Floats = NDArray[np.float64]


def make_kernel(rows: int, seed: int) -> Kernel:
    """Make similarities of random vectors, each 1 with itself."""
    vectors = np.random.default_rng(seed).normal(size=(rows, 8))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.exp(2 * (vectors @ vectors.T - 1)).astype(np.float32)


def make_lesson(rows: int, seed: int, resources: int = 4) -> Lesson:
    """Make passages, then questions, the last fifth of them declined."""
    chosen = np.random.default_rng(seed)
    owners = chosen.integers(0, resources, rows)
    owners[-(rows // 5) :] = DECLINED
    return Lesson(owners, np.arange(rows // 4, rows), resources)


def targets(lesson: Lesson) -> Floats:
    wanted = np.zeros((len(lesson.owners), lesson.resources + 1))
    for row, owner in enumerate(lesson.owners):
        if owner == DECLINED:
            wanted[row, -1] = -1
        else:
            wanted[row, [owner, -1]] = 1
    return wanted


def really_left_out(kernel: Kernel, lesson: Lesson) -> Floats:
    """Solve once for each fold, from the rows that are not in it."""
    exact, wanted = kernel.astype(np.float64), targets(lesson)
    found = np.empty((len(lesson.asked), lesson.resources + 1))
    folds = np.random.default_rng(SEED).permutation(len(lesson.asked)) % FOLDS
    for fold in range(FOLDS):
        out = lesson.asked[folds == fold]
        kept = np.setdiff1d(np.arange(len(kernel)), out)
        own = exact[np.ix_(kept, kept)] + RIDGE * np.eye(len(kept))
        found[folds == fold] = exact[np.ix_(out, kept)] @ np.linalg.solve(own, wanted[kept])
    return found


def lesson_of(rows: int, seed: int) -> tuple[Kernel, Lesson, Taught]:
    kernel, lesson = make_kernel(rows, seed), make_lesson(rows, seed)
    return kernel, lesson, teach(kernel.copy(), lesson)


@pytest.mark.parametrize(("rows", "seed"), [(8, 1), (20, 2), (60, 3), (200, 4)])
def test_left_out_scores_are_those_of_solving_again(rows: int, seed: int) -> None:
    kernel, lesson, taught = lesson_of(rows, seed)
    np.testing.assert_allclose(taught.left_out, really_left_out(kernel, lesson), atol=2e-4)


def test_a_question_does_not_see_its_own_answer() -> None:
    kernel, lesson, taught = lesson_of(80, 5)
    owners = lesson.owners.copy()
    owners[lesson.asked[3]] = (owners[lesson.asked[3]] + 1) % lesson.resources
    other = teach(kernel.copy(), Lesson(owners, lesson.asked, lesson.resources))
    np.testing.assert_allclose(other.left_out[3], taught.left_out[3], atol=1e-4)
    assert np.abs(other.left_out - taught.left_out).max() > 0.01


@pytest.mark.parametrize(("rows", "seed"), [(5, 6), (60, 7), (200, 8)])
def test_weights_give_the_targets_less_the_ridge(rows: int, seed: int) -> None:
    kernel, lesson, taught = lesson_of(rows, seed)
    told = kernel @ taught.weights + RIDGE * taught.weights
    np.testing.assert_allclose(told, targets(lesson), atol=1e-4)
    assert np.abs(kernel @ taught.weights - targets(lesson)).max() > 0.01


def test_the_same_lesson_gives_the_same_bytes() -> None:
    first, second = lesson_of(100, 9)[2], lesson_of(100, 9)[2]
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.left_out.tobytes() == second.left_out.tobytes()
    assert first.weights.dtype == np.float32


@pytest.mark.parametrize("asked", [0, 1, 2])
def test_few_questions_teach_all_the_same(asked: int) -> None:
    lesson = Lesson(np.array([0, 1, 1]), np.arange(3)[:asked], 2)
    taught = teach(make_kernel(3, 10), lesson)
    assert taught.left_out.shape == (asked, 3)
    assert np.isfinite(taught.left_out).all()
    assert np.isfinite(taught.weights).all()


def test_rows_are_compared_by_meaning_words_and_pieces() -> None:
    texts = [
        "fine-tune a model",
        "fine-tuning models",
        "prepare the data",
        "prompt well",
        "données",
    ]
    vectors = np.random.default_rng(11).normal(size=(len(texts), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    lexicon = Lexicon.from_texts(texts, has_pieces=True)
    polynomial = Polynomial.of(vectors)
    meant = polynomial.likeness(vectors)
    kernel = similarities(polynomial, vectors, lexicon, texts)
    np.testing.assert_allclose(np.diag(kernel - meant), WORDS + PIECES, atol=1e-5)
    np.testing.assert_allclose(kernel, kernel.T, atol=1e-5)
    np.testing.assert_allclose(kernel[2], lexicon.similarities(texts[2]) + meant[2], atol=1e-6)
    assert kernel[0, 1] > kernel[0, 2]
