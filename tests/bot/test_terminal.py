"""`sift ask` and `sift index` as a person and a tool call them, in process, on a real index."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import contract
from bot.__main__ import main
from bot.page import page, painter
from bot.terminal import answer_lines
from index.search import Search
from index.settings import IndexSettings

REPOSITORY = Path(__file__).parents[2]
QUESTION = "Should I fine-tune or use RAG?"


@pytest.fixture
def places(
    index_settings: IndexSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> IndexSettings:
    """Point the environment at a copy of the built index, and stand in an empty folder."""
    shutil.copytree(index_settings.data, tmp_path / "data")
    monkeypatch.setenv("SIFT_SEEDS", str(index_settings.seeds))
    monkeypatch.setenv("SIFT_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return IndexSettings(index_settings.seeds, tmp_path / "data", index_settings.model)


def live_folder(settings: IndexSettings) -> Path:
    root = settings.data / "index"
    return root / (root / "CURRENT").read_text().strip()


def lines_of(search: Search, content: bytes) -> list[dict[str, object]]:
    out = io.StringIO()
    assert answer_lines(io.BytesIO(content), out, search, None, 3) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_gets_a_line(search: Search) -> None:
    content = b'dois-je fine-tuner ?\n\n\0\n{"q": 5}\nshould i fine tune?\n'
    answers = lines_of(search, content)
    assert len(answers) == 5
    assert [list(answer) == ["error"] for answer in answers] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"{",
        b"{}",
        b'{"q": null}',
        b'{"q": ["a"]}',
        b'{"q": "a", "lang": 3}',
        b'{"q": ""}',
        b'{"q": ' + b"1" * 5000 + b"}",
        b"{" * 50_000,
        b'{"q":' * 50_000,
        b"   \t",
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_the_next_is_served(
    search: Search, line: bytes
) -> None:
    bad, good = lines_of(search, line + b"\n" + QUESTION.encode() + b"\n")
    assert isinstance(bad["error"], str)
    assert good["q"] == QUESTION


def test_the_contract_has_its_fields(search: Search) -> None:
    (answer,) = lines_of(search, json.dumps({"q": QUESTION, "lang": "fr"}).encode())
    assert list(answer) == ["q", "band", "confidence", "hits", "leaning", "ms"]
    hits = answer["hits"]
    assert isinstance(hits, list)
    assert len(hits) == 3
    assert all(list(hit) == ["id", "url", "title", "confidence", "why"] for hit in hits)


@pytest.mark.parametrize("letter", ["\u2028", "\u0085", "\u2029", "\v", "\f", "\x1c", "\ud800"])
def test_an_answer_is_one_line_whatever_was_asked(search: Search, letter: str) -> None:
    text = contract.to_json(search.answer(f"fine{letter}tune"))
    assert len(text.splitlines()) == 1
    assert json.loads(text)["q"] == f"fine{letter}tune"


def test_a_language_that_no_resource_has_is_answered_in_another(search: Search) -> None:
    (answer,) = lines_of(search, b'{"q": "fine-tune?", "lang": "xx"}')
    assert answer["band"] != "none"


def test_cards_are_printed(places: IndexSettings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert out.count("https://") >= 3
    assert "**" in out


def test_words_need_no_quotes(places: IndexSettings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "-n", "1", "--lang", "fr", "fine", "tune", "phi-2"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["q"] == "fine tune phi-2"
    assert len(answer["hits"]) == 1


def test_a_terminal_gets_links_and_a_pipe_does_not(search: Search) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    answer = search.answer(QUESTION)
    styled, plain = page(answer, painter(Terminal())), page(answer, painter(io.StringIO()))
    assert "\x1b]8;" in styled
    assert styled.count("\n\n") == plain.count("\n\n") == 1 + len(answer.hits)
    assert "\x1b" not in plain
    for hit in answer.hits:
        assert hit.resource.url in plain
        assert hit.resource.url in styled


def test_nothing_found_says_what_is_covered(search: Search) -> None:
    text = page(search.answer("happy birthday!!"), painter(io.StringIO()))
    assert "I have nothing on that" in text
    assert "http" not in text


@pytest.mark.parametrize(
    "words",
    [[], ["sing"], ["ask", "-n", "0"], ["ask", "-n", "x"], ["ask", "--lang", "xx"], ["index"]],
)
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2


def test_status_tells_what_is_live(
    places: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "status"]) == 0
    out = capsys.readouterr().out
    assert "20 (en 20, fr 20)" in out
    assert "all-MiniLM-L6-v2" in out
    assert main(["index", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stale"] is False
    assert main(["index", "build"]) == 0
    assert "up to date" in capsys.readouterr().out


def cut_vectors(settings: IndexSettings) -> None:
    file = live_folder(settings) / "vectors.faiss"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def name_another_model(settings: IndexSettings) -> None:
    file = live_folder(settings) / "manifest.json"
    manifest = json.loads(file.read_bytes())
    manifest["encoder"]["name"] = "another-model"
    file.write_text(json.dumps(manifest))


def point_nowhere(settings: IndexSettings) -> None:
    (settings.data / "index/CURRENT").write_text("20200101T000000Z-gone\n")


@pytest.mark.parametrize("damage", [cut_vectors, name_another_model, point_nowhere])
@pytest.mark.parametrize("words", [["ask", QUESTION], ["ask", "--jsonl"]])
def test_a_damaged_index_is_one_sentence(
    damage: object, words: list[str], places: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(damage)
    damage(places)
    assert main(words) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert "sift index build" in captured.err


def run_sift(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=REPOSITORY,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SIFT_DISCORD_TOKEN": ""}, "SIFT_DISCORD_TOKEN"),
        ({"SIFT_DISCORD_TOKEN": "", "SIFT_DISCORD_TOKEN_FILE": "/nowhere"}, "/nowhere"),
        ({"SIFT_DISCORD_TOKEN": "sec ret"}, "space"),
        ({"SIFT_DISCORD_TOKEN": "secret", "SIFT_HOME_GUILD": "mine"}, "SIFT_HOME_GUILD"),
        ({"SIFT_DISCORD_TOKEN": "secret", "SIFT_DISCORD_API": "ftp://x"}, "SIFT_DISCORD_API"),
        ({"SIFT_DISCORD_TOKEN": "secret", "SIFT_DATA": "/nowhere"}, "sift index build"),
    ],
)
def test_a_wrong_setting_of_the_bot_is_one_sentence(
    environment: dict[str, str], sentence: str
) -> None:
    run = run_sift("bot", **environment)
    assert run.returncode == 1
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr
    assert "secret" not in run.stderr.replace("sec ret", "")


def test_the_first_question_builds_the_index(tmp_path: Path) -> None:
    run = run_sift("ask", QUESTION, SIFT_DATA=str(tmp_path / "new"))
    assert run.returncode == 0
    assert run.stdout.count("https://") >= 3
    assert "building" in run.stderr


def test_no_question_is_a_sentence_not_an_answer(places: IndexSettings) -> None:
    assert main(["ask", "?!"]) == 1
    run = run_sift("ask", "--json", SIFT_DATA=str(places.data))
    assert (run.returncode, run.stdout) == (1, "")


def test_words_beside_jsonl_are_wrong_usage() -> None:
    assert run_sift("ask", "--jsonl", "hello").returncode == 2


def test_bytes_that_are_no_text_are_answered_all_the_same(places: IndexSettings) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "ask"],
        cwd=REPOSITORY,
        env=os.environ | {"SIFT_DATA": str(places.data), "PYTHONIOENCODING": "ascii:strict"},
        input=b"caf\xe9 fine-tuning ?",
        capture_output=True,
        check=True,
    )
    assert b"https://" in run.stdout


@pytest.mark.parametrize("stream", [">&-", "<&-", "2>&-"])
def test_a_closed_stream_is_no_traceback(stream: str, places: IndexSettings) -> None:
    command = f"{sys.executable} -m bot ask fine-tuning {stream}"
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=REPOSITORY,
        env=os.environ | {"SIFT_DATA": str(places.data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in run.stderr
    assert run.returncode == 0


def test_a_dotenv_that_is_no_text_names_itself(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"X=caf\xe9\n")
    run = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "x"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert ".env" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_data_folder_that_is_a_file_names_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for words in (["index", "build"], ["ask", "fine-tune?"]):
        run = run_sift(*words, SIFT_DATA=str(tmp_path / "file"))
        assert run.returncode == 1
        assert "SIFT_DATA" in run.stderr


def test_make_passes_a_question_on_as_it_was_typed(tmp_path: Path) -> None:
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/sift").write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    (tmp_path / ".venv/bin/sift").chmod(0o755)
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt", ".venv/serve"):
        (tmp_path / name).touch()
    question = '-n "it\'s" $HOME $(shell echo ran) `id` \\ #'
    run = subprocess.run(
        ["make", "ask", f"Q={question}"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout == f"ask|--|{question}|"
