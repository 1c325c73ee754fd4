"""What people said, in one SQLite file: questions that found nothing sure, thumbs up and down.

Of who, where and when nothing is kept but the day.
"""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from bot.errors import FeedbackError
from index.resource import Band

Verdict: TypeAlias = Literal["missed", "helpful", "unhelpful"]

FILE = "feedback.sqlite"
"""Below the data folder."""
LONGEST = 500
"""Characters of a question that are kept."""
MOST_ROWS = 10_000
PATIENCE = 5.0
"""Seconds to wait for another process that writes."""
VERSION = 1
VERDICTS: tuple[str, ...] = get_args(Verdict)

_TABLE = """
CREATE TABLE IF NOT EXISTS said (
    key TEXT NOT NULL, verdict TEXT NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL,
    band TEXT NOT NULL, confidence REAL NOT NULL, resources TEXT NOT NULL, day TEXT NOT NULL,
    times INTEGER NOT NULL, PRIMARY KEY (key, verdict)
)"""
_COUNT = """
INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key, verdict) DO UPDATE SET
    question = excluded.question, language = excluded.language, band = excluded.band,
    confidence = excluded.confidence, resources = excluded.resources, day = excluded.day,
    times = times + excluded.times"""
_FORGET = """
DELETE FROM said WHERE rowid IN (
    SELECT rowid FROM said ORDER BY day DESC, rowid DESC LIMIT -1 OFFSET ?
)"""
_READ = """
SELECT CAST(question AS TEXT), language, band, confidence, resources, verdict, day, times
FROM said ORDER BY times DESC, day DESC, rowid DESC"""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one question."""

    question: str
    language: str
    """That of the answer."""
    band: Band
    confidence: float
    resources: tuple[str, ...]
    """Ids of the resources shown, best first."""
    verdict: Verdict
    """``missed`` is Sift's own: the band was not ``answer``."""
    day: str = ""
    """The last one, as ``2026-11-22``, by UTC; the keeper fills it in."""
    times: int = 1


def add(file: Path, said: Said) -> None:
    """Count a question up or write it down; beyond `MOST_ROWS` the oldest go.

    Safe beside other processes that write and when this one is killed. Raises FeedbackError.
    """
    with _sentence(file):
        _make_private(file)
        with closing(_connect(file)) as store:
            # Readers and a writer do not wait for each other, and a killed writer leaves no harm.
            _write_ahead(store)
            store.execute("BEGIN IMMEDIATE")
            _check_version(store, file)
            store.execute(_TABLE)
            store.execute(_COUNT, _row(said))
            store.execute(_FORGET, (MOST_ROWS,))
            store.execute(f"PRAGMA user_version = {VERSION}")
            store.execute("COMMIT")


def read(file: Path) -> list[Said]:
    """Give all that was said, most often first; nothing where there is no file yet.

    Raises FeedbackError.
    """
    with _sentence(file):
        if not file.exists():
            return []
        with closing(_connect(file)) as store:
            _check_version(store, file)
            is_new = not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'said'").fetchone()
            rows = [] if is_new else store.execute(_READ).fetchall()
    return [_said(row) for row in rows if row[5] in VERDICTS]


def normal(question: str) -> str:
    """Give what equal questions share: their letters and digits, whatever the case and marks."""
    folded = unicodedata.normalize("NFKC", question).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded)) or folded


def _connect(file: Path) -> sqlite3.Connection:
    # A reader that may not write would leave the neighbours behind that it had to make.
    address = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, uri=True)


def _write_ahead(store: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; for that alone SQLite does not wait for another process."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            store.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _make_private(file: Path) -> None:
    """Make the file when there is none, for nobody else on this machine to read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)


def _check_version(store: sqlite3.Connection, file: Path) -> None:
    (version,) = store.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise FeedbackError(
            f"{file} was written by a newer Sift (version {version}, this one knows {VERSION}); "
            "update Sift, or move the file away."
        )


@contextmanager
def _sentence(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise FeedbackError(
            f"{file}, which keeps what people say, cannot be used ({error}). Make it writable; "
            "if it is damaged, move it away, and a new one is begun."
        ) from error


def _row(said: Said) -> tuple[str | float, ...]:
    question = said.question[:LONGEST]
    resources = " ".join(said.resources)
    return (
        *(normal(question), said.verdict, question, said.language),
        *(said.band, said.confidence, resources, said.day, said.times),
    )


def _said(row: tuple[Any, ...]) -> Said:
    question, language, band, confidence, resources, verdict, day, times = row
    return Said(
        question, language, band, confidence, tuple(str(resources).split()), verdict, day, times
    )
