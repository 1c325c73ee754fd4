"""Conductor: the guide to what recognises decisions and circumstances, by kernel ridge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.calibration import fit
from index.evidence import Lexicon
from index.leaning.guide import Guide
from index.leaning.head import Floats, Head, Scale
from index.leaning.heads import Heads
from index.leaning.signs import of_circumstances, of_decisions
from index.teaching import similarities, solve
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
    texts = [phrasing.text for phrasing in (*guide.decisions, *guide.others)]
    is_decision = np.arange(len(texts)) < len(guide.decisions)
    targets = np.where(is_decision, 1.0, -1.0)[:, None]
    vectors, lexicon, weights, left_out = _taught(texts, targets, embed)
    signs = of_decisions(left_out[:, 0], texts)
    curve = fit(signs, is_decision)
    told = curve.of(signs)
    least = np.quantile(told[~is_decision], 1 - MOST_WRONGLY_DECIDED, method="higher")
    threshold = float(np.nextafter(least, 1))
    found, wrong = np.mean(told[is_decision] >= threshold), np.mean(told[~is_decision] >= threshold)
    return Head(vectors, lexicon, weights, Scale(curve, threshold, float(found), float(wrong)))


def _circumstances(guide: Guide, embed: Embed) -> Head:
    phrasings = guide.phrasings()
    texts = [phrasing.text for _, phrasing in phrasings]
    texts += [phrasing.text for phrasing in guide.others]
    targets = np.zeros((len(texts), len(guide.circumstances)))
    for row, (place, _) in enumerate(phrasings):
        targets[row, place] = 1
    vectors, lexicon, weights, left_out = _taught(texts, targets, embed)
    ids = [topic.id for topic in guide.circumstances]
    signs = of_circumstances(left_out, texts, ids)
    is_said = targets > 0
    curve = fit(signs.reshape(-1, signs.shape[-1]), is_said.ravel())
    scale = Scale(curve, *_best_threshold(curve.of(signs), is_said))
    return Head(vectors, lexicon, weights, scale)


def _taught(
    texts: Sequence[str], targets: Floats, embed: Embed
) -> tuple[Vectors, Lexicon, np.typing.NDArray[np.float32], Floats]:
    vectors = embed(texts)
    lexicon = Lexicon.from_texts(texts, has_pieces=True)
    taught = solve(similarities(vectors, lexicon, texts), targets, np.arange(len(texts)))
    return vectors, lexicon, taught.weights, taught.left_out


def _best_threshold(told: Floats, is_said: np.typing.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Give the threshold of the best F1, with the share found and the share wrong there."""
    order = np.argsort(-told.ravel(), kind="stable")
    right = np.cumsum(is_said.ravel()[order])
    taken, wanted = np.arange(1, len(order) + 1), int(is_said.sum())
    best = int(np.argmax(2 * right / (taken + wanted)))
    threshold = float(told.ravel()[order[best]])
    return threshold, float(right[best] / wanted), float(1 - right[best] / taken[best])
