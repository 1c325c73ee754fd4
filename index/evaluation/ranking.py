"""Three cards against the labels: nDCG and recall, by address."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from index.evaluation.judged import HELPFUL, SHOWN


def ndcg(shown: Sequence[int], relevant: Iterable[int]) -> float:
    """Give nDCG@3 in [0, 1] from the grades shown, in order, and all grades there are.

    Gain 2^grade - 1, discount log2(rank + 1) (Järvelin & Kekäläinen 2002, Burges et al. 2005);
    0 when nothing is relevant.
    """
    ideal = _gain(sorted(relevant, reverse=True))
    return _gain(shown) / ideal if ideal else 0.0


def recall(shown: Sequence[int], relevant: Iterable[int]) -> float:
    """Give the share of clearly helpful addresses found among the three.

    At most three count as there to be found; NaN where none clearly helps.
    """
    there = sum(grade >= HELPFUL for grade in relevant)
    found = sum(grade >= HELPFUL for grade in shown[:SHOWN])
    return found / min(there, SHOWN) if there else math.nan


def _gain(grades: Sequence[int]) -> float:
    ranked = enumerate(grades[:SHOWN], start=1)
    return math.fsum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in ranked)
