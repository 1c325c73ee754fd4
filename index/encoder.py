"""The encoder that a generation carries: a tokenizer and an ONNX graph; no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from index.errors import GenerationError
from index.parts import Span
from index.settings import Precision, cores
from index.tokens import (
    LONGEST_PASSAGE,
    LONGEST_QUESTION,
    Embedded,
    Tokenized,
    Tokens,
    TokenType,
    Vectors,
    batches,
    embedded,
    padded,
)

Report = Callable[[int, int], None]
"""Hears (texts done, texts in all)."""
Cut = Callable[[str], Sequence[Span]]
"""A text to the parts that are wanted besides the whole."""

GRAPH = "model.onnx"
"""Takes token ids, gives `OUTPUTS`: pooling and normalising are part of the graph."""
OUTPUTS = ("vectors", "tokens")
"""What the graph gives: (n, d) unit vectors; where these are means, (n, t, d) of tokens as well."""
TYPES: Mapping[str, TokenType] = {"tensor(int32)": np.int32, "tensor(int64)": np.int64}
"""In which a graph may want its tokens."""
TOKENIZER = "tokenizer.json"
"""Truncates as the model was trained to."""
PROMPTS = "prompts.json"
FILES = (GRAPH, TOKENIZER, PROMPTS)

TEXTS_AT_ONCE = 20_000
"""Texts that are tokenized before the first is embedded; sorting by length needs some."""


class Fidelity(msgspec.Struct, frozen=True):
    """How close an encoder is to the model it was exported from."""

    mean_cosine: float
    smallest_cosine: float
    overlap: float
    """Mean share of the model's best three resources among the encoder's."""
    compared: int
    """Texts compared: passages and a fixed sample of questions."""


class EncoderRecord(msgspec.Struct, frozen=True):
    """Which encoder made the vectors of a generation."""

    name: str
    """The model's, as SIFT_MODEL names it."""
    digest: str
    """SHA-256 of the weights it was exported from."""
    wanted: Precision
    precision: Precision
    """fp32 also where int8 was wanted and was not faithful enough."""
    dimension: int
    fidelity: Fidelity


class Prompts(msgspec.Struct, frozen=True):
    """What the model wants to read before a text; empty for most."""

    question: str = ""
    passage: str = ""


def uncut(_: str) -> Sequence[Span]:
    """Want no part of a text."""
    return ()


