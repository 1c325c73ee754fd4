"""Texts as tokens: how they are laid out for an encoder, and what it gives back for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from index.parts import Span

Vectors = NDArray[np.float32]
Tokens = NDArray[np.int32 | np.int64]
TokenType = type[np.int32 | np.int64]

INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
"""What a graph may want of a text, and as what its `Encoding` has it."""

LONGEST_QUESTION = 128
"""Tokens of a question that are looked at, some 90 words: 256 would take 50 ms."""
LONGEST_PASSAGE = 1_000_000
"""Tokens of a passage: as many as its tokenizer leaves."""
TOKENS_AT_ONCE = 2048
"""Padded tokens of one run: enough to keep the cores busy, few enough to stay in their caches."""


@dataclass(frozen=True, slots=True)
class Tokenized:
    """A question as the encoder reads it."""

    question: str
    encoding: Encoding

    def __len__(self) -> int:
        """Count the tokens that are looked at."""
        return min(len(self.encoding), LONGEST_QUESTION)

    def offsets(self) -> Sequence[Span]:
        """Give the characters of prompt and question that each token stands for."""
        offsets: list[Span] = self.encoding.offsets[:LONGEST_QUESTION]
        if len(self.encoding) > LONGEST_QUESTION:
            offsets[-1] = (0, 0)  # what stands there says that the text ends, see `padded`
        return offsets


@dataclass(frozen=True, slots=True)
class Embedded:
    """A question as an encoder understands it."""

    tokenized: Tokenized
    vector: Vectors
    """(d,), of unit length."""
    tokens: Vectors | None
    """(t, d), each in the light of the whole; None where the vector is not their mean."""


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of like length, so that little is computed for padding; longest first."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > TOKENS_AT_ONCE:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def padded(
    encodings: Sequence[Encoding], most: int, forms: Mapping[str, TokenType]
) -> dict[str, Tokens]:
    """Lay `INPUTS` into (n, longest) arrays; what is padding is masked, so its id is free.

    `forms` are the inputs that are wanted, and as which integers.
    """
    shape = (len(encodings), min(most, max(map(len, encodings))))
    arrays = {name: np.zeros(shape, form) for name, form in forms.items()}
    for name, array in arrays.items():
        for row, encoding in enumerate(encodings):
            told: list[int] = getattr(encoding, INPUTS[name])
            # The last token says that the text ends: it stays.
            told[most - 1 :] = told[most - 1 :][-1:]
            array[row, : len(told)] = told
    return arrays


def embedded(questions: Sequence[Tokenized], outputs: Sequence[Vectors]) -> list[Embedded]:
    """Give each question what is its own of the outputs of a run, without the padding."""
    vectors, *tokens = outputs
    if not tokens:
        return [Embedded(*each, None) for each in zip(questions, vectors, strict=True)]
    if len(questions) == 1:
        return [Embedded(questions[0], vectors[0], tokens[0][0])]
    # Copied, or who is remembered would hold all that were in the run.
    own = (of_all[: len(one)].copy() for one, of_all in zip(questions, tokens[0], strict=True))
    return [Embedded(*each) for each in zip(questions, vectors, own, strict=True)]
