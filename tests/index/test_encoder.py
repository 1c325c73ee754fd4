"""The exported encoder says what sentence-transformers says, alone or in company."""

import shutil
from collections.abc import Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from tokenizers import Tokenizer

from index import generation
from index.build import ENCODERS
from index.embedding import embed
from index.encoder import FILES, GRAPH, TOKENIZER, Encoder
from index.errors import GenerationError, ModelError
from index.export import CAREFUL_LAYERS, FLOOR, Floor, export, exported
from index.graph import QUANTISING, with_short_inputs
from index.intake import TOGETHER, Intake
from index.model import locate
from index.passages import Passage
from index.recent import Recent
from index.sample import QUESTIONS
from index.search import Search
from index.settings import IndexSettings
from index.teacher import Teacher
from index.tokens import LONGEST_QUESTION, TOKENS_AT_ONCE, Embedded, Tokenized

TEXTS = ["", "a", "fine-tuning", "Où ça ?", "微调 🙂", "long " * 600, *QUESTIONS[:20]]


def read_encoder(settings: IndexSettings, name: str) -> dict[str, bytes]:
    folder = settings.root / name / generation.ENCODER
    return {file: (folder / file).read_bytes() for file in FILES}


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory, index_settings: IndexSettings) -> Encoder:
    """The encoder in the model's own precision."""
    model, cache = locate(index_settings.model), tmp_path_factory.mktemp("encoders")
    passages = [Passage(0, "en", "whole", text) for text in QUESTIONS]
    return Encoder(exported(model, "fp32", cache, passages, lambda _: None).files)


def test_fp32_is_what_sentence_transformers_gives(
    exact: Encoder, index_settings: IndexSettings
) -> None:
    plain = Teacher(locate(index_settings.model)).embed(TEXTS)
    np.testing.assert_allclose((exact.embed_passages(TEXTS) * plain).sum(axis=1), 1, atol=1e-5)
    short = [place for place, text in enumerate(TEXTS) if len(text) < LONGEST_QUESTION]
    asked = exact.embed_questions([TEXTS[place] for place in short])
    np.testing.assert_allclose((asked * plain[short]).sum(axis=1), 1, atol=1e-5)


def test_int8_keeps_its_promise(exact: Encoder, search: Search) -> None:
    small = search.generation.encoder.embed_questions(QUESTIONS)
    cosines = (small * exact.embed_questions(QUESTIONS)).sum(axis=1)
    assert cosines.mean() >= FLOOR.mean_cosine
    kept = search.generation.manifest.encoder
    assert kept.precision == "int8"
    assert kept.fidelity.overlap >= FLOOR.overlap


def test_the_8_bit_graph_quantises_by_constants_and_has_no_slow_operator(
    index_settings: IndexSettings, search: Search
) -> None:
    files = read_encoder(index_settings, search.generation.name)
    operators = {node.op_type for node in onnx.load_model_from_string(files[GRAPH]).graph.node}
    assert {"QuantizeLinear", "MatMulIntegerToFloat", "QAttention"} <= operators
    assert not operators & {"SkipLayerNormalization", "BiasGelu", *QUANTISING}


def test_an_8_bit_encoder_below_the_floor_gives_way_to_fp32(
    exact: Encoder, index_settings: IndexSettings
) -> None:
    heard: list[str] = []
    model, passages = locate(index_settings.model), [Passage(0, "en", "whole", "a")]
    floor = Floor(mean_cosine=1.1)
    precision, files, fidelity = export(model, "int8", passages, heard.append, floor)
    assert precision == "fp32"
    assert fidelity.mean_cosine >= FLOOR.exact_cosine
    assert sum("int8, " in sentence for sentence in heard) == len(CAREFUL_LAYERS)
    assert "int8 stays below 1.1" in heard[-2]
    np.testing.assert_array_equal(
        Encoder(files).embed_questions(["a"]), exact.embed_questions(["a"])
    )


def test_an_export_that_says_something_else_is_refused(index_settings: IndexSettings) -> None:
    passages = [Passage(0, "en", "whole", "a")]
    with pytest.raises(ModelError, match="says something else"):
        export(
            locate(index_settings.model), "fp32", passages, lambda _: None, Floor(exact_cosine=1.1)
        )


def test_company_changes_nothing(search: Search) -> None:
    encoder = search.generation.encoder
    alone = np.concatenate([encoder.embed_questions([text]) for text in TEXTS])
    np.testing.assert_array_equal(encoder.embed_questions(TEXTS), alone)
    read = [encoder.tokenize(text) for text in TEXTS]
    for run in (encoder.embed_together(read), encoder.embed_beside(read).result(10)):
        np.testing.assert_allclose([one.vector for one in run], alone, atol=1e-6)
        for text, together in zip(TEXTS, run, strict=True):
            tokens, own = together.tokens, encoder.embed(text).tokens
            assert tokens is not None
            assert own is not None
            np.testing.assert_allclose(tokens, own, atol=1e-4)
            assert tokens.base is None  # or who is remembered holds all that were in the run