class Encoder:
    """Turns texts into unit vectors; may be asked from several threads."""

    def __init__(self, files: Mapping[str, bytes | Path], threads: int = 1) -> None:
        """Load `FILES`, each its content or where it lies; one run uses `threads` cores.

        A graph that is read from its path is not held in memory twice.

        Raises GenerationError when they cannot be loaded.
        """
        try:
            graph = files[GRAPH]
            self._session = onnxruntime.InferenceSession(
                str(graph) if isinstance(graph, Path) else graph,
                _options(threads),
                providers=["CPUExecutionProvider"],
            )
            self._tokenizer = Tokenizer.from_str(_content(files[TOKENIZER]).decode())
            self._prompts = msgspec.json.decode(_content(files[PROMPTS]), type=Prompts)
            self._inputs = {node.name: TYPES[node.type] for node in self._session.get_inputs()}
        except Exception as error:
            raise GenerationError(f"The encoder cannot be loaded: {error}") from error
        abreast = max(1, cores() // threads)
        self._pool = ThreadPoolExecutor(abreast, thread_name_prefix="sift-encoder")
        self._threads = threads
        self.beside = threads - 1 if threads > 1 else abreast
        """Runs that `embed_beside` has a thread for."""
        self._outputs = [node.name for node in self._session.get_outputs()]

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._session.get_outputs()[0].shape[1])

    def tokenize(self, question: str) -> Tokenized:
        """Read one question."""
        return Tokenized(question, self._tokenizer.encode(self._prompts.question + question))

    def embed(self, question: str) -> Embedded:
        """Embed one question, in this thread."""
        return self.embed_together([self.tokenize(question)])[0]

    def embed_together(self, questions: Sequence[Tokenized]) -> list[Embedded]:
        """Embed a few questions in one run, in this thread."""
        fed = padded([one.encoding for one in questions], LONGEST_QUESTION, self._inputs)
        return embedded(questions, self._session.run(self._outputs, fed))

    def embed_beside(self, questions: Sequence[Tokenized]) -> Future[list[Embedded]]:
        """Embed a few questions in another thread.

        Where the encoder was given two cores it is a thread of onnxruntime's own, which has no
        other to share the work with: so a question alone gets both cores, and of many each core
        gets its own, from one set of weights.
        """
        if self._threads == 1:
            return self._pool.submit(self.embed_together, questions)
        told: Future[list[Embedded]] = Future()

        def hear(outputs: list[Vectors], _: object, error: str) -> None:
            try:
                if error:
                    raise GenerationError(f"The encoder failed: {error}")
                told.set_result(embedded(questions, outputs))
            except Exception as failure:  # noqa: BLE001 - it is raised where somebody waits for it
                told.set_exception(failure)

        fed = padded([one.encoding for one in questions], LONGEST_QUESTION, self._inputs)
        self._session.run_async(self._outputs, fed, hear, fed)
        return told

    def parts(self, whole: Embedded, spans: Sequence[Span]) -> Vectors:
        """Give (s, d) float32 of parts of a question, rows of unit length.

        Each is the mean of its tokens, which have seen the whole question: late chunking (Günther
        et al. 2024), which costs no further run. Where a model's vectors are no means, each part is
        embedded by itself.
        """
        if not spans:
            return np.empty((0, self.dimension), np.float32)
        if whole.tokens is None:
            text = whole.tokenized.question
            return np.stack([self.embed(text[slice(*span)]).vector for span in spans])
        before = len(self._prompts.question)
        starts, ends = np.array(whole.tokenized.offsets()).T - before
        firsts, lasts = np.array(spans).T[..., None]
        inside = (starts < lasts) & (ends > firsts) & (ends > starts)
        inside |= ~inside.any(axis=1, keepdims=True)  # beyond what is read: all of it
        sums = inside.astype(np.float32) @ whole.tokens
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)

    def embed_questions(self, questions: Sequence[str]) -> Vectors:
        """Give (n, d) float32, rows of unit length."""
        return np.stack([whole for (whole,) in self.embed_each(questions)])

    def embed_each(self, questions: Sequence[str], cut: Cut = uncut) -> Iterator[Vectors]:
        """Begin with all questions, in threads; give each as (1 + s, d), once it is there.

        Its first row is the whole question, the others are the s parts that `cut` gives.
        """

        def embed(question: str) -> Vectors:
            whole = self.embed(question)
            return np.vstack([whole.vector, self.parts(whole, cut(question))])

        return self._pool.map(embed, questions)

    def embed_passages(self, passages: Sequence[str], report: Report | None = None) -> Vectors:
        """Give (n, d) float32, rows of unit length; `report` hears after each batch."""
        vectors = np.empty((len(passages), self.dimension), np.float32)
        for start in range(0, len(passages), TEXTS_AT_ONCE):
            some = [
                self._prompts.passage + text for text in passages[start : start + TEXTS_AT_ONCE]
            ]

            def tell(done: int, start: int = start) -> None:
                if report is not None:
                    report(start + done, len(passages))

            vectors[start : start + len(some)] = self._embed(some, tell)
        return vectors

    def _embed(self, texts: list[str], tell: Callable[[int], None]) -> Vectors:
        encodings = self._tokenizer.encode_batch_fast(texts)
        vectors = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        batches_of = list(batches([len(encoding) for encoding in encodings]))
        runs = self._pool.map(
            lambda one: self._session.run(
                OUTPUTS[:1],
                padded([encodings[place] for place in one], LONGEST_PASSAGE, self._inputs),
            ),
            batches_of,
        )
        for batch, (run,) in zip(batches_of, runs, strict=True):
            vectors[batch] = run
            done += len(batch)
            tell(done)
        return vectors

    def feeds(self, questions: Iterable[str]) -> Iterator[dict[str, Tokens]]:
        """Give what the graph is fed with for each question."""
        for one in map(self.tokenize, questions):
            yield padded([one.encoding], LONGEST_QUESTION, self._inputs)


def _content(file: bytes | Path) -> bytes:
    return file.read_bytes() if isinstance(file, Path) else file


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # The build has rewritten the graph as far as that makes it faster.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # The arena stays, as it is unless told: a build takes a tenth less, and a crowd 6 MB less. But
    # memory laid out beforehand is 4 MB more, and spares no time.
    options.enable_mem_pattern = False
    # Threads of one run wait for each other spinning, or the last layer is done before they wake;
    # between runs they sleep, for the core belongs to whoever judges what came out.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    return options
