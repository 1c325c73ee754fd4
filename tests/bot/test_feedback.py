"""The store of what people said: counted up, bounded, shared by processes, never the end."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot import feedback
from bot.errors import FeedbackError
from bot.feedback import FILE, LONGEST, Said, Verdict, add, read

REPOSITORY = Path(__file__).parents[2]
WRITE = """
import sys
from pathlib import Path
from bot.feedback import Said, add
for number in range(int(sys.argv[3])):
    said = Said(f"question {sys.argv[2]} {number}", "en", "none", 0.1, (), "missed", "2026-01-01")
    add(Path(sys.argv[1]), said)
    add(Path(sys.argv[1]), Said("both ask", "en", "none", 0.1, (), "missed", "2026-01-01"))
"""


def made(
    question: str = "How?",
    verdict: Verdict = "missed",
    *,
    day: str = "2026-11-22",
    resources: tuple[str, ...] = ("0123456789", "abcdef0123"),
) -> Said:
    return Said(question, "fr", "maybe", 0.41, resources, verdict, day)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / FILE


def start_writer(file: Path, name: str, times: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITE, str(file), name, str(times)]
    return subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE)


def test_what_is_written_is_read_again(file: Path) -> None:
    said = made("Comment « fine-tuner » ?\x00 👩‍👩‍👧")
    add(file, said)
    assert read(file) == [said]
    assert [path.name for path in file.parent.iterdir()] == [FILE]


def test_nothing_is_read_where_nobody_wrote(file: Path) -> None:
    assert read(file) == []
    assert not file.parent.exists()


def test_equal_questions_are_counted_and_verdicts_apart(file: Path) -> None:
    for question in ("Should I fine-tune?", "should i  FINE TUNE", "Should I fine‑tune ?!"):
        add(file, made(question, day="2026-11-23"))
    add(file, made("should I fine-tune", "helpful"))
    counted, thumb = read(file)
    assert (counted.times, counted.question) == (3, "Should I fine‑tune ?!")
    assert (thumb.times, thumb.verdict) == (1, "helpful")


def test_a_long_question_is_cut(file: Path) -> None:
    add(file, made("a" * 3 * LONGEST))
    assert read(file)[0].question == "a" * LONGEST


def test_the_oldest_go_when_there_are_too_many(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "MOST_ROWS", 3)
    add(file, made("new", day="2026-03-01"))
    for number in range(4):
        add(file, made(f"old {number}", day="2026-01-01"))
    add(file, made("newest", day="2026-03-02"))
    assert {said.question for said in read(file)} == {"new", "newest", "old 3"}


def test_nothing_but_what_is_told_lies_in_the_file(file: Path) -> None:
    add(file, made())
    with closing(sqlite3.connect(file)) as store:
        tables = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        columns = {row[1] for row in store.execute("PRAGMA table_info(said)")}
    assert tables == [("said",)]
    assert columns == {"key", *Said.__slots__}
    assert file.stat().st_mode & 0o077 == 0


def test_two_processes_write_at_once(file: Path) -> None:
    writers = [start_writer(file, name, 60) for name in ("a", "b")]
    for writer in writers:
        _, trouble = writer.communicate(timeout=60)
        assert (writer.returncode, trouble) == (0, b"")
    first, *others = read(file)
    assert (first.question, first.times) == ("both ask", 120)
    assert len(others) == 120


def test_a_killed_writer_leaves_a_store_that_works(file: Path) -> None:
    writer = start_writer(file, "a", 1_000_000)
    deadline = time.monotonic() + 60
    while (not file.exists() or len(read(file)) < 20) and time.monotonic() < deadline:
        time.sleep(0.02)
    writer.kill()
    writer.communicate()
    kept = len(read(file))
    assert kept >= 20
    add(file, made())
    assert len(read(file)) == kept + 1


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\xff" * 5_000])
def test_a_damaged_file_is_one_sentence(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    for work in (lambda: add(file, made()), lambda: read(file)):
        with pytest.raises(FeedbackError, match=r"feedback\.sqlite.*move it away"):
            work()
    file.unlink()
    add(file, made())
    assert len(read(file)) == 1


def test_damage_in_the_middle_is_one_sentence(file: Path) -> None:
    for number in range(200):
        add(file, made(f"{number} " + "long " * 80))
    whole = bytearray(file.read_bytes())
    whole[4096:-4096] = b"\xff" * (len(whole) - 8192)
    file.write_bytes(whole)
    with pytest.raises(FeedbackError, match="cannot be used"):
        read(file)
    with pytest.raises(FeedbackError, match="cannot be used"):
        add(file, made("0 " + "long " * 80))


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FeedbackError, match="Make it writable"):
        add(tmp_path / "file" / FILE, made())
    (tmp_path / FILE).mkdir()
    with pytest.raises(FeedbackError, match="Make it writable"):
        add(tmp_path / FILE, made())


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give root's rights up for a moment; others have none to begin with."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_file_that_cannot_be_written_is_one_sentence_and_stays(file: Path) -> None:
    add(file, made())
    file.chmod(0o400)
    file.parent.chmod(0o500)
    with as_nobody():
        with pytest.raises(FeedbackError, match="Make it writable"):
            add(file, made())
        with pytest.raises(FeedbackError, match="cannot be used"):
            read(file)
    file.parent.chmod(0o700)
    assert read(file) == [made()]


def test_a_file_of_a_newer_sift_is_left_alone(file: Path) -> None:
    add(file, made())
    with closing(sqlite3.connect(file)) as store:
        store.execute("PRAGMA user_version = 2")
    for work in (lambda: add(file, made()), lambda: read(file)):
        with pytest.raises(FeedbackError, match="version 2"):
            work()
