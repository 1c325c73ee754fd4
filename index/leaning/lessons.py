"""Conductor: the guide to what recognises decisions and circumstances, and weighs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.calibration import fit
from index.features import Hashes
from index.leaning.clauses import clauses
from index.leaning.guide import Case, Guide
from index.leaning.head import MEANING, PIECES, WORDS, Floats, Head, lexical_features
from index.leaning.heads import Advice, Heads, Scale
from index.leaning.ridge import solve
from index.leaning.stated import signs
from index.leaning.verdict import VERDICTS
from index.leaning.weighing import by_cases, by_guide
from index.parts import Span
from index.text_weights import TextWeights, Weighed
from index.vectors import Vectors
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Embed = Callable[[Sequence[str]], Iterable[Vectors]]
"""Questions to (1 + c, d) each: of the whole, and of its clauses as they stand in it."""
Weights = NDArray[np.float32]

RIDGE = 0.5
"""Half and twice as much change less than 0.005 in F1."""
FOLDS = 5
SEED = 20_261
LEAST_TEXTS = 2
"""Texts that have a feature without which it teaches nothing."""
MOST_WRONGLY_DECIDED = 0.1
"""Share of the guide's questions that are no decisions, left out, that may be taken for one. Half
of them were written to be as hard to tell as can be: of ordinary ones 1 in 100 is."""
LEAST_OF_EACH = 10
"""Decisions, questions that are none, and cases without which nothing is recognised."""
ENOUGH = 0.5
"""Of a clause or of a mark, whichever is shorter: what they share where the clause says it."""


def learn_guide(guide: Guide, embed: Embed) -> Advice:
    """Learn to recognise and to weigh; where the guide is too small, only what it says itself."""
    counts = len(guide.decisions), len(guide.others), len(guide.cases)
    if min(counts) < LEAST_OF_EACH or not guide.phrasings():
        return Advice(guide, by_guide(guide), None)
    said = _Said.of(guide, embed)
    circumstances, recognised = _circumstances(guide, said)
    verdicts, likeness = _verdicts(guide, said)
    weighing = by_cases(guide, guide.cases, recognised, likeness)
    return Advice(guide, weighing, Heads(*_decisions(said), *circumstances, verdicts))


@dataclass(frozen=True, slots=True)
class _Said:
    """The texts of the guide with their vectors."""

    decisions: list[tuple[str, Vectors]]
    others: list[tuple[str, Vectors]]
    phrasings: list[tuple[str, Vectors]]
    wholes: list[tuple[str, Vectors]]
    """The cases."""
    clauses: list[list[tuple[str, Vectors]]]
    """Of each case."""

    @classmethod
    def of(cls, guide: Guide, embed: Embed) -> _Said:
        kinds = (guide.decisions, guide.others, [each for _, each in guide.phrasings()])
        decisions, others, phrasings = (
            [(text, whole) for text, (whole, *_) in _embedded([one.text for one in kind], embed)]
            for kind in kinds
        )
        cases = _embedded([case.text for case in guide.cases], embed)
        parts = [
            [(text[slice(*span)], part) for span, part in zip(clauses(text), own, strict=True)]
            for text, (_, *own) in cases
        ]
        wholes = [(text, whole) for text, (whole, *_) in cases]
        return cls(decisions, others, phrasings, wholes, parts)


def _embedded(texts: Sequence[str], embed: Embed) -> list[tuple[str, Vectors]]:
    return list(zip(texts, embed(texts), strict=True))


class _Rows:
    """Texts as rows of numbers, from which weights are learned."""

    def __init__(self, told: Sequence[tuple[str, Vectors]]) -> None:
        features = [lexical_features(text) for text, _ in told]
        words, pieces = [one.words for one in features], [one.pieces for one in features]
        self.vectors = np.array([vector for _, vector in told], np.float32)
        self._words = Vocabulary.from_features(words, LEAST_TEXTS)
        self._pieces = Vocabulary.from_features(pieces, LEAST_TEXTS)
        self._lexical = _beside(
            _rows(self._words, words) * np.float32(WORDS**0.5),
            _rows(self._pieces, pieces) * np.float32(PIECES**0.5),
        )
        self._dense = self.vectors * np.float32(MEANING**0.5)

    def weights(self, targets: Weights, rows: NDArray[np.bool_]) -> Weights:
        """Learn from some of the rows."""
        return solve(self._dense[rows], self._lexical[rows], targets[rows], RIDGE)

    def scores(self, weights: Weights, rows: NDArray[np.bool_]) -> Floats:
        """Give the scores of some of the rows."""
        width = self.vectors.shape[1]
        dense, lexical = self._dense[rows] @ weights[:width], self._lexical[rows] @ weights[width:]
        return np.asarray(dense + lexical, np.float64)

    def head(self, targets: Weights) -> Head:
        """Learn from all rows; give the weights as what they add to scores."""
        weights = self.weights(targets, np.ones(len(targets), bool))
        width, known = self.vectors.shape[1], len(self._words.features)
        vectors, words, pieces = np.split(weights, [width, width + known])
        return Head(
            vectors * np.float32(MEANING**0.5),
            TextWeights.of(
                Weighed(self._words, words * np.float32(WORDS**0.5)),
                Weighed(self._pieces, pieces * np.float32(PIECES**0.5)),
            ),
        )


def _rows(vocabulary: Vocabulary, texts: Sequence[Hashes]) -> csr_array:
    from scipy.sparse import csr_array  # noqa: PLC0415 - build only

    weighed = [vocabulary.weigh(features) for features in texts]
    places = np.concatenate([places for places, _ in weighed])
    weights = np.concatenate([weights for _, weights in weighed]).astype(np.float32)
    ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
    return csr_array((weights, places, ends), (len(texts), len(vocabulary.features)))


def _beside(*matrices: csr_array) -> csr_array:
    from scipy.sparse import hstack  # noqa: PLC0415 - build only

    return hstack(matrices, format="csr")


def _left_out(rows: _Rows, targets: Weights, folds: NDArray[np.int64]) -> Floats:
    """Give scores of each row of a fold by weights that have not seen it; -1 is no fold."""
    scores = np.zeros(targets.shape)
    for fold in range(FOLDS):
        weights = rows.weights(targets, folds != fold)
        scores[folds == fold] = rows.scores(weights, folds == fold)
    return scores


def _shuffled(count: int) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).permutation(count) % FOLDS


def _decisions(said: _Said) -> tuple[Head, Scale]:
    """Learn to tell decisions, the cases among them, from other questions."""
    yes, no = [*said.decisions, *said.wholes], said.others
    is_decision = np.arange(len(yes) + len(no)) < len(yes)
    targets = np.where(is_decision, 1, -1).astype(np.float32)[:, None]
    rows = _Rows([*yes, *no])
    left_out = _left_out(rows, targets, _shuffled(len(targets)))
    curve = fit(left_out, is_decision)
    sure = curve.of(left_out)
    least = np.quantile(sure[~is_decision], 1 - MOST_WRONGLY_DECIDED, method="higher")
    threshold = float(np.nextafter(least, 1))
    found, wrong = np.mean(sure[is_decision] >= threshold), np.mean(sure[~is_decision] >= threshold)
    return rows.head(targets), Scale(curve, threshold, float(found), float(wrong))


def _verdicts(guide: Guide, said: _Said) -> tuple[Head, Floats]:
    """Learn the cases of each verdict as wholes; give their likeness too, each left out."""
    accepted = np.array([[one in case.accepted for one in VERDICTS] for case in guide.cases])
    shares = accepted / accepted.sum(axis=1, keepdims=True)
    targets = (shares - shares.mean(axis=0)).astype(np.float32)
    rows = _Rows(said.wholes)
    return rows.head(targets), _left_out(rows, targets, _shuffled(len(targets)))


def _circumstances(guide: Guide, said: _Said) -> tuple[tuple[Head, Scale], Floats]:
    """Learn to tell circumstances; give them as recognised in the cases, left out, (cases, k)."""
    ids = [topic.id for topic in guide.circumstances]
    sizes = [len(own) for own in said.clauses]
    told = [*said.phrasings, *said.decisions, *said.others]
    first, clause_count = len(told), sum(sizes)
    rows = _Rows([*told, *(each for own in said.clauses for each in own), *said.wholes])
    targets = np.zeros((len(rows.vectors), len(ids)), np.float32)
    for row, (place, _) in enumerate(guide.phrasings()):
        targets[row, place] = 1
    stated = [names for case in guide.cases for names in _stated(case)]
    stated += [case.stated for case in guide.cases]
    targets[first:] = [[name in names for name in ids] for names in stated]
    case_of = np.repeat(np.arange(len(sizes)), sizes)
    folds = np.full(len(targets), -1)
    folds[first:] = _shuffled(len(sizes))[np.concatenate([case_of, np.arange(len(sizes))])]
    left_out = _left_out(rows, targets, folds)[first:]
    of_clauses, of_wholes = left_out[:clause_count], left_out[clause_count:]
    seen = np.concatenate(
        [signs(of_clauses[case_of == case], whole) for case, whole in enumerate(of_wholes)]
    )
    is_said = targets[first : first + clause_count] > 0
    curve = fit(seen.reshape(-1, seen.shape[-1]), is_said.ravel())
    recognised = np.maximum.reduceat(curve.of(seen), np.cumsum([0, *sizes[:-1]]))
    scale = Scale(curve, *_best_threshold(recognised, targets[first + clause_count :] > 0))
    return (rows.head(targets), scale), recognised


def _stated(case: Case) -> list[frozenset[str]]:
    """Give what each clause of a case states: the marks that it shares enough with."""
    return [
        frozenset(
            name
            for mark in case.marks
            if _is_within((mark.start, mark.end), span)
            for name in mark.circumstances
        )
        for span in clauses(case.text)
    ]


def _is_within(mark: Span, clause: Span) -> bool:
    shared = min(mark[1], clause[1]) - max(mark[0], clause[0])
    return shared > 0 and shared >= ENOUGH * min(mark[1] - mark[0], clause[1] - clause[0])


def _best_threshold(told: Floats, is_said: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Give the threshold of the best F1, with the share found and the share wrong there."""
    order = np.argsort(-told.ravel(), kind="stable")
    right = np.cumsum(is_said.ravel()[order])
    taken, wanted = np.arange(1, len(order) + 1), int(is_said.sum())
    best = int(np.argmax(2 * right / (taken + wanted)))
    threshold = float(told.ravel()[order[best]])
    return threshold, float(right[best] / wanted), float(1 - right[best] / taken[best])
