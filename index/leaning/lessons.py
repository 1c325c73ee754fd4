"""Conductor: the guide to what recognises decisions and circumstances, by kernel ridge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.calibration import fit, leads
from index.evidence import Lexicon
from index.leaning.guide import Guide, Phrasing
from index.leaning.head import Floats, Head, Scale
from index.leaning.heads import Heads
from index.leaning.signs import with_words
from index.teaching import FOLDS, similarities, solve
from index.vectors import Vectors

Embed = Callable[[Sequence[str]], Vectors]
"""Questions to (n, d) float32, rows of unit length."""

MOST_WRONGLY_DECIDED = 0.03
"""Share of the guide's questions that are no decisions, left out, that may be taken for one."""
LEAST_DECISIONS = 10
"""Decisions and questions that are none without which nothing is taught."""


def learn_guide(guide: Guide, embed: Embed) -> Heads | None:
    """Teach both heads; None where the guide is too small to tell decisions."""
    if min(len(guide.decisions), len(guide.others)) < LEAST_DECISIONS or not guide.phrasings():
        return None
    return Heads(_decisions(guide, embed), _circumstances(guide, embed))


def _decisions(guide: Guide, embed: Embed) -> Head:
    told = [(0, each) for each in guide.decisions] + [(1, each) for each in guide.others]
    texts = [phrasing.text for _, phrasing in told]
    is_decision = np.arange(len(texts)) < len(guide.decisions)
    targets = np.where(is_decision, 1.0, -1.0)[:, None]
    vectors, lexicon, weights, left_out = _taught(texts, targets, _folds(told), embed)
    curve = fit(left_out, is_decision)
    sure = curve.of(left_out)
    least = np.quantile(sure[~is_decision], 1 - MOST_WRONGLY_DECIDED, method="higher")
    threshold = float(np.nextafter(least, 1))
    found, wrong = np.mean(sure[is_decision] >= threshold), np.mean(sure[~is_decision] >= threshold)
    scale = Scale(with_words(curve), threshold, float(found), float(wrong))
    return Head.of(vectors, lexicon, weights, scale)


def _circumstances(guide: Guide, embed: Embed) -> Head:
    phrasings = guide.phrasings()
    nothing = len(guide.circumstances)
    told = phrasings + [(nothing, each) for each in (*guide.decisions, *guide.others)]
    texts = [phrasing.text for _, phrasing in told]
    targets = np.zeros((len(texts), len(guide.circumstances)))
    for row, (place, _) in enumerate(phrasings):
        targets[row, place] = 1
    vectors, lexicon, weights, left_out = _taught(texts, targets, _folds(told), embed)
    signs = np.stack([leads(row) for row in left_out])
    is_said = targets > 0
    curve = fit(signs.reshape(-1, signs.shape[-1]), is_said.ravel())
    scale = Scale(with_words(curve), *_best_threshold(curve.of(signs), is_said))
    return Head.of(vectors, lexicon, weights, scale)


def _folds(told: Sequence[tuple[int, Phrasing]]) -> NDArray[np.int64]:
    """Leave out each list of phrasings by stretches.

    Where one file translates another, a phrasing and its translation are left out together then.
    """
    keys = [(group, phrasing.language) for group, phrasing in told]
    sizes, seen = Counter(keys), Counter[tuple[int, str]]()
    folds = []
    for key in keys:
        folds.append(seen[key] * FOLDS // sizes[key])
        seen[key] += 1
    return np.array(folds, np.int64)


def _taught(
    texts: Sequence[str], targets: Floats, folds: NDArray[np.int64], embed: Embed
) -> tuple[Vectors, Lexicon, NDArray[np.float32], Floats]:
    vectors = embed(texts)
    lexicon = Lexicon.from_texts(texts, has_pieces=True)
    kernel, rows = similarities(vectors, lexicon, texts), np.arange(len(texts))
    taught = solve(kernel, targets.astype(np.float32), rows, folds)
    return vectors, lexicon, taught.weights, taught.left_out


def _best_threshold(told: Floats, is_said: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Give the threshold of the best F1, with the share found and the share wrong there."""
    order = np.argsort(-told.ravel(), kind="stable")
    right = np.cumsum(is_said.ravel()[order])
    taken, wanted = np.arange(1, len(order) + 1), int(is_said.sum())
    best = int(np.argmax(2 * right / (taken + wanted)))
    threshold = float(told.ravel()[order[best]])
    return threshold, float(right[best] / wanted), float(1 - right[best] / taken[best])
