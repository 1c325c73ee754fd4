"""Rows: all that is embedded, in the order of the vectors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.contents import Paired
from index.passages import Passage, passages_of
from index.resource import Declined, Example, Resource

if TYPE_CHECKING:
    from index.seeds import Seeds  # loads the readers

MOST_TAUGHT = 5_000
"""Rows from which weights are learned: 100 MB and half a minute on two cores, both of which grow
with the square or faster. With more, the seeds' examples are passages like others."""
MOST_DETAILED = 2_000
"""Resources whose sentences are passages of their own; of more, each is one passage a language.
Of 1,390 example questions that finds nearly as many (nDCG@3 0.63 en, 0.55 fr against 0.65 and 0.54)
at a third of the vectors."""
DECLINED = -1
"""Stands for the resource of a declined message."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Each resource's passages and example questions, then the declined messages."""

    resources: Sequence[Resource]
    examples: Mapping[int, Sequence[Example]]
    """By the place of the resource."""
    declined: Sequence[Declined]
    """Empty where nothing is taught."""
    is_detailed: bool

    @classmethod
    def of(cls, seeds: Seeds) -> Rows:
        """Choose by size what becomes a row."""
        examples: defaultdict[int, list[Example]] = defaultdict(list)
        for example in seeds.examples:
            examples[example.resource].append(example)
        is_detailed = len(seeds.resources) <= MOST_DETAILED
        all_rows = cls(seeds.resources, examples, seeds.declined, is_detailed)
        if examples and len(all_rows) <= MOST_TAUGHT:
            return all_rows
        return cls(seeds.resources, examples, (), is_detailed)

    @property
    def is_taught(self) -> bool:
        """Tell whether weights are learned from these rows."""
        return bool(self.examples) and len(self) <= MOST_TAUGHT

    def __len__(self) -> int:
        return sum(len(own) for _, own in self.paired()) + len(self.declined)

    def paired(self) -> Paired:
        """Make the passages of one resource after another; they are not held."""
        return (
            (resource, self._passages(place, resource))
            for place, resource in enumerate(self.resources)
        )

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Give each row's text, and whether it is a question."""
        for _, own in self.paired():
            yield from ((passage.text, passage.part == "example") for passage in own)
        yield from ((message.text, True) for message in self.declined)

    def owners(self) -> NDArray[np.int64]:
        """Give (n,) places of the rows' resources, `DECLINED` for declined messages."""
        sizes = [len(own) for _, own in self.paired()]
        own = np.repeat(np.arange(len(self.resources)), sizes)
        return np.concatenate([own, np.full(len(self.declined), DECLINED)])

    def _passages(self, place: int, resource: Resource) -> list[Passage]:
        examples = self.examples.get(place, ())
        return passages_of(place, resource, examples, is_detailed=self.is_detailed)
