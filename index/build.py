"""Conductor: seeds to a live generation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from index import generation, model, seeds
from index.contents import Paired
from index.embedding import embed
from index.encoder import Encoder, EncoderRecord, Report
from index.errors import GenerationError, SettingError
from index.export import MOST_COMPARED, exported
from index.generation import Generation, Manifest
from index.passages import Passage, passages_of
from index.reading.markdown import Skipped
from index.resource import Resource
from index.settings import IndexSettings
from index.vectors import VectorStore

LOCK = ".build.lock"
LOCK_SECONDS = 600
"""How long a build waits for another one to end."""

ENCODERS = "encoders"
"""Folder below the data folder that keeps exported encoders."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    generation: Generation
    is_new: bool
    """False when the live generation was made from these very seeds by this very model."""
    skipped: Sequence[Skipped]
    """Rows that are no resource; empty when nothing was read."""


def ignore(sentence: str) -> None:
    """Hear a sentence and do nothing."""


def build(
    settings: IndexSettings, report: Report, say: Say = ignore, *, is_forced: bool = False
) -> BuildResult:
    """Bring the live generation up to date with the seeds; two builds at once take turns.

    `say` hears what a person should know of the encoder.

    Raises SeedError with every fault of the seeds, SettingError, ModelError, GenerationError or
    OSError; whatever is raised, the generation that was live stays live.
    """
    root = settings.root
    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / LOCK, timeout=LOCK_SECONDS):
            return _build_alone(settings, root, report, say, is_forced=is_forced)
    except (FileExistsError, NotADirectoryError, PermissionError) as error:
        raise SettingError(
            f"SIFT_DATA is {settings.data}, in which {error.filename or root} cannot be written: "
            f"{error.strerror}. Name a folder that can."
        ) from error
    except Timeout:
        raise GenerationError(
            f"Another build has held {root / LOCK} for {LOCK_SECONDS} seconds; try again later."
        ) from None


def roll_back(settings: IndexSettings) -> Generation:
    """Make the other kept generation live again, when no build is running."""
    if not settings.root.is_dir():
        raise GenerationError(f"There is no index in {settings.root} yet. {generation.REBUILD}")
    with FileLock(settings.root / LOCK, timeout=LOCK_SECONDS):
        return generation.roll_back(settings.root)


def _build_alone(
    settings: IndexSettings, root: Path, report: Report, say: Say, *, is_forced: bool
) -> BuildResult:
    found = model.locate(settings.model)
    live = None if is_forced else _live_if_current(root, found, settings)
    if live is not None:
        return BuildResult(live, is_new=False, skipped=())
    read = seeds.load(settings.seeds)
    cache = settings.data / ENCODERS
    made = exported(found, settings.precision, cache, _some_passages(read.resources), say)
    manifest = _manifest(made.record, read)
    saved = generation.save(
        root,
        manifest,
        _paired(read.resources),
        _store(root, Encoder(made.files), read, lambda done: report(done, manifest.passages)),
        made.files,
    )
    return BuildResult(saved, is_new=True, skipped=read.skipped)


def _live_if_current(root: Path, found: model.Model, settings: IndexSettings) -> Generation | None:
    """Load the live generation; one that is damaged or stale is as good as none for a build."""
    try:
        live = generation.load_current(root)
    except GenerationError:
        return None
    return live if _is_up_to_date(live.manifest, found, settings) else None


def _store(
    root: Path, encoder: Encoder, read: seeds.Seeds, tell: Callable[[int], None]
) -> VectorStore:
    """Embed all passages; their vectors are in a file until FAISS has them."""
    with TemporaryDirectory(dir=root, prefix=".vectors-", suffix=".partial") as folder:
        texts = (passage.text for _, own in _paired(read.resources) for passage in own)
        return VectorStore.from_vectors(embed(encoder, texts, Path(folder) / "vectors", tell))


def _paired(resources: Iterable[Resource]) -> Paired:
    """Make the passages of one resource after another; they are not held."""
    return ((resource, passages_of([resource])) for resource in resources)


def _some_passages(resources: Sequence[Resource]) -> Sequence[Passage]:
    """Give the passages of evenly spread resources."""
    return passages_of(resources[:: -(-len(resources) // MOST_COMPARED)])


def _is_up_to_date(manifest: Manifest, found: model.Model, settings: IndexSettings) -> bool:
    made = manifest.encoder
    was, wanted = (made.name, made.digest, made.wanted), (found.name, found.digest)
    same_encoder = was == (*wanted, settings.precision)
    return same_encoder and dict(manifest.seeds) == dict(seeds.digests(settings.seeds))


def _manifest(encoder: EncoderRecord, read: seeds.Seeds) -> Manifest:
    languages = Counter(code for resource in read.resources for code in resource.entries)
    return Manifest(
        format=generation.FORMAT,
        encoder=encoder,
        built=generation.now(),
        resources=len(read.resources),
        passages=sum(len(own) for _, own in _paired(read.resources)),
        languages=dict(sorted(languages.items())),
        skipped=len(read.skipped),
        seeds=dict(read.digests),
        files={},
    )
