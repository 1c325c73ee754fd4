"""The guide's strengths, and what its cases make of them: a multinomial logistic regression.

A strength of the guide is one unit of log odds. Where there are cases, these are fitted: the
strengths become the most probable ones given the cases, the guide's being what is expected without
them (a normal prior of variance 1, so that few cases change little).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.leaning.decide import Weighing
from index.leaning.guide import Case, Guide, Strengths
from index.leaning.verdict import VERDICTS, Verdict

Floats = NDArray[np.float64]
SHARE_OF_BOTH = 0.6
"""What a need for fine-tuning or retrieval speaks for both, as a share: two needs of 2 lead to
both (2.4 against 2), one of 3 does not (1.8 against 3)."""
BASE: Strengths = {"unclear": 1, "continue": -1}
"""Without cases: a hint of 1 leaves it unclear or tips it, and more than a hint decides."""
MARKED = 0.5
"""What a case counts once more, with what its editor marked instead of what was recognised: so the
strengths serve who chooses circumstances from a list. Verdicts accepted, cases left out, by
recognised and by marked circumstances: 0.813 and 0.965 without, 0.813 and 0.970 so. By the guide's
strengths alone 0.680 and 0.92; with likeness as a whole 0.872 for 0.836."""
VARIANCE_OF_TRUST = 100.0
"""Of the trust in likeness, which the guide says nothing of."""
DIGITS = 2
"""Behind the point: sums can be made again by hand."""


def by_guide(guide: Guide) -> Weighing:
    """Give the strengths of the guide, as they are written."""
    return _weighing(*_expected(guide), guide)


def by_cases(guide: Guide, cases: Sequence[Case], recognised: Floats, likeness: Floats) -> Weighing:
    """Fit the strengths to `cases`.

    `recognised` are the (n, k) probabilities of what they state, `likeness` their (n, verdicts)
    likeness to the cases of each verdict, both as read by who has not seen them.
    """
    if not cases:
        return by_guide(guide)
    ids = [topic.id for topic in guide.circumstances]
    marked = np.array([[name in case.stated for name in ids] for case in cases], np.float64)
    accepted = np.array([[each in case.accepted for each in VERDICTS] for case in cases])
    counts = np.repeat([1.0, MARKED], len(cases))
    stated = np.concatenate([recognised, marked])
    like = np.concatenate([likeness, np.zeros_like(likeness)])
    shown = _Shown(stated, like, np.concatenate([accepted, accepted]), counts)
    fitted, trust = _fit(shown, np.vstack(_expected(guide)))
    return _weighing(fitted[0], fitted[1:], guide, trust)


def _expected(guide: Guide) -> tuple[Floats, Floats]:
    """Give (verdicts,) bases and (k, verdicts) strengths without any case."""
    base = np.array([BASE.get(verdict, 0) for verdict in VERDICTS], np.float64)
    told = [_with_both(topic.strengths) for topic in guide.circumstances]
    return base, np.array(told, np.float64).reshape(-1, len(VERDICTS))


def _with_both(strengths: Strengths) -> list[float]:
    needs = sum(max(0, strengths.get(verdict, 0)) for verdict in ("finetune", "retrieve"))
    given = {**strengths, "both": SHARE_OF_BOTH * needs}
    return [given.get(verdict, 0) for verdict in VERDICTS]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is fitted to, a row for each way to see a case."""

    stated: Floats
    """(n, k) probabilities."""
    likeness: Floats
    """(n, verdicts); 0 where only circumstances are known."""
    accepted: NDArray[np.bool_]
    """(n, verdicts)."""
    counts: Floats
    """(n,)."""


def _fit(shown: _Shown, expected: Floats) -> tuple[Floats, float]:
    """Give (1 + k, verdicts) bases and strengths of greatest posterior probability, and trust."""
    from scipy.optimize import minimize  # noqa: PLC0415 - build only

    rows = np.column_stack([np.ones(len(shown.stated)), shown.stated])

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, trust = flat[:-1].reshape(expected.shape), flat[-1]
        sums = rows @ weights + trust * shown.likeness
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        right = np.maximum((shares * shown.accepted).sum(axis=1), 1e-12)
        away = weights - expected
        slope = (shares - shares * shown.accepted / right[:, None]) * shown.counts[:, None]
        total = -(shown.counts * np.log(right)).sum() + (away**2).sum() / 2
        total += trust**2 / (2 * VARIANCE_OF_TRUST)
        steps = (rows.T @ slope + away).ravel()
        return float(total), np.append(
            steps, (slope * shown.likeness).sum() + trust / VARIANCE_OF_TRUST
        )

    start = np.append(expected.ravel(), 1.0)
    found: Any = minimize(loss, start, jac=True, method="L-BFGS-B")
    return np.asarray(found.x[:-1], np.float64).reshape(expected.shape), float(found.x[-1])


def _weighing(base: Floats, strengths: Floats, guide: Guide, trust: float = 0.0) -> Weighing:
    def named(row: Floats) -> dict[Verdict, float]:
        rounded = np.round(row, DIGITS).tolist()
        return {verdict: each for verdict, each in zip(VERDICTS, rounded, strict=True) if each}

    told = {topic.id: named(row) for topic, row in zip(guide.circumstances, strengths, strict=True)}
    return Weighing(dict.fromkeys(VERDICTS, 0.0) | named(base), told, round(trust, DIGITS))
