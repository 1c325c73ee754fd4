"""A generation is whole or refused in one sentence, and the live one is switched atomically."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from index import generation
from index.calibration import Calibration, Curve, Thresholds
from index.encoder import FILES, EncoderRecord, Fidelity
from index.errors import GenerationError
from index.evidence import Lexicon
from index.generation import Generation, Manifest, Parts
from index.passages import passages_of
from index.polynomial import Polynomial
from index.relevance import Relevance
from index.resource import Entry, Resource, Run
from index.scorer import Scorer
from index.settings import IndexSettings
from index.vectors import VectorStore

RESOURCE = Resource(
    id="0123456789",
    url="https://example.org/a",
    kind="guide",
    provider="example.org",
    entries={
        "fr": Entry(
            language="fr",
            title="Où ça ?",
            url="https://example.org/a",
            description=(Run("Une "), Run("phrase", "bold"), Run(". Une autre.")),
            label="",
            section="Une liste",
            related=(),
            is_machine_translated=True,
            file="liste.fr.md",
            line=3,
        )
    },
)


Save = Callable[[Path], Generation]
FIDELITY = Fidelity(mean_cosine=1, smallest_cosine=1, overlap=1, compared=1)
RECORD = EncoderRecord("toy", "0" * 64, "fp32", "fp32", 8, FIDELITY)
WEIGHTS = np.linspace(-1, 1, 8, dtype=np.float32).reshape(4, 2)
CURVE = Curve((1.25, -0.5), 0.1)
CALIBRATION = Calibration(CURVE, CURVE, Thresholds(0.7, 0.2), let_through=0.01, hidden=0.02)


@pytest.fixture(scope="session")
def encoder(index_settings: IndexSettings) -> Mapping[str, bytes]:
    live = generation.load_current(index_settings.root)
    folder = index_settings.root / live.name / generation.ENCODER
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture
def save(encoder: Mapping[str, bytes]) -> Callable[[Path], Generation]:
    return lambda root: save_with(root, encoder)


def save_with(root: Path, encoder: Mapping[str, bytes]) -> Generation:
    passages = passages_of(0, RESOURCE)
    rows = np.eye(len(passages), 8, dtype=np.float32)
    vectors = VectorStore.from_vectors(rows)
    manifest = Manifest(
        format=generation.FORMAT,
        encoder=RECORD,
        built=generation.now(),
        resources=1,
        passages=len(passages),
        examples=0,
        declined=0,
        languages={"fr": 1},
        skipped=0,
        seeds={"liste.fr.md": "1" * 64},
        files={},
    )
    lexicon = Lexicon.from_texts((passage.text for passage in passages), has_pieces=True)
    parts = Parts(
        [(RESOURCE, passages)],
        lexicon,
        Relevance(Scorer.of(WEIGHTS, rows, Polynomial.of(rows), lexicon), CALIBRATION),
        encoder,
    )
    return generation.save(root, manifest, parts, vectors)


def parts_of(live: Generation, encoder: Mapping[str, bytes]) -> Parts:
    return Parts(live.contents.paired(), live.lexicon, live.relevance, encoder)


def test_what_is_loaded_is_what_was_saved(save: Save, tmp_path: Path) -> None:
    saved = save(tmp_path)
    loaded = generation.load_current(tmp_path)
    assert list(loaded.contents) == [RESOURCE]
    assert loaded.contents.passages_of(0) == tuple(passages_of(0, RESOURCE))
    assert loaded.manifest == saved.manifest
    assert loaded.relevance.calibration == CALIBRATION
    scorer = loaded.relevance.scorer
    assert scorer is not None
    assert loaded.lexicon is not None
    texts = [passage.text for passage in passages_of(0, RESOURCE)]
    plain = Lexicon.from_texts(texts, has_pieces=True)
    for text in texts:
        similar = plain.similarities(text)
        np.testing.assert_array_equal(loaded.lexicon.similarities(text), similar)
        assert saved.relevance.scorer is not None
        vector = np.full(8, 8**-0.5, np.float32)
        told = saved.relevance.scorer.scores(text, vector)
        np.testing.assert_array_equal(scorer.scores(text, vector), told)
        assert told.any()
    files = {"encoder/model.onnx", "encoder/prompts.json", "encoder/tokenizer.json"}
    files |= {"resources.jsonl", "passages.jsonl", "offsets.int64"}
    files |= {"words.npz", "relevance.json", "relevance.npz", "texts.npz"}
    files |= {"guide.json", "guide.npz"}
    assert set(loaded.manifest.files) == {"vectors.faiss"} | files


def cut(name: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: len(content) // 2])

    return damage


def flip(name: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(bytes(content))

    return damage


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def edit(**changes: object) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        (folder / "manifest.json").write_text(json.dumps(manifest | changes))

    return damage


def swap(name: str, other: str) -> Callable[[Path], None]:
    """Put one file in the place of another, with a manifest that says so."""

    def damage(folder: Path) -> None:
        shutil.copy(folder / other, folder / name)
        files = json.loads((folder / "manifest.json").read_bytes())["files"]
        edit(files=files | {name: files[other]})(folder)

    return damage


DAMAGES = {
    "half of the vectors": cut("vectors.faiss"),
    "one bit of the vectors": flip("vectors.faiss"),
    "no vectors": remove("vectors.faiss"),
    "half of the resources": cut("resources.jsonl"),
    "one bit of the resources": flip("resources.jsonl"),
    "half of the passages": cut("passages.jsonl"),
    "one bit of the offsets": flip("offsets.int64"),
    "no offsets": remove("offsets.int64"),
    "half of the words": cut("words.npz"),
    "no words": remove("words.npz"),
    "one bit of the weights": flip("relevance.npz"),
    "no weights": remove("relevance.npz"),
    "half of the texts": cut("texts.npz"),
    "no texts": remove("texts.npz"),
    "texts of something else": swap("texts.npz", "guide.npz"),
    "half of the calibration": cut("relevance.json"),
    "half of the encoder": cut("encoder/model.onnx"),
    "no tokenizer": remove("encoder/tokenizer.json"),
    "half of the manifest": cut("manifest.json"),
    "no manifest": remove("manifest.json"),
    "another format": edit(format=99),
    "no format": edit(format=None),
    "files as a number": edit(files=3),
    "vectors of another length": edit(encoder=msgspec.to_builtins(RECORD) | {"dimension": 9}),
    "more passages than there are": edit(passages=5),
    "more declined messages than there are": edit(declined=1),
    "more resources than there are scores for": edit(resources=2),
    "no folder": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_generation_is_one_sentence(
    save: Save, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    damage(tmp_path / save(tmp_path).name)
    with pytest.raises(GenerationError, match=r"`sift index build`\.$") as caught:
        generation.load_current(tmp_path)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_what_judges_by_its_rule_is_not_saved_without_words(
    save: Save, encoder: Mapping[str, bytes], tmp_path: Path
) -> None:
    live = save(tmp_path)
    parts = Parts(live.contents.paired(), None, Relevance(), encoder)
    with pytest.raises(GenerationError, match="has no words"):
        generation.save(tmp_path, live.manifest, parts, live.vectors)
    assert generation.load_current(tmp_path).name == live.name


@pytest.mark.parametrize("name", ["", "../elsewhere", "/etc", ".hidden", "a/b", "\0"])
def test_current_names_only_a_generation_of_this_root(
    save: Save, name: str, tmp_path: Path
) -> None:
    save(tmp_path)
    (tmp_path / "CURRENT").write_text(name)
    with pytest.raises(GenerationError, match="CURRENT"):
        generation.load_current(tmp_path)


def test_current_that_is_no_text_is_refused(save: Save, tmp_path: Path) -> None:
    save(tmp_path)
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GenerationError, match="cannot be read"):
        generation.load_current(tmp_path)


def test_the_previous_generation_is_kept_and_can_come_back(save: Save, tmp_path: Path) -> None:
    first, second, third = (save(tmp_path).name for _ in range(3))
    assert set(generation.names(tmp_path)) == {second, third}
    assert first not in generation.names(tmp_path)
    assert generation.roll_back(tmp_path).name == second
    assert generation.current_name(tmp_path) == second
    assert generation.roll_back(tmp_path).name == third


def test_there_may_be_nothing_to_go_back_to(save: Save, tmp_path: Path) -> None:
    save(tmp_path)
    with pytest.raises(GenerationError, match="no other generation"):
        generation.roll_back(tmp_path)


def test_a_damaged_generation_is_not_gone_back_to(save: Save, tmp_path: Path) -> None:
    first, second = save(tmp_path).name, save(tmp_path).name
    cut("vectors.faiss")(tmp_path / first)
    with pytest.raises(GenerationError, match="damaged"):
        generation.roll_back(tmp_path)
    assert generation.current_name(tmp_path) == second


def test_a_save_that_fails_leaves_the_live_one(
    save: Save, encoder: Mapping[str, bytes], tmp_path: Path
) -> None:
    live = save(tmp_path)
    wrong = replace(live.manifest, encoder=msgspec.structs.replace(RECORD, dimension=9))
    with pytest.raises(GenerationError, match="9"):
        generation.save(tmp_path, wrong, parts_of(live, encoder), live.vectors)
    assert generation.load_current(tmp_path).name == live.name
    assert generation.names(tmp_path) == [live.name]
    assert not list(tmp_path.glob(".*.partial"))


def test_what_a_killed_build_left_is_swept_away(save: Save, tmp_path: Path) -> None:
    (tmp_path / ".20260101T000000Z-dead.partial").mkdir()
    save(tmp_path)
    assert not list(tmp_path.glob(".*.partial"))
