"""Conductor: rows to what a generation knows of relevance."""

from __future__ import annotations

import numpy as np

from index.calibration import LEAST_OF_EACH, calibrate
from index.evidence import Lexicon
from index.relevance import Relevance
from index.rows import DECLINED, Rows
from index.scorer import Scorer
from index.teaching import Lesson, similarities, teach
from index.vectors import VectorStore


def learn(rows: Rows, store: VectorStore, lexicon: Lexicon) -> Relevance:
    """Learn weights and a calibration as far as there is something to learn from."""
    if not rows.is_taught:
        return Relevance()
    texts, is_asked = zip(*rows.texts(), strict=True)
    asked = np.flatnonzero(is_asked)
    owners = rows.owners()
    kernel = similarities(store.rows, lexicon, texts)
    taught = teach(kernel, Lesson(owners, asked, len(rows.resources)))
    covered = int((owners[asked] != DECLINED).sum())
    calibration = None
    if min(covered, len(asked) - covered) >= LEAST_OF_EACH:
        calibration = calibrate(taught.left_out, owners[asked])
    return Relevance(Scorer.of(taught.weights, lexicon), calibration)
