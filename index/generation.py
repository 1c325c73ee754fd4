"""One generation on disk: a complete, immutable, checked folder; one of them is current."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from index import contents, encoder, lookup
from index.arrays import read_arrays, write_arrays
from index.calibration import Calibration
from index.contents import Contents, Paired
from index.encoder import Encoder, EncoderRecord
from index.errors import GenerationError, SettingError
from index.evidence import Lexicon
from index.files import digest_bytes, digest_file, sync_folder, write_atomically, write_durably
from index.leaning import heads
from index.leaning.guide import Guide
from index.leaning.heads import Advice, Told
from index.relevance import Relevance
from index.scorer import Scorer
from index.text_weights import TextWeights
from index.vectors import VectorStore

T = TypeVar("T")

FORMAT = 9
"""Raised whenever a reader of the former format would misread a new folder, or passages change."""
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
VECTORS = "vectors.faiss"
WORDS = "words.npz"
LEARNED = "relevance.json"
WEIGHTS = "relevance.npz"
GUIDE = "guide.json"
GUIDE_ARRAYS = "guide.npz"
TEXTS = "texts.npz"
ENCODER = "encoder"
"""Folder of the encoder's files below the generation."""
REBUILD = "Run `sift index build`."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and what it was made from."""

    format: int
    encoder: EncoderRecord
    built: datetime
    resources: int
    passages: int
    """Texts that stand for a resource, the example questions included."""
    examples: int
    declined: int
    """Declined messages that were learned from."""
    languages: Mapping[str, int]
    """Resources that have an entry in the language."""
    skipped: int
    """Rows of the seeds that are no resource; the build named them."""
    seeds: Mapping[str, str]
    """SHA-256 of every seed file, by its name below the seeds folder."""
    files: Mapping[str, str]
    """SHA-256 of every other file of this folder."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A loaded generation; nothing of it is read from disk again."""

    name: str
    manifest: Manifest
    contents: Contents
    vectors: VectorStore
    lexicon: Lexicon | None
    """None where the scores have all of it summed up and are calibrated."""
    relevance: Relevance
    encoder: Encoder
    advice: Advice | None
    """What leanings rest on; None where the seeds hold no decision guide."""

    @property
    def guide(self) -> Guide | None:
        """Give the decision guide."""
        return self.advice.guide if self.advice else None


@dataclass(frozen=True, slots=True)
class Parts:
    """What a generation is saved from, besides its manifest and its vectors."""

    paired: Paired
    """Gone through once."""
    lexicon: Lexicon | None
    relevance: Relevance
    encoder: Mapping[str, bytes]
    """Contents of `encoder.FILES`."""
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """What relevance.json holds; the weights are in relevance.npz."""

    calibration: Calibration | None


