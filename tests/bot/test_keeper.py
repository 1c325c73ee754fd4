"""What people said is written down soon, without what tells of them, and never in the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import keeper as keeping
from bot.discretion import anonymous, has_secret
from bot.feedback import FILE, Said, read
from bot.keeper import MOST_WAITING, Keeper, noting_misses
from index.resource import Answer, Band
from index.search import LONGEST_QUESTION
from tests.bot.examples import make_answer, make_hit


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / FILE


@pytest.fixture
def keeper(file: Path) -> Iterator[Keeper]:
    made = Keeper(file)
    yield made
    made.close()


def said(question: str) -> Said:
    return Said(question, "en", "none", 0.123456, (), "missed")


def written(keeper: Keeper, file: Path) -> list[Said]:
    """Wait for all that was handed over, and read it."""
    keeper.close()
    keeper._pool.shutdown(wait=True)
    return read(file)


def test_a_day_is_all_that_is_added(keeper: Keeper, file: Path) -> None:
    keeper.keep(said("How?"))
    day = datetime.now(UTC).date().isoformat()
    (kept,) = written(keeper, file)
    assert kept == Said("How?", "en", "none", 0.12, (), "missed", day)


@pytest.mark.parametrize(
    "personal",
    [
        "<@81384788765712384>",
        "<@!81384788765712384>",
        "<@&81384788765712384>",
        "<#81384788765712384>",
        "<a:wave:81384788765712384>",
        "</ask:81384788765712384>",
        "81384788765712384",
        "ada.lovelace@mail.example.org",
        "+33 6 12 34 56 78",
        "06 12 34 56 78",
    ],
)
def test_who_is_named_is_not_kept(keeper: Keeper, file: Path, personal: str) -> None:
    keeper.keep(said(f"Does {personal} know how?"))
    (kept,) = written(keeper, file)
    assert kept.question == "Does … know how?"


@pytest.mark.parametrize(
    "secret",
    [
        "my key sk-proj-abcdefgh1234567890 fails",
        "ghp_abcdefghij0123456789abcdefghij012345",
        "hf_AbCdEfGhIjKlMnOpQ1RsTuVwXyZ",
        "AKIAIOSFODNN7EXAMPLE",
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0",
        "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.not-a-real-token-but-long",
        "-----BEGIN PRIVATE KEY-----",
        "postgres://ada:hunter2@db.example.org/x",
        "password: correcthorse",
        "mot de passe : soleil",
        "AZURE token=a1b2c3d4",
        "9f86d081884c7d659a2feaa0c55ad015",
    ],
)
def test_a_question_with_a_secret_is_let_go(keeper: Keeper, file: Path, secret: str) -> None:
    assert has_secret(secret)
    keeper.keep(said(secret))
    assert written(keeper, file) == []


@pytest.mark.parametrize(
    "question",
    [
        "Should I fine-tune Meta-Llama-3-8B-Instruct or Mistral-7B-Instruct-v0.2?",
        "client.fine_tuning.jobs.create ft:gpt-3.5-turbo:my-org",
        "lr 0.0001 with 2048 4096 8192 16384 tokens, 1e-4 or 2e-5, gpt-4o-mini-2024-07-18",
        "what is a token: explain",
        "anticonstitutionnellement, comment fine-tuner ?",
        "hf_dataset_viewer works?",
    ],
)
def test_an_ordinary_question_is_kept_as_it_is(question: str) -> None:
    assert not has_secret(question)
    assert anonymous(question) == question


def test_every_seed_question_counts_as_ordinary() -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    lines = [
        line
        for path in seeds.glob("questions.*.md")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("- ")
    ]
    assert len(lines) > 500
    assert [line for line in lines if has_secret(line) or anonymous(line) != line] == []


@pytest.mark.parametrize(
    "part", ["a", "a-", "1a", "<@1", "://a:", "a.", "+1 ", "0 1", "sk-", "eyJ", "token:", "</a b:"]
)
def test_no_text_takes_long_to_judge(part: str) -> None:
    text = part * (4 * LONGEST_QUESTION // len(part))
    start = time.perf_counter()
    has_secret(text)
    anonymous(text)
    assert time.perf_counter() - start < 1


def test_lone_surrogates_are_no_trouble(
    keeper: Keeper, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keeper.keep(said("How \ud800 now?\x00"))
    assert [one.question for one in written(keeper, file)] == ["How now?"]
    assert not caplog.text


def test_a_file_that_cannot_be_used_is_logged_once(
    keeper: Keeper, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_bytes(b"no database at all")
    for number in range(3):
        keeper.keep(said(f"secret thoughts {number}"))
    keeper.close()
    keeper._pool.shutdown(wait=True)
    (record,) = caplog.records
    assert "move it away" in record.getMessage()
    assert "secret thoughts" not in caplog.text
    assert file.read_bytes() == b"no database at all"


def test_an_error_nobody_foresaw_is_logged_too(
    keeper: Keeper, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keeper.keep(Said("How?", "en", "none", 0.1, (1,), "missed"))  # type: ignore[arg-type]
    assert written(keeper, file) == []
    assert "TypeError" in caplog.text


def test_a_disk_that_hangs_holds_nobody_up(
    keeper: Keeper, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    monkeypatch.setattr(keeping, "add", lambda *_: gate.wait(60))
    start = time.monotonic()
    for number in range(3 * MOST_WAITING):
        keeper.keep(said(f"{number}"))
    waited = time.monotonic() - start
    waiting = keeper._pool._work_queue.qsize()
    gate.set()
    assert waited < 5
    assert waiting < MOST_WAITING


def test_what_comes_after_the_end_is_let_go(keeper: Keeper, file: Path) -> None:
    keeper.close()
    keeper.keep(said("How?"))
    assert written(keeper, file) == []


@pytest.mark.parametrize(("band", "noted"), [("answer", 0), ("maybe", 1), ("none", 1)])
async def test_only_what_was_not_sure_is_a_miss(band: Band, noted: int) -> None:
    hits = () if band == "none" else (make_hit(),)
    kept: list[Said] = []

    async def ask(question: str, language: str | None) -> Answer:
        return make_answer(*hits, band=band, question=question)

    answer = await noting_misses(ask, kept.append)("How?", None)
    assert answer.band == band
    ids = tuple(hit.resource.id for hit in hits)
    expected = Said("How?", "en", band, answer.confidence, ids, "missed")
    assert kept == [expected] * noted
