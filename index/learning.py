"""Conductor: rows to what a generation knows of relevance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.calibration import LEAST_OF_EACH, calibrate
from index.evidence import Lexicon
from index.polynomial import Polynomial
from index.relevance import Relevance
from index.rows import DECLINED, Rows
from index.scorer import Scorer
from index.teaching import Lesson, teach
from index.vectors import Vectors


def learn(rows: Rows, vectors: Vectors, lexicon: Lexicon) -> Relevance:
    """Learn weights and a calibration, as far as there is something to learn from.

    `vectors` are those of the rows, (n, d).
    """
    if not rows.is_taught:
        return Relevance()
    polynomial, owners = Polynomial.of(vectors), rows.owners()
    texts, is_asked = zip(*rows.texts(), strict=True)
    asked = np.flatnonzero(is_asked)
    taught = teach(
        similarities(polynomial, vectors, lexicon, texts),
        Lesson(owners, asked, len(rows.resources)),
    )
    covered = int((owners[asked] != DECLINED).sum())
    calibration = None
    if min(covered, len(asked) - covered) >= LEAST_OF_EACH:
        calibration = calibrate(taught.left_out, owners[asked])
    return Relevance(Scorer.of(taught.weights, vectors, polynomial, lexicon), calibration)


def similarities(
    polynomial: Polynomial, vectors: Vectors, lexicon: Lexicon, texts: Sequence[str]
) -> Vectors:
    """Give (n, n): how like each other rows are by meaning, words and pieces of words."""
    told = polynomial.likeness(vectors)
    for row, text in enumerate(texts):
        told[row] += lexicon.similarities(text)
    return told
