"""Conductor: a model to the encoder that generations carry, exported once and kept."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import graph, relevance
from index.cache import Exported, keep, place, read
from index.encoder import FILES, GRAPH, Encoder, EncoderRecord, Fidelity
from index.errors import ModelError, SiftError
from index.evidence import Lexicon, Similarities, meaning
from index.model import Model
from index.passages import Passage
from index.sample import QUESTIONS
from index.settings import Precision
from index.teacher import Teacher
from index.tokens import Vectors

CAREFUL_LAYERS = (0, 2, 3, 4, 1_000)
"""How many layers are quantised in blocks: tried in turn, the fastest first."""
SEEN = QUESTIONS[::2]
"""Those that say how far activations reach; the others are new to the graph that is compared."""
MOST_COMPARED = 2_000
"""Passages that are compared with the teacher; beyond that, evenly spread ones."""


@dataclass(frozen=True, slots=True)
class Floor:
    """How faithful to the teacher an encoder must be."""

    exact_cosine: float = 0.9999
    """Mean in fp32; less means that it is not the same model."""
    mean_cosine: float = 0.985
    """In 8 bits; less means that fp32 is taken."""
    overlap: float = 0.90
    """Share of the same best three, in 8 bits."""


FLOOR = Floor()


def exported(
    model: Model,
    wanted: Precision,
    cache: Path,
    passages: Sequence[Passage],
    say: Callable[[str], None],
) -> Exported:
    """Give the encoder of a model, from `cache` when it was exported before; raise ModelError."""
    folder = place(cache, model, wanted)
    kept = read(folder, model)
    if kept is not None:
        return kept
    say("exporting the encoder, once for this model")
    try:
        precision, files, fidelity = export(model, wanted, passages, say)
    except SiftError:
        raise
    except Exception as error:  # torch and onnxruntime raise whatever they like
        raise ModelError(f"The model {model.name} cannot be exported to ONNX: {error}") from error
    dimension = Encoder(files).dimension
    record = EncoderRecord(model.name, model.digest, wanted, precision, dimension, fidelity)
    made = Exported(record, files)
    keep(made, folder)
    return made


def export(
    model: Model,
    wanted: Precision,
    passages: Sequence[Passage],
    say: Callable[[str], None],
    floor: Floor = FLOOR,
) -> tuple[Precision, Mapping[str, bytes], Fidelity]:
    """Make an encoder: its precision, the contents of `encoder.FILES`, and how faithful it is.

    In 8 bits only when it is faithful enough to the teacher on `passages` and a fixed sample of
    questions, otherwise in fp32; `say` hears which, and why. Raises ModelError when not even fp32
    reaches the floor.
    """
    teacher = Teacher(model)
    with tempfile.TemporaryDirectory(prefix="sift-export-") as name:
        folder = Path(name)
        teacher.export(folder)
        graph.fuse(folder / GRAPH, teacher.heads, teacher.width)
        files = {file: (folder / file).read_bytes() for file in FILES}
        truth = _Truth(teacher, passages)
        for layers in CAREFUL_LAYERS if wanted == "int8" else ():
            graph.quantise(folder / GRAPH, folder / "int8.onnx", layers)
            small = files | {GRAPH: graph.finished(folder / "int8.onnx")}
            sample = Encoder(small).feeds(SEEN)
            small[GRAPH] = graph.with_fixed_ranges(small[GRAPH], sample)
            fidelity = truth.compare(Encoder(small))
            say(_told(f"int8, {layers or 'no'} layers in blocks,", fidelity))
            if _is_enough(fidelity, floor):
                return "int8", small, fidelity
        files[GRAPH] = graph.finished(folder / GRAPH)
    if wanted == "int8":
        say(f"int8 stays below {floor.mean_cosine} or {floor.overlap:.0%}: taking fp32, slower")
    fidelity = truth.compare(Encoder(files))
    say(_told("fp32", fidelity))
    if fidelity.mean_cosine < floor.exact_cosine:
        raise ModelError(f"The model {model.name} says something else once it is exported to ONNX.")
    return "fp32", files, fidelity


class _Truth:
    """What the teacher says of passages and questions."""

    def __init__(self, teacher: Teacher, passages: Sequence[Passage]) -> None:
        compared = passages[:: max(1, -(-len(passages) // MOST_COMPARED))]
        self._passages = [passage.text for passage in compared]
        owners = np.array([passage.resource for passage in compared])
        self._starts = np.flatnonzero(np.diff(owners, prepend=-1, append=-1))
        prompts = teacher.prompts
        self._stored = teacher.embed([prompts.passage + text for text in self._passages])
        self._asked = teacher.embed([prompts.question + text for text in QUESTIONS])
        lexicon = Lexicon.from_texts(self._passages, has_pieces=True)
        self._lexical = np.stack([lexicon.similarities(text) for text in QUESTIONS])

    def compare(self, encoder: Encoder) -> Fidelity:
        stored = encoder.embed_passages(self._passages)
        asked = encoder.embed_questions(QUESTIONS)
        cosines = np.concatenate(
            [(stored * self._stored).sum(axis=1), (asked * self._asked).sum(axis=1)]
        )
        return Fidelity(
            mean_cosine=round(float(cosines.mean()), 5),
            smallest_cosine=round(float(cosines.min()), 5),
            overlap=round(self._overlap(asked @ stored.T, self._asked @ self._stored.T), 4),
            compared=len(cosines),
        )

    def _overlap(self, ours: Vectors, theirs: Vectors) -> float:
        """Give the mean share of each question's best three resources that both find."""
        pairs = [
            (self._best(one, lexical), self._best(other, lexical))
            for one, other, lexical in zip(ours, theirs, self._lexical, strict=True)
        ]
        return float(np.mean([len(one & other) / len(other) for one, other in pairs]))

    def _best(self, cosines: Vectors, lexical: Similarities) -> set[int]:
        """Give up to three resources, as a search finds them that nobody taught."""
        likeness = relevance.likeness_of(meaning(cosines) + lexical, self._starts)
        judged = relevance.judge_by_rule(likeness, range(len(self._starts) - 1), 3).judged
        return {each.place for each in judged}


def _told(what: str, fidelity: Fidelity) -> str:
    return (
        f"{what} against the teacher on {fidelity.compared} texts: cosine "
        f"{fidelity.mean_cosine:.4f} on average, {fidelity.smallest_cosine:.4f} at least, "
        f"same best three {fidelity.overlap:.0%}"
    )


def _is_enough(fidelity: Fidelity, floor: Floor) -> bool:
    return fidelity.mean_cosine >= floor.mean_cosine and fidelity.overlap >= floor.overlap