@pytest.mark.parametrize("threads", [1, 2])
def test_a_run_that_breaks_is_heard_of_and_holds_up_no_other(
    index_settings: IndexSettings, search: Search, threads: int
) -> None:
    files = read_encoder(index_settings, search.generation.name)
    tokenizer = Tokenizer.from_str(files[TOKENIZER].decode())
    tokenizer.add_tokens(["zzz"])  # which the graph does not know
    encoder = Encoder(files | {TOKENIZER: tokenizer.to_str().encode()}, threads)
    intake, texts = Intake(encoder), [f"question {number}" for number in range(TOGETHER)]
    told = [intake.take(text) for text in ("zzz", *texts)]
    while not all(one.is_done for one in told):
        intake.keep_busy()
        intake.encode()
    intake.finish()
    broken = [one for one in told if one.has_failed]
    assert told[0] in broken
    assert len(broken) <= TOGETHER // len(encoder.tokenize("zzz"))
    again = [intake.take(text) for text in texts]
    while not all(one.is_done for one in again):
        intake.encode()
    assert not any(one.has_failed for one in again)


class Interrupted(Encoder):
    """Somebody stops it while it works."""

    def embed_together(self, _: Sequence[Tokenized]) -> list[Embedded]:
        raise KeyboardInterrupt


def test_who_is_interrupted_leaves_nothing_half_read(
    index_settings: IndexSettings, search: Search
) -> None:
    intake = Intake(Interrupted(read_encoder(index_settings, search.generation.name)))
    first = intake.take("what is LoRA?")
    with pytest.raises(KeyboardInterrupt):
        intake.encode()
    assert not first.is_done
    intake.finish()
    with pytest.raises(CancelledError):
        first.result()
    assert intake.take("what is LoRA?") is not first


def test_tokens_come_as_short_integers(search: Search) -> None:
    (fed,) = search.generation.encoder.feeds(["what is LoRA?"])
    assert {tokens.dtype for tokens in fed.values()} == {np.dtype(np.int32)}
    assert search.generation.encoder.embed("what is LoRA?").vector.shape == (384,)


def test_a_long_question_is_cut_before_its_end(search: Search) -> None:
    short, long = search.generation.encoder.feeds(["what is LoRA?", "what is LoRA? " * 40])
    ids = long["input_ids"][0].tolist()
    assert len(ids) == LONGEST_QUESTION
    assert ids[:5] == short["input_ids"][0, :5].tolist()
    assert ids[-1] == short["input_ids"][0, -1]
    assert long["attention_mask"].all()


def test_what_more_than_a_conversion_reads_stays_long() -> None:
    make, long, short = onnx.helper.make_node, onnx.TensorProto.INT64, onnx.TensorProto.INT32
    given = [onnx.helper.make_tensor_value_info(name, long, [2]) for name in ("one", "other")]
    told = [onnx.helper.make_tensor_value_info("sum", short, [2])]
    nodes = [
        make("Cast", ["one"], ["short"], to=short),
        make("Abs", ["other"], ["positive"]),
        make("Cast", ["positive"], ["its"], to=short),
        make("Add", ["short", "its"], ["sum"]),
    ]
    graph = onnx.helper.make_graph(nodes, "sums", given, told)
    model = onnx.helper.make_model(
        graph, ir_version=8, opset_imports=[onnx.helper.make_opsetid("", 17)]
    )
    session = onnxruntime.InferenceSession(with_short_inputs(model.SerializeToString()))
    types = {each.name: each.type for each in session.get_inputs()}
    assert types == {"one": "tensor(int32)", "other": "tensor(int64)"}
    fed = {"one": np.array([1, 2], np.int32), "other": np.array([-3, 4])}
    (sums,) = session.run(None, fed)
    assert sums.tolist() == [4, 6]


def test_a_part_is_read_in_the_light_of_the_whole(search: Search) -> None:
    encoder, text = search.generation.encoder, "Our docs change daily, the tone is fine"
    embedded = encoder.embed(text)
    whole, first, second = encoder.parts(embedded, [(0, len(text)), (0, 21), (23, len(text))])
    (alone,) = encoder.embed_questions([text[:21]])
    assert whole @ embedded.vector > 0.95
    assert 0.5 < first @ alone < 0.999
    assert first @ alone > second @ alone
    assert len({whole.tobytes(), first.tobytes(), second.tobytes()}) == 3
    np.testing.assert_allclose(np.linalg.norm([whole, first, second], axis=1), 1, atol=1e-6)
    (told,) = encoder.embed_each([text], lambda _: [(0, 21), (23, len(text))])
    np.testing.assert_array_equal(told, [embedded.vector, first, second])


