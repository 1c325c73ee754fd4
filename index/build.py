"""Conductor: seeds to a live generation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from index import generation, model, seeds
from index.embedding import embed
from index.encoder import Encoder, EncoderRecord, Report
from index.errors import GenerationError, SettingError
from index.evidence import Lexicon
from index.export import MOST_COMPARED, exported
from index.generation import Generation, Manifest, Parts
from index.leaning.clauses import clauses
from index.leaning.heads import Advice
from index.leaning.lessons import learn_guide
from index.learning import learn
from index.passages import Passage, passages_of
from index.reading.markdown import Skipped
from index.resource import Resource
from index.rows import Rows
from index.settings import IndexSettings
from index.vectors import MOST_EXACT, VectorStore

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
    rows = Rows.of(read)
    cache = settings.data / ENCODERS
    made = exported(found, settings.precision, cache, _some_passages(read.resources), say)
    manifest = _manifest(made.record, read, rows)
    lexicon = Lexicon.from_texts(
        (text for text, _ in rows.texts()), has_pieces=len(rows) <= MOST_EXACT
    )
    encoder = Encoder(made.files)
    with TemporaryDirectory(dir=root, prefix=".vectors-", suffix=".partial") as folder:
        vectors = embed(
            encoder,
            rows.texts(),
            Path(folder) / "vectors",
            lambda done: report(done, len(rows)),
        )
        store = VectorStore.from_vectors(vectors[: manifest.passages])
        relevance = learn(rows, vectors, lexicon)
        advice = _advice(read, encoder)
    # What is calibrated has its words summed up in scores.
    kept = lexicon if relevance.calibration is None else None
    parts = Parts(rows.paired(), kept, relevance, made.files, advice)
    saved = generation.save(root, manifest, parts, store)
    return BuildResult(saved, is_new=True, skipped=read.skipped)


def _advice(read: seeds.Seeds, encoder: Encoder) -> Advice | None:
    """Give what leanings rest on; None where there is no guide."""
    if read.guide is None:
        return None
    return learn_guide(read.guide, partial(encoder.embed_each, cut=clauses))


def _live_if_current(root: Path, found: model.Model, settings: IndexSettings) -> Generation | None:
    """Load the live generation; one that is damaged or stale is as good as none for a build."""
    try:
        live = generation.load_current(root)
    except GenerationError:
        return None
    return live if _is_up_to_date(live.manifest, found, settings) else None


def _some_passages(resources: Sequence[Resource]) -> list[Passage]:
    """Give the passages of evenly spread resources."""
    some = resources[:: -(-len(resources) // MOST_COMPARED)]
    return [
        passage for place, resource in enumerate(some) for passage in passages_of(place, resource)
    ]


def _is_up_to_date(manifest: Manifest, found: model.Model, settings: IndexSettings) -> bool:
    made = manifest.encoder
    was, wanted = (made.name, made.digest, made.wanted), (found.name, found.digest)
    same_encoder = was == (*wanted, settings.precision)
    return same_encoder and dict(manifest.seeds) == dict(seeds.digests(settings.seeds))


def _manifest(encoder: EncoderRecord, read: seeds.Seeds, rows: Rows) -> Manifest:
    languages = Counter(code for resource in read.resources for code in resource.entries)
    return Manifest(
        format=generation.FORMAT,
        encoder=encoder,
        built=generation.now(),
        resources=len(read.resources),
        passages=len(rows) - len(rows.declined),
        examples=len(read.examples),
        declined=len(rows.declined),
        languages=dict(sorted(languages.items())),
        skipped=len(read.skipped),
        seeds=dict(read.digests),
        files={},
    )
