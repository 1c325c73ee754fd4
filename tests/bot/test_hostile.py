"""Whatever is typed, one process answers it all: a line for a line, in order, none breaks it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.terminal import answer_lines
from index.search import Search
from index.settings import IndexSettings
from tests.bot.hostile import ASK, COUNT, lines

REPOSITORY = Path(__file__).parents[2]
LINES = lines()
FIELDS = ["q", "band", "confidence", "hits", "leaning", "ms"]
Said = list[bytes]


@pytest.fixture(scope="module")
def said(index_settings: IndexSettings) -> Said:
    """The lines that `sift ask --jsonl` writes for all inputs, one after another."""
    run = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        cwd=REPOSITORY,
        env=os.environ | {"SIFT_DATA": str(index_settings.data)},
        input=b"\n".join(line for _, line in LINES) + b"\n",
        capture_output=True,
        check=True,
    )
    assert run.stderr == b""
    return run.stdout.split(b"\n")


def asked(line: bytes) -> Any:
    """Give the question of a line that can be read."""
    try:
        return json.loads(line)["q"]
    except (ValueError, TypeError, RecursionError):
        return line.decode("utf-8-sig")


def test_every_line_gets_a_line(said: Said) -> None:
    assert len(LINES) == COUNT
    assert len({line for _, line in LINES}) == COUNT
    assert len(said) == COUNT + 1
    assert said[-1] == b""


@pytest.mark.parametrize("place", range(COUNT), ids=[name for name, _ in LINES])
def test_a_hostile_line_gets_an_answer_or_an_error(said: Said, place: int) -> None:
    name, line = LINES[place]
    answer = json.loads(said[place])
    assert min(said[place]) >= ord(" ")
    if list(answer) == ["error"]:
        assert answer["error"]
        assert name.startswith(("unreadable", "empty", "control", "newlines"))
        return
    assert not name.startswith("unreadable")
    assert list(answer) == FIELDS
    assert answer["q"] == asked(line)
    assert answer["band"] in ("answer", "maybe", "none")
    assert (answer["band"] == "none") == (answer["hits"] == [])
    sure = [1, answer["confidence"], *(hit["confidence"] for hit in answer["hits"]), 0]
    assert sure == sorted(sure, reverse=True)
    assert len({hit["url"] for hit in answer["hits"]}) == len(answer["hits"]) <= 3


def test_a_question_is_answered_as_ever_after_all_that(search: Search) -> None:
    def ask(*texts: bytes) -> list[dict[str, Any]]:
        out = io.StringIO()
        answer_lines(io.BytesIO(b"\n".join(texts)), out, search, None, 3)
        return [json.loads(line) | {"ms": 0} for line in out.getvalue().splitlines()]

    before, *_, after = ask(ASK.encode(), *(line for _, line in LINES), ASK.encode())
    assert before == after
    assert before["band"] == "answer"


def test_what_nobody_sees_changes_no_answer(said: Said) -> None:
    answers = [json.loads(line) for line in said[:-1]]
    (plain,) = (one["hits"] for one in answers if one.get("q") == ASK)
    hidden = {f"{ASK}\0", f"\0{ASK}", f"\u202e{ASK}\u202c", f"{ASK}\ud83d"}
    found = [one["hits"] for one in answers if one.get("q") in hidden]
    assert plain
    assert found == [plain] * len(hidden)
