"""What is live, and what changed in the seeds since it was built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index import generation, seeds
from index.calibration import Calibration
from index.generation import Manifest
from index.resource import Resource
from index.settings import IndexSettings


@dataclass(frozen=True, slots=True)
class Status:
    """The live generation against the seeds as they are now."""

    name: str
    manifest: Manifest
    calibration: Calibration | None
    """None where how sure an answer is rests on the fixed rule."""
    changes: tuple[str, ...]
    """One line per seed file that was added, changed or removed since the build, and one when
    SIFT_MODEL names another model."""

    @property
    def is_stale(self) -> bool:
        """Tell whether seeds or settings changed since the build."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a build would change, resource by resource."""

    added: tuple[Resource, ...]
    changed: tuple[Resource, ...]
    removed: tuple[Resource, ...]


def status(settings: IndexSettings) -> Status:
    """Check the live generation whole, and compare it with the seeds; raise SiftError."""
    live = generation.load_current(settings.root)
    changes = file_changes(live.manifest.seeds, seeds.digests(settings.seeds))
    made = live.manifest.encoder
    if made.name != settings.model:
        changes = (*changes, f"model: {made.name} before, {settings.model} now")
    if made.wanted != settings.precision:
        changes = (*changes, f"precision: {made.wanted} before, {settings.precision} now")
    return Status(live.name, live.manifest, live.relevance.calibration, changes)


def file_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Give one line per file whose digest differs."""
    lines = [f"added: {name}" for name in sorted(after.keys() - before.keys())]
    both = sorted(before.keys() & after.keys())
    lines += [f"changed: {name}" for name in both if before[name] != after[name]]
    lines += [f"removed: {name}" for name in sorted(before.keys() - after.keys())]
    return tuple(lines)


def difference(settings: IndexSettings) -> Difference:
    """Read the seeds and compare them with the live generation; raise SiftError as either does."""
    live = generation.load_current(settings.root)
    before = {resource.id: resource for resource in live.contents}
    after = {resource.id: resource for resource in seeds.load(settings.seeds).resources}
    return Difference(
        added=tuple(after[key] for key in after if key not in before),
        changed=tuple(
            after[key] for key in after if key in before and _says_else(after[key], before[key])
        ),
        removed=tuple(before[key] for key in before if key not in after),
    )


def _says_else(one: Resource, other: Resource) -> bool:
    """Compare what a reader sees; a row that only moved to another line says the same."""
    return _said(one) != _said(other)


def _said(resource: Resource) -> object:
    entries = resource.entries.items()
    return resource.kind, [
        (code, entry.title, entry.description, entry.section, entry.related)
        for code, entry in entries
    ]
