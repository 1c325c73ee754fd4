"""`sift eval` as a person and a gate call it, in process, on a real index."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.__main__ import main
from index.evaluation.names import NAMES
from index.search import Search
from index.settings import IndexSettings

REPOSITORY = Path(__file__).parents[2]
HOSTILE = '<script>alert("&")</script> \u202e\x1b[31m <img src=x onerror=alert(1)> fine-tuning'
ABSENT = 'https://example.org/"><b>'
VOID = {"meta", "img", "br"}
Sift = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sift(
    index_settings: IndexSettings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Sift:
    """Call `sift eval` on the built index, in an empty folder; give code, output and errors."""
    monkeypatch.setenv("SIFT_DATA", str(index_settings.data))
    monkeypatch.chdir(tmp_path)

    def call(*words: object) -> tuple[int, str, str]:
        code = main(["eval", *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def questions(search: Search, tmp_path: Path) -> Path:
    """Write a small set: good, bad and hostile questions in two languages."""
    urls = [hit.resource.url for hit in search.answer("fine-tuning", limit=2).hits]
    lines = [
        {"q": "fine-tuning", "lang": "en", "type": "short", "relevant": {urls[0]: 3, urls[1]: 2}},
        {"q": HOSTILE, "lang": "en", "type": "<b>x", "relevant": {ABSENT: 3}},
        {"q": "weather in Paris", "lang": "en", "type": "off", "declined": True},
        {"q": "fine-tuning!", "lang": "en", "type": "off", "declined": True},
        {"q": "fine-tuning", "lang": "fr", "relevant": {"javascript:alert(1)": 3, urls[1]: 1}},
    ]
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return file


def test_the_text_tells_languages_types_and_misses(sift: Sift, questions: Path) -> None:
    code, out, err = sift(questions)
    assert (code, err) == (0, "")
    assert "en: questions 2, declined messages 2" in out
    assert re.search(r"^  nDCG@3 +0\.\d{3} \(0\.\d{3} to \d\.\d{3}\)", out, re.MULTILINE)
    assert re.search(r"^    short +1 +1\.000 +1\.000 ", out, re.MULTILINE)
    assert re.search(r"^  AUROC +- ", out, re.MULTILINE)
    assert "nDCG@3, en less fr: " in out
    assert "answered worst" in out
    assert "wanted: nothing" in out
    assert f"{questions}:2: the index holds no {ABSENT}" in out
    assert f"{questions}:5: the index holds no javascript:alert(1)" in out
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", out)


def test_worst_is_how_many_misses_are_told(sift: Sift, questions: Path) -> None:
    assert "answered worst" not in sift(questions, "--worst", 0)[1]


def test_json_is_one_object_with_everything(sift: Sift, questions: Path) -> None:
    code, out, _ = sift(questions, "--json")
    assert code == 0
    told = json.loads(out)
    assert list(told["languages"]) == ["en", "fr"]
    english = told["languages"]["en"]
    assert list(english["figures"]) == list(NAMES)
    assert english["figures"]["ndcg"].keys() == {"value", "low", "high"}
    assert told["languages"]["fr"]["figures"]["auroc"]["value"] is None
    assert english["worst"][0]["question"] == HOSTILE
    assert english["let_through"][0]["shown"][0]["url"].startswith("https://")
    assert told["differences"][0]["ndcg"]["value"] is not None


def test_a_faulty_file_is_refused_before_anything_is_asked(sift: Sift, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"q": "a"}\n{"q": "a"}\n', encoding="utf-8")
    code, out, err = sift(file)
    assert (code, out) == (1, "")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        f"{file}:{number}" for number in (1, 1, 2, 2)
    ]


def test_bounds_that_hold_are_silent(sift: Sift, questions: Path) -> None:
    bounds = ("--least", "en:ndcg=0.3", "--least", "ndcg=0", "--most", "hidden=1")
    assert sift(questions, *bounds)[::2] == (0, "")


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (
            ("--least", "ndcg=1"),
            ["en: ndcg (nDCG@3) is 0.5000, below the", "fr: ndcg (nDCG@3) is 0."],
        ),
        (("--least", "fr:ndcg=1"), ["fr: ndcg (nDCG@3) is 0."]),
        (("--most", "declined_shown=0.4", "--least", "EN:first=0.9"), ["en: first", "en: decl"]),
        (("--least", "en:auroc=0.1", "--least", "fr:auroc=0.1"), ["fr: auroc (AUROC) cannot"]),
        (("--most", "de:hidden=1"), ["de: there is no question in it"]),
    ],
)
def test_a_bound_that_does_not_hold_is_a_sentence_each(
    sift: Sift, questions: Path, bounds: tuple[str, ...], told: list[str]
) -> None:
    # `declined_shown` cannot be told of French, where nothing is declined.
    code, out, err = sift(questions, *bounds)
    assert code == 1
    assert out.startswith("en: ")
    for beginning in told:
        assert any(line.startswith(beginning) for line in err.splitlines()), err
    unknown = [line for line in err.splitlines() if "declined_shown" in line and "fr:" in line]
    assert len(err.splitlines()) == len(told) + len(unknown)


@pytest.mark.parametrize(
    "words",
    [
        ("--least", "ndgc=0.5"),
        ("--least", "ndcg"),
        ("--least", "ndcg=80"),
        ("--most", "ndcg=nan"),
        ("--most", "ndcg=x"),
        ("--worst", "-1"),
    ],
)
def test_odd_bounds_are_wrong_usage(sift: Sift, questions: Path, words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as caught:
        sift(questions, *words)
    assert caught.value.code == 2


class Elements(HTMLParser):
    """Checks that elements nest, and notes what a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_needs_nothing_else_and_runs_nothing(sift: Sift, questions: Path) -> None:
    page = questions.with_name("page.html")
    code, out, err = sift(questions, "--html", page)
    assert (code, err) == (0, "")
    assert out.startswith("en: ")
    written = page.read_text(encoding="utf-8")
    elements = Elements()
    elements.feed(written)
    assert elements.open == []
    assert elements.seen.count("svg") == 4
    assert not {"script", "img", "b", "link", "iframe"} & set(elements.seen)
    for name, value in elements.attributes:
        assert not name.startswith("on")
        if name in ("href", "xlink:href", "src"):
            assert (value or "").startswith(("https://", "#"))
    assert '<script>alert("&")</script> ' in elements.words
    assert "the index holds no javascript:alert(1)" in elements.words
    assert "\u202e" not in written
    assert "\x1b" not in written


def test_the_drawings_wear_the_colours_of_the_page(sift: Sift, questions: Path) -> None:
    page = questions.with_name("page.html")
    sift(questions, "--html", page)
    drawings = re.findall("<svg.*?</svg>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert len(drawings) == 4
    for drawing in drawings:
        assert set(re.findall(r"var\(--\w+\)", drawing)) >= {"var(--ink)", "var(--asked)"}
        assert "#0" not in re.sub(r"url\(#[^)]*\)|href=\"#[^\"]*\"", "", drawing)
        assert "<metadata" not in drawing


def test_without_matplotlib_only_the_page_is_missed(
    index_settings: IndexSettings, questions: Path
) -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None; from bot.__main__ import main; "
        "sys.exit(main(sys.argv[1:]))"
    )

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, "eval", str(questions), *words],
            cwd=REPOSITORY,
            env={"SIFT_DATA": str(index_settings.data), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )

    page = questions.with_name("page.html")
    refused = call("--html", str(page))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "pip install 'sift[eval]'" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not page.exists()
    assert call().returncode == 0