def current_name(root: Path) -> str | None:
    """Give the name in CURRENT, or None when nothing has been built in `root` yet."""
    try:
        name = (root / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise SettingError(
            f"SIFT_DATA: {root} is no folder; name one that can be written."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise GenerationError(f"{root / CURRENT} cannot be read: {error}. {REBUILD}") from error
    if not name or name != Path(name).name or name.startswith("."):
        raise GenerationError(f"{root / CURRENT} does not name a generation. {REBUILD}")
    return name


def load_current(root: Path, threads: int = 1) -> Generation:
    """Load the live generation; every digest is checked. `threads` is for its encoder."""
    name = current_name(root)
    if name is None:
        raise GenerationError(f"There is no index in {root} yet. {REBUILD}")
    if not (root / name).is_dir():
        raise GenerationError(
            f"{root / CURRENT} names the generation {name}, which is not there. {REBUILD}"
        )
    return load(root / name, threads)


def load(folder: Path, threads: int = 1) -> Generation:
    """Load one generation folder; raise GenerationError when anything in it is not as written."""
    manifest = read_manifest(folder)
    files = {name: _checked(folder, f"{ENCODER}/{name}", manifest) for name in encoder.FILES}
    # First, since loading it takes memory for a moment, which the rest then fills.
    loaded = Encoder(files, threads)
    held = Contents({name: _read_checked(folder, name, manifest) for name in contents.FILES})
    vectors = VectorStore.read(_checked(folder, VECTORS, manifest))
    lexicon = _lexicon(folder, manifest)
    try:
        texts = _texts(folder, manifest)
        learned = _relevance(folder, manifest, texts)
        advice = _advice(folder, manifest, texts)
    except KeyError as error:
        raise GenerationError(f"{folder} holds no {error}. {REBUILD}") from error
    generation = Generation(folder.name, manifest, held, vectors, lexicon, learned, loaded, advice)
    _check_counts(folder, generation)
    return generation


def _lexicon(folder: Path, manifest: Manifest) -> Lexicon | None:
    arrays = read_arrays(_checked(folder, WORDS, manifest))
    return Lexicon.from_arrays(arrays) if arrays else None


def _texts(folder: Path, manifest: Manifest) -> Mapping[str, TextWeights]:
    return lookup.restore(read_arrays(_checked(folder, TEXTS, manifest)))


def _relevance(folder: Path, manifest: Manifest, texts: Mapping[str, TextWeights]) -> Relevance:
    learned = _decode(_read_checked(folder, LEARNED, manifest), Learned, folder / LEARNED)
    arrays = read_arrays(_checked(folder, WEIGHTS, manifest))
    scorer = Scorer.from_arrays(arrays, texts[lookup.SCORES]) if arrays else None
    return Relevance(scorer, learned.calibration)


def _advice(folder: Path, manifest: Manifest, texts: Mapping[str, TextWeights]) -> Advice | None:
    told = _decode(_read_checked(folder, GUIDE, manifest), Told, folder / GUIDE)
    held = read_arrays(_checked(folder, GUIDE_ARRAYS, manifest))
    return heads.restore(told, held, texts)


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest alone, which is quick."""
    path = folder / MANIFEST
    content = _read(path)
    version = _decode(content, dict[str, object], path).get("format")
    if version != FORMAT:
        raise GenerationError(
            f"{path} has format {version}; this version of Sift reads format {FORMAT}. {REBUILD}"
        )
    return _decode(content, Manifest, path)


def save(
    root: Path,
    manifest: Manifest,
    parts: Parts,
    vectors: VectorStore,
) -> Generation:
    """Write a generation beside the live one, check it by loading it, then switch to it.

    `manifest.files` is filled in here. The generation that was live before is kept for `roll_back`.
    """
    root.mkdir(parents=True, exist_ok=True)
    _remove(root, [path.name for path in root.glob(".*.partial")])
    name = f"{manifest.built:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
    partial = root / f".{name}.partial"
    try:
        _write(partial, manifest, parts, vectors)
        del vectors  # so that they are not in memory twice, unless the caller holds them
        checked = load(partial)
        partial.replace(root / name)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    former = _name_or_none(root)
    switch(root, name)
    _remove(root, [other for other in names(root) if other not in (name, former)])
    return replace(checked, name=name)


def switch(root: Path, name: str) -> None:
    """Make a generation the live one, in one atomic step."""
    sync_folder(root)
    write_atomically(root / CURRENT, f"{name}\n".encode())


def roll_back(root: Path) -> Generation:
    """Make the newest other generation live again; it is loaded and checked first."""
    live = _name_or_none(root)
    others = [name for name in names(root) if name != live]
    if not others:
        raise GenerationError(f"There is no other generation in {root} to go back to.")
    generation = load(root / others[-1])
    switch(root, generation.name)
    return generation


def names(root: Path) -> list[str]:
    """Give the names of all generations in `root`, oldest first."""
    if not root.is_dir():
        return []
    return sorted(path.parent.name for path in root.glob(f"[0-9]*/{MANIFEST}"))


def now() -> datetime:
    """Give the present second, UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def _name_or_none(root: Path) -> str | None:
    try:
        return current_name(root)
    except GenerationError:
        return None


def _remove(root: Path, folders: list[str]) -> None:
    for folder in folders:
        shutil.rmtree(root / folder, ignore_errors=True)


def _write(
    folder: Path,
    manifest: Manifest,
    parts: Parts,
    vectors: VectorStore,
) -> None:
    (folder / ENCODER).mkdir(parents=True)
    contents.write(folder, parts.paired)
    vectors.write(folder / VECTORS)
    write_arrays(folder / WORDS, parts.lexicon.arrays() if parts.lexicon else {})
    scorer = parts.relevance.scorer
    write_arrays(folder / WEIGHTS, scorer.arrays() if scorer else {})
    write_arrays(folder / TEXTS, lookup.arrays(scorer, parts.advice))
    learned = Learned(parts.relevance.calibration)
    write_durably(folder / LEARNED, msgspec.json.encode(learned))
    write_durably(folder / GUIDE, msgspec.json.encode(heads.told(parts.advice)))
    write_arrays(folder / GUIDE_ARRAYS, heads.arrays(parts.advice))
    for name, content in parts.encoder.items():
        write_durably(folder / ENCODER / name, content)
    names = [*contents.FILES, VECTORS, WORDS, LEARNED, WEIGHTS, TEXTS, GUIDE, GUIDE_ARRAYS]
    names += (f"{ENCODER}/{name}" for name in parts.encoder)
    digests = {name: digest_file(folder / name) for name in names}
    write_durably(folder / MANIFEST, _pretty(manifest, digests))
    sync_folder(folder / ENCODER)
    sync_folder(folder)


def _pretty(manifest: Manifest, digests: Mapping[str, str]) -> bytes:
    filled = msgspec.to_builtins(manifest) | {"files": digests}
    return msgspec.json.format(msgspec.json.encode(filled), indent=2) + b"\n"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> GenerationError:
    return GenerationError(f"{path} cannot be read: {error.strerror}. {REBUILD}")


def _read_checked(folder: Path, name: str, manifest: Manifest) -> bytes:
    content = _read(folder / name)
    _compare(folder / name, digest_bytes(content), manifest.files.get(name))
    return content


def _checked(folder: Path, name: str, manifest: Manifest) -> Path:
    """Check a file without holding it in memory."""
    try:
        _compare(folder / name, digest_file(folder / name), manifest.files.get(name))
    except OSError as error:
        raise _unreadable(folder / name, error) from error
    return folder / name


def _compare(path: Path, digest: str, told: str | None) -> None:
    if digest != told:
        raise GenerationError(
            f"{path} is damaged: its SHA-256 is not the one in {MANIFEST}. {REBUILD}"
        )


def _decode(content: bytes, kind: type[T], path: Path) -> T:
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise GenerationError(f"{path} cannot be understood: {error}. {REBUILD}") from error


def _check_counts(folder: Path, generation: Generation) -> None:
    manifest = generation.manifest
    passages = int(generation.contents.starts[-1])
    if passages != manifest.passages:
        raise GenerationError(
            f"{folder} has {passages} passages, not {manifest.passages}. {REBUILD}"
        )
    counts = {"vectors": (len(generation.vectors), passages)}
    if generation.lexicon is not None:
        counts["words"] = generation.lexicon.words.count, passages + manifest.declined
    if generation.relevance.scorer is not None:
        counts["scores"] = generation.relevance.scorer.count, manifest.resources + 1
    for what, (count, wanted) in counts.items():
        if count != wanted:
            raise GenerationError(f"{folder} has {count} {what}, not {wanted}. {REBUILD}")
    if generation.lexicon is None and generation.relevance.calibration is None:
        raise GenerationError(f"{folder} has no words, by which its rule judges. {REBUILD}")
    stored, told = generation.vectors.dimension, manifest.encoder.dimension
    if stored != told:
        raise GenerationError(
            f"The vectors in {folder} have {stored} numbers each, {MANIFEST} says {told}. {REBUILD}"
        )
