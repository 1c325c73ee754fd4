"""``sift guide`` as a person and a script call it, in process, on a real index."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bot import guided
from bot.__main__ import main
from bot.guided import language_of
from bot.wording import ENGLISH, FRENCH
from index.build import build
from index.search import Search
from index.settings import DEFAULT_MODEL, IndexSettings

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def places(index_settings: IndexSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Point the environment at the built index, in no locale, and stand in an empty folder."""
    monkeypatch.setenv("SIFT_SEEDS", str(index_settings.seeds))
    monkeypatch.setenv("SIFT_DATA", str(index_settings.data))
    for name in guided.LOCALES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let standard input hold what a person types."""
    stream = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stream)


def factors(out: str) -> list[str]:
    told: list[str] = json.loads(out)["leaning"]["factors"]
    return told


def test_options_give_the_contract_of_ask(capsys: Captured) -> None:
    assert main(["guide", "--with", "few-examples,prompting-untried", "--json", "-n", "1"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["q", "band", "confidence", "hits", "leaning", "ms"]
    assert answer["q"] == "Few examples, Nothing tried yet"
    assert len(answer["hits"]) == 1
    assert answer["leaning"]["verdict"] == "prompt"
    assert answer["leaning"]["factors"] == ["few-examples", "prompting-untried"]


def test_a_person_reads_a_page_with_reasons_and_cards(capsys: Captured) -> None:
    assert main(["guide", "--with", "style many-examples", "--lang", "fr"]) == 0
    out = capsys.readouterr().out
    assert "- Ton ou style constant: " in out
    assert FRENCH.headings["answer"] in out
    assert "https://" in out


def test_the_same_reason_does_not_stand_twice(capsys: Captured) -> None:
    assert main(["guide", "--with", "changing-knowledge"]) == 0
    assert capsys.readouterr().out.count("Training does not keep facts fresh") == 1


def test_the_list_names_every_id(capsys: Captured) -> None:
    assert main(["guide", "--list", "--lang", "fr"]) == 0
    rows = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert len(rows) == 25
    assert rows["few-examples"] == "Peu d'exemples"


def test_the_strengths_that_are_added_up_can_be_read(
    search: Search, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", "--strengths"]) == 0
    head, base, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["prompt", "retrieve", "finetune", "both", "continue", "unclear"]
    assert base.split()[0] == "base"
    assert search.generation.guide is not None
    assert [line.split()[0] for line in lines] == list(search.generation.guide.strengths)
    told = {line.split()[0]: [float(cell) for cell in line.split()[1:]] for line in lines}
    assert max(told["citations"]) == told["citations"][1]
    assert told["few-examples"][2] < 0 < told["few-examples"][0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("few-examples,styl", "styl: no such circumstance; there are few-examples, many-examples"),
        ("few-examples,many-examples", "many-examples: ruled out"),
        ("retrieval-untried,retrieval-tried", "retrieval-untried: ruled out"),
    ],
)
def test_wrong_ids_are_wrong_usage_in_one_sentence(capsys: Captured, given: str, told: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["guide", "--with", given])
    captured = capsys.readouterr()
    assert (stopped.value.code, captured.out) == (2, "")
    assert told in captured.err.splitlines()[-1]


def test_list_and_with_are_wrong_usage_together() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["guide", "--list", "--with", "style"])
    assert stopped.value.code == 2


def test_nothing_given_asks_for_what_is_missing(capsys: Captured) -> None:
    assert main(["guide", "--with", ""]) == 0
    out = capsys.readouterr().out
    assert ENGLISH.missing["aim"] in out
    assert ENGLISH.headings["none"] not in out
    assert ENGLISH.headings["answer"] not in out


def test_step_by_step(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"1\n1 3\n\n2,3\n \n")
    assert main(["guide", "--json"]) == 0
    captured = capsys.readouterr()
    assert factors(captured.out) == [
        "few-examples", "private-documents", "citations", "prompting-untried", "retrieval-untried",
    ]  # fmt: skip
    for label, _ in ENGLISH.groups.values():
        assert label in captured.err
    assert "  2. Many good examples" in captured.err


def test_of_two_that_rule_each_other_out_one_is_kept(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"\n1 2\n")
    assert main(["guide", "--json"]) == 0
    assert factors(capsys.readouterr().out) == ["prompting-tried"]


@pytest.mark.parametrize("wrong", [b"3", b"0", b"x", b"1 2", b"-1", b"\xff", "²".encode()])
def test_what_is_no_number_of_a_step_is_asked_again(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, wrong: bytes
) -> None:
    typed(monkeypatch, wrong + b"\n2\n")
    assert main(["guide", "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err.count(ENGLISH.choose_again.format(most=2)) == 1
    assert factors(captured.out) == ["many-examples"]


def test_the_end_of_input_skips_the_rest(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"")
    assert main(["guide", "--json"]) == 0
    assert factors(capsys.readouterr().out) == []


def test_a_french_locale_is_asked_in_french(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    typed(monkeypatch, b"1\n")
    assert main(["guide"]) == 0
    captured = capsys.readouterr()
    assert FRENCH.choose_one in captured.err
    assert "Peu d'exemples" in captured.out


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_FR@euro", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ],
)
def test_the_locale_tells_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_an_index_without_a_guide_is_one_sentence(
    index_settings: IndexSettings,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists/a.en.md").write_text("- [A guide](https://a.example) - How to fine-tune.\n")
    build(IndexSettings(tmp_path / "lists", tmp_path / "other", DEFAULT_MODEL), lambda *_: None)
    monkeypatch.setenv("SIFT_DATA", str(tmp_path / "other"))
    assert main(["guide", "--with", "style"]) == 1
    assert "no decision guide" in capsys.readouterr().err
