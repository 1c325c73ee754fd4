"""The stacks: which commands build an index, answer once, serve, and bear a crowd."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.bench.environments import ROOT
from tests.bench.processes import Command, run

RUNNERS = ROOT / "tests/bench/runners"
NAMES = ("plain", "sift", "txtai", "langchain", "chroma")
QUESTION = "Should I fine-tune or use RAG?"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of resources on disk, in both forms."""

    size: str
    """``given``, or the number of resources."""
    folder: Path
    """Holds list.jsonl; the indexes are made below it."""
    seeds: Path
    """The same as Markdown, for Sift."""


class Stack(Protocol):
    """What is measured; each command runs in a fresh process."""

    @property
    def name(self) -> str:
        """Give the name that options and records use."""

    @property
    def python(self) -> Path:
        """Give the interpreter that it runs with."""

    def prepare(self, listing: Listing) -> None:
        """Leave nothing of an earlier build but what is meant to be kept."""

    def build(self, listing: Listing) -> Command:
        """Index the list."""

    def first(self, listing: Listing) -> Command:
        """Answer one question on the terminal."""

    def serve(self, listing: Listing) -> Command:
        """Answer lines of JSON."""

    def crowd(self, listing: Listing, questions: Path, seconds: float, manner: str) -> Command:
        """Bear 32 askers at once."""

    def on_disk(self, listing: Listing) -> float:
        """Give the megabytes that answering needs: the index, and the weights it is asked with."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A stack in an environment of its own, behind runners/protocol.py."""

    name: str
    python: Path
    weights: Path

    def prepare(self, listing: Listing) -> None:
        """Begin with an empty folder."""
        shutil.rmtree(self._index(listing), ignore_errors=True)
        self._index(listing).mkdir(parents=True)

    def build(self, listing: Listing) -> Command:
        """Index the list."""
        return self._command("build", listing, str(listing.folder / "list.jsonl"), index_last=True)

    def first(self, listing: Listing) -> Command:
        """Answer one question on the terminal."""
        return self._command("first", listing, QUESTION)

    def serve(self, listing: Listing) -> Command:
        """Answer lines of JSON."""
        return self._command("serve", listing)

    def crowd(self, listing: Listing, questions: Path, seconds: float, manner: str) -> Command:
        """Bear 32 threads at once."""
        return self._command("crowd", listing, str(questions), str(seconds), manner)

    def on_disk(self, listing: Listing) -> float:
        """Give the megabytes of index and weights."""
        return _megabytes(self._index(listing)) + _megabytes(self.weights)

    def _index(self, listing: Listing) -> Path:
        return listing.folder / self.name

    def _command(
        self, verb: str, listing: Listing, *rest: str, index_last: bool = False
    ) -> Command:
        index = str(self._index(listing))
        words = (*rest, index) if index_last else (index, *rest)
        script = (str(self.python), str(RUNNERS / "protocol.py"), self.name, verb)
        return Command((*script, str(self.weights), *words), OFFLINE, listing.folder)


@dataclass(frozen=True, slots=True)
class Sift:
    """Sift behind its own commands, with the Python that runs the benchmark."""

    name: str
    python: Path
    weights: Path
    primed: Path
    """A data folder with an index of the given list: an exported encoder is kept in there."""

    def prime(self, given: Listing) -> None:
        """Build once, unmeasured, so that what is exported once is there."""
        shutil.rmtree(self.primed, ignore_errors=True)
        settings = {**self._settings(given), "SIFT_DATA": str(self.primed)}
        run(Command((*self._sift(), "index", "build"), settings, given.folder))

    def prepare(self, listing: Listing) -> None:
        """Begin with the primed data."""
        shutil.rmtree(self._data(listing), ignore_errors=True)
        shutil.copytree(self.primed, self._data(listing))

    def build(self, listing: Listing) -> Command:
        """Index the list."""
        return self._command(listing, "index", "build", "--force")

    def first(self, listing: Listing) -> Command:
        """Answer one question on the terminal."""
        return self._command(listing, "ask", QUESTION)

    def serve(self, listing: Listing) -> Command:
        """Answer lines of JSON."""
        return self._command(listing, "ask", "--jsonl")

    def crowd(self, listing: Listing, questions: Path, seconds: float, manner: str) -> Command:
        """Bear 32 tasks at once, which is all that there is."""
        script = (str(self.python), str(RUNNERS / "sift_crowd.py"))
        words = (*script, str(questions), str(seconds), manner)
        return Command(words, self._settings(listing), listing.folder)

    def on_disk(self, listing: Listing) -> float:
        """Give the megabytes of the live generation, and of the weights unless it carries them."""
        root = self._data(listing) / "index"
        live = root / (root / "CURRENT").read_text(encoding="utf-8").strip()
        carries = any(live.rglob("*.onnx"))
        return _megabytes(live) + (0 if carries else _megabytes(self.weights))

    def _data(self, listing: Listing) -> Path:
        return listing.folder / self.name

    def _command(self, listing: Listing, *words: str) -> Command:
        return Command((*self._sift(), *words), self._settings(listing), listing.folder)

    def _settings(self, listing: Listing) -> Mapping[str, str]:
        data, seeds = str(self._data(listing)), str(listing.seeds)
        return {**OFFLINE, "SIFT_DATA": data, "SIFT_SEEDS": seeds, "PYTHONPATH": str(ROOT)}

    def _sift(self) -> Iterator[str]:
        """Give the installed command, or what it stands for."""
        script = self.python.with_name("sift")
        yield from (str(script),) if script.exists() else (str(self.python), "-m", "bot")


OFFLINE: Mapping[str, str] = {"HF_HUB_OFFLINE": "1", "SIFT_MODEL": ""}


def sift_python() -> Path:
    """Give the Python that runs this, not resolved: beside it lies the command."""
    return Path(sys.executable)


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
