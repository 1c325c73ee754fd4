"""An evaluation file is read whole, or every fault of it is named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from index.errors import EvaluationError
from index.evaluation.labels import Labelled, read

ADDRESS = "https://example.org/a"


def faults_of(file: Path, content: bytes) -> list[str]:
    file.write_bytes(content)
    with pytest.raises(EvaluationError) as caught:
        read([file])
    return str(caught.value).replace(f"{file}", "set").splitlines()


def test_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(
        '\ufeff{"q": "why?", "lang": "EN", "type": "direct", "relevant": {"' + ADDRESS + '": 3}}\n'
        "\n"
        '{"q": "hi", "lang": "fr", "declined": true, "relevant": {}, "author": "of no use"}\r\n',
        encoding="utf-8",
    )
    assert read([file]) == [
        Labelled("why?", "en", "direct", {ADDRESS: 3}, f"{file}:1"),
        Labelled("hi", "fr", "", {}, f"{file}:3"),
    ]
    assert [one.is_declined for one in read([file])] == [False, True]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "not a JSON object"),
        ('{"lang": "en", "declined": true}', '"q" must be'),
        ('{"q": " \\u200b", "lang": "en", "declined": true}', '"q" must be'),
        ('{"q": 5, "lang": "en", "declined": true}', '"q" must be'),
        ('{"q": "a", "declined": true}', '"lang" must be'),
        ('{"q": "a", "lang": "", "declined": true}', '"lang" must be'),
        ('{"q": "a", "lang": "<b>", "declined": true}', '"lang" must be'),
        ('{"q": "a", "lang": "en", "type": 3, "declined": true}', '"type" must be'),
        ('{"q": "a", "lang": "en"}', "neither"),
        ('{"q": "a", "lang": "en", "relevant": {}}', "neither"),
        ('{"q": "a", "lang": "en", "declined": false}', "neither"),
        ('{"q": "a", "lang": "en", "declined": "yes", "relevant": {"u": 3}}', '"declined" must'),
        ('{"q": "a", "lang": "en", "declined": true, "relevant": {"u": 3}}', "both"),
        ('{"q": "a", "lang": "en", "relevant": ["u"]}', '"relevant" must be'),
        ('{"q": "a", "lang": "en", "relevant": {"u": 4}}', "grade of u is 4;"),
        ('{"q": "a", "lang": "en", "relevant": {"u": -1}}', "grade of u is -1;"),
        ('{"q": "a", "lang": "en", "relevant": {"u": 2.5}}', "grade of u is 2.5;"),
        ('{"q": "a", "lang": "en", "relevant": {"u": true}}', "grade of u is true;"),
        ('{"q": "a", "lang": "en", "relevant": {"u": null}}', "grade of u is null;"),
        ('{"q": "a", "lang": "en", "relevant": {"u": 0}}', "no grade"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    good = '{"q": "hi", "lang": "en", "declined": true}\n'
    (fault,) = faults_of(tmp_path / "set.jsonl", f"{good}\n{line}\n{good}".encode())
    assert fault.startswith("set:3: ")
    assert told in fault


def test_every_fault_comes_at_once(tmp_path: Path) -> None:
    content = b'{"q": "", "relevant": {"u": 7, "v": 8}}\n\xff\xfe{\n{"q": "a", "lang": "en"}\n'
    faults = faults_of(tmp_path / "set.jsonl", content)
    assert [fault[:6] for fault in faults] == ["set:1:"] * 4 + ["set:2:", "set:3:"]
    assert "not UTF-8" in faults[4]
    with pytest.raises(EvaluationError) as caught:
        read([tmp_path / "nowhere.jsonl", tmp_path / "set.jsonl", tmp_path])
    assert len(str(caught.value).splitlines()) == len(faults) + 2
    assert "nowhere.jsonl cannot be read" in str(caught.value)


def test_another_encoding_is_named_once(tmp_path: Path) -> None:
    content = '{"q": "a", "lang": "en"}\n' * 3
    (fault,) = faults_of(tmp_path / "set.jsonl", content.encode("utf-16"))
    assert fault.startswith("set:1: ")
    assert "UTF-16" in fault


def test_a_file_without_questions_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "set.jsonl", b"\n \n") == ["set: there is no question in it."]


@given(some.binary(max_size=60))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.jsonl"
    assert faults_of(file, raw + b"\n{")