def test_a_part_beyond_what_is_read_is_all_of_it(search: Search) -> None:
    encoder, text = search.generation.encoder, "long " * 600
    embedded = encoder.embed(text)
    assert embedded.tokens is not None
    assert len(embedded.tokens) == LONGEST_QUESTION
    beyond = (len(text) - 5, len(text))
    border = (5 * (LONGEST_QUESTION - 2), 5 * (LONGEST_QUESTION - 1))  # the word that gives way
    for part in encoder.parts(embedded, [beyond, border]):
        assert part @ embedded.vector > 0.999


def test_where_vectors_are_no_means_each_part_is_embedded_by_itself(search: Search) -> None:
    encoder, text = search.generation.encoder, "Our docs change daily, the tone is fine"
    parts = encoder.parts(replace(encoder.embed(text), tokens=None), [(0, 21), (23, len(text))])
    np.testing.assert_array_equal(parts, encoder.embed_questions([text[:21], text[23:]]))


def test_many_long_texts_are_embedded_in_parts_and_in_order(exact: Encoder) -> None:
    texts = [f"{number} " * (1 + number % 200) for number in range(60)]
    assert sum(map(len, texts)) > TOKENS_AT_ONCE
    heard: list[tuple[int, int]] = []
    vectors = exact.embed_passages(texts, lambda done, total: heard.append((done, total)))
    assert heard[-1] == (60, 60)
    assert len(heard) > 1
    for place in (0, 31, 59):
        np.testing.assert_allclose(
            exact.embed_passages([texts[place]])[0], vectors[place], atol=1e-5
        )


def test_texts_embedded_into_a_file_are_those_embedded_at_once(
    exact: Encoder, tmp_path: Path
) -> None:
    heard: list[int] = []
    texts = [(text, place % 3 == 1) for place, text in enumerate(QUESTIONS)]
    rows = embed(exact, iter(texts), tmp_path / "rows", heard.append, at_once=25)
    np.testing.assert_allclose(rows, exact.embed_passages(QUESTIONS), atol=1e-5)
    assert heard == sorted(heard)
    assert {25, 50, len(QUESTIONS)} <= set(heard)


def test_questions_are_embedded_as_they_are_asked(search: Search, tmp_path: Path) -> None:
    encoder = search.generation.encoder
    texts = [(text, place % 2 == 0) for place, text in enumerate(QUESTIONS[:30])]
    rows = embed(encoder, texts, tmp_path / "rows", lambda _: None)
    asked = encoder.embed_questions([text for text, is_question in texts if is_question])
    np.testing.assert_array_equal(rows[::2], asked)


def test_a_disk_that_fills_while_embedding_is_an_error_of_the_disk(exact: Encoder) -> None:
    with pytest.raises(OSError, match="No space left"):
        embed(exact, [(text, False) for text in QUESTIONS], Path("/dev/full"), lambda _: None)


def test_an_export_is_kept_and_a_damaged_one_made_anew(
    index_settings: IndexSettings, tmp_path: Path
) -> None:
    heard: list[str] = []
    model, passages = locate(index_settings.model), [Passage(0, "en", "whole", "a")]
    cache = Path(shutil.copytree(index_settings.data / ENCODERS, tmp_path / ENCODERS))
    kept = exported(model, "int8", cache, passages, heard.append)
    assert not heard
    assert kept.record.digest == model.digest
    (graph,) = cache.glob(f"*-{onnxruntime.__version__}/{GRAPH}")
    graph.write_bytes(graph.read_bytes()[:1000])
    assert exported(model, "int8", cache, passages, heard.append).files.keys() == set(FILES)
    assert heard


def test_a_damaged_encoder_is_a_sentence(index_settings: IndexSettings, search: Search) -> None:
    files = read_encoder(index_settings, search.generation.name)
    with pytest.raises(GenerationError, match="cannot be loaded"):
        Encoder(files | {GRAPH: files[GRAPH][:1000]})


@dataclass
class Read:
    length: int
    has_failed: bool = False


def test_recent_questions_are_read_once() -> None:
    read: list[str] = []

    def reading(text: str) -> Read:
        read.append(text)
        return Read(len(text))

    recent: Recent[Read] = Recent(most=2)
    assert [recent.of(text, reading).length for text in ("a", "bb", "a")] == [1, 2, 1]
    assert read == ["a", "bb"]
    for text in ("ccc", "a", "a", "ccc"):
        recent.of(text, reading)
    assert read == ["a", "bb", "ccc"]
    recent.of("bb", reading)
    assert read == ["a", "bb", "ccc", "bb"]


def test_what_is_under_way_is_shared_and_what_failed_is_read_again() -> None:
    recent: Recent[Read] = Recent()
    first = recent.of("a", lambda text: Read(len(text)))
    assert recent.of("a", lambda _: Read(0)) is first
    first.has_failed = True
    assert recent.of("a", lambda text: Read(len(text))) is not first
