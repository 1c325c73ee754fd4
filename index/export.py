"""Conductor: a model to the encoder that generations carry, exported once and kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from index import graph, relevance
from index.encoder import FILES, GRAPH, Encoder, EncoderRecord, Fidelity, Vectors
from index.errors import ModelError, SiftError
from index.files import digest_bytes, sync_folder, write_durably
from index.model import Model
from index.passages import Passage
from index.sample import QUESTIONS
from index.settings import Precision
from index.teacher import Teacher

RECIPE = 1
"""Raised whenever the same weights would be exported to another graph."""
RECORD = "record.json"
CAREFUL_LAYERS = (0, 2, 3, 4, 1_000)
"""How many layers are quantised in blocks: tried in turn, the fastest first."""
LEAST_EXACT_COSINE = 0.9999
"""What an export in fp32 must keep; less means that it is not the same model."""
LEAST_MEAN_COSINE = 0.985
LEAST_OVERLAP = 0.90
"""What 8 bits must keep: mean cosine with the teacher, and share of the same best three."""
MOST_COMPARED = 2_000
"""Passages that are compared with the teacher; beyond that, evenly spread ones."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An encoder in memory, ready to be used and to be written into a generation."""

    record: EncoderRecord
    files: Mapping[str, bytes]
    """Contents of `encoder.FILES`."""


def _digest_rest(model: Model) -> str:
    """Digest what besides the weights makes a model: tokenizer, pooling, lengths, prompts."""
    said = [path.read_bytes() for path in sorted(model.folder.rglob("*.json"))]
    return digest_bytes(b"\n".join(said))


class _Kept(msgspec.Struct, frozen=True):
    """What stands beside an encoder in the cache."""

    record: EncoderRecord
    digests: Mapping[str, str]


def exported(
    model: Model,
    wanted: Precision,
    cache: Path,
    passages: Sequence[Passage],
    say: Callable[[str], None],
) -> Exported:
    """Give the encoder of a model, from `cache` when it was exported before.

    In 8 bits only when it is faithful enough to the teacher on `passages` and a fixed sample of
    questions, otherwise in fp32; `say` hears which, and why.
    """
    folder = cache / f"{model.digest[:16]}-{_digest_rest(model)[:8]}-{wanted}-{RECIPE}"
    kept = _read(folder, model)
    if kept is not None:
        return kept
    say("exporting the encoder, once for this model")
    try:
        precision, files, fidelity = _export(model, wanted, passages, say)
    except SiftError:
        raise
    except Exception as error:  # torch and onnxruntime raise whatever they like
        raise ModelError(f"The model {model.name} cannot be exported to ONNX: {error}") from error
    dimension = Encoder(files).dimension
    record = EncoderRecord(model.name, model.digest, wanted, precision, dimension, fidelity)
    _keep(record, files, folder)
    return Exported(record, files)


def _export(
    model: Model, wanted: Precision, passages: Sequence[Passage], say: Callable[[str], None]
) -> tuple[Precision, Mapping[str, bytes], Fidelity]:
    teacher = Teacher(model)
    with tempfile.TemporaryDirectory(prefix="sift-export-") as name:
        folder = Path(name)
        teacher.export(folder)
        graph.fuse(folder / GRAPH, teacher.heads, teacher.width)
        files = {file: (folder / file).read_bytes() for file in FILES}
        truth = _Truth(teacher, passages)
        for layers in CAREFUL_LAYERS if wanted == "int8" else ():
            graph.quantise(folder / GRAPH, folder / "int8.onnx", layers)
            small = files | {GRAPH: (folder / "int8.onnx").read_bytes()}
            fidelity = truth.compare(Encoder(small))
            say(_told(f"int8, {layers or 'no'} layers in blocks,", fidelity))
            if _is_enough(fidelity):
                return "int8", small, fidelity
    if wanted == "int8":
        say(f"int8 stays below {LEAST_MEAN_COSINE} or {LEAST_OVERLAP:.0%}: taking fp32, slower")
    fidelity = truth.compare(Encoder(files))
    say(_told("fp32", fidelity))
    if fidelity.mean_cosine < LEAST_EXACT_COSINE:
        raise ModelError(f"The model {model.name} says something else once it is exported to ONNX.")
    return "fp32", files, fidelity


class _Truth:
    """What the teacher says of passages and questions."""

    def __init__(self, teacher: Teacher, passages: Sequence[Passage]) -> None:
        compared = passages[:: max(1, -(-len(passages) // MOST_COMPARED))]
        self._passages = [passage.text for passage in compared]
        self._owners = np.array([passage.resource for passage in compared])
        prompts = teacher.prompts
        self._stored = teacher.embed([prompts.passage + text for text in self._passages])
        self._asked = teacher.embed([prompts.question + text for text in QUESTIONS])

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
            (self._best(one), self._best(other)) for one, other in zip(ours, theirs, strict=True)
        ]
        return float(np.mean([len(one & other) / len(other) for one, other in pairs]))

    def _best(self, cosines: Vectors) -> set[int]:
        """Give up to three resources, scored as a search scores them."""
        scores = {
            int(owner): relevance.score(cosines[self._owners == owner].tolist())
            for owner in np.unique(self._owners)
        }
        return set(sorted(scores, key=lambda owner: -scores[owner])[:3])


def _told(what: str, fidelity: Fidelity) -> str:
    return (
        f"{what} against the teacher on {fidelity.compared} texts: cosine "
        f"{fidelity.mean_cosine:.4f} on average, {fidelity.smallest_cosine:.4f} at least, "
        f"same best three {fidelity.overlap:.0%}"
    )


def _is_enough(fidelity: Fidelity) -> bool:
    is_close = fidelity.mean_cosine >= LEAST_MEAN_COSINE
    return is_close and fidelity.overlap >= LEAST_OVERLAP


def _read(folder: Path, model: Model) -> Exported | None:
    """Take an encoder from the cache; one that is damaged is as good as none."""
    try:
        kept = msgspec.json.decode((folder / RECORD).read_bytes(), type=_Kept)
        files = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return None
    if any(digest_bytes(files[name]) != kept.digests.get(name) for name in FILES):
        return None
    return Exported(msgspec.structs.replace(kept.record, name=model.name), files)


def _keep(record: EncoderRecord, files: Mapping[str, bytes], folder: Path) -> None:
    """Write the encoder into the cache, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    kept = _Kept(record, {name: digest_bytes(content) for name, content in files.items()})
    try:
        for name, content in files.items():
            write_durably(partial / name, content)
        write_durably(partial / RECORD, msgspec.json.encode(kept))
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    sync_folder(folder.parent)
