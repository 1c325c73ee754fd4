"""The bootstrap: how often each question is drawn, in many resamples at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.evaluation.levels import Floats
from index.evaluation.names import Name

RESAMPLES = 2000
SEED = 20
AT_ONCE = 4_000_000
"""Numbers in memory for one batch of resamples."""
EDGES = (2.5, 97.5)
"""Percentiles: a 95 % interval."""

Measure = Callable[[Floats], Floats]
"""From how often each question was drawn, (resamples, n), to a figure of each resample."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its 95 % interval; all None where there is nothing to count."""

    value: float | None
    low: float | None
    high: float | None


NO_FIGURE = Figure(None, None, None)


def estimate(measures: Mapping[Name, Measure], strata: Sequence[int]) -> dict[Name, Figure]:
    """Measure once as it is, and in resamples, the same for all; `strata` as for `draws`."""
    whole = np.ones((1, sum(strata)))
    values = {name: float(measure(whole)[0]) for name, measure in measures.items()}
    told = {name: measure for name, measure in measures.items() if not np.isnan(values[name])}
    spreads: dict[Name, list[Floats]] = {name: [] for name in told}
    for times in draws(strata):
        for name, measure in told.items():
            spreads[name].append(measure(times))
    return {
        name: _figure(value, np.concatenate(spreads[name])) if name in told else NO_FIGURE
        for name, value in values.items()
    }


def _figure(value: float, spread: Floats) -> Figure:
    low, high = np.percentile(spread[~np.isnan(spread)], EDGES).tolist()
    return Figure(value, low, high)


def draws(strata: Sequence[int]) -> Iterator[Floats]:
    """Give how often each question is drawn, (some, n); `RESAMPLES` rows in all, always the same.

    `strata` are the sizes of the groups, one after the other, from each of which as many are
    drawn as it holds: how many questions and declined messages there are is no chance.
    """
    numbers = np.random.default_rng(SEED)
    batch = max(1, AT_ONCE // max(1, sum(strata)))
    for start in range(0, RESAMPLES, batch):
        rows = min(batch, RESAMPLES - start)
        yield np.hstack([_drawn(numbers, rows, size) for size in strata])


def _drawn(numbers: np.random.Generator, rows: int, size: int) -> Floats:
    chosen = numbers.integers(0, max(size, 1), (rows, size))
    cells = (chosen + np.arange(rows)[:, None] * size).ravel()
    return np.bincount(cells, minlength=rows * size).reshape(rows, size).astype(np.float64)
