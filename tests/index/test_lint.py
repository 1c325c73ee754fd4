"""``sift seeds check`` names all faults at once, and has none to name for the seeds of Sift."""

import time
from collections import Counter
from pathlib import Path

import pytest

from bot.__main__ import main
from index import seeds
from index.lint import lint

REAL = Path(__file__).parents[2] / "seeds"
LIST = "- [One](https://x.example)\n- [Two](https://x.example)\n- [Three](https://y.example)\n"
ONE = "## [One](https://x.example)\n"
THREE = "## [Three](https://y.example)\n"
LONG = "long " * 61
CHEAP = "what does it cost to train a small model"


def lines(folder: Path, **files: str) -> list[str]:
    """Lint a folder with ``questions_en="…"`` as ``questions.en.md``."""
    for name, text in {"list.en": LIST, "list.fr": LIST, **files}.items():
        (folder / f"{name.replace('_', '.')}.md").write_text(text, encoding="utf-8")
    found, faults = seeds.read(folder)
    assert not faults
    return lint(found)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"questions_en": f"{ONE}- Is it?\n- is it\n"},
            ["questions.en.md:3: it repeats questions.en.md:2"],
        ),
        (
            {"questions_en": f"{ONE}- {CHEAP}?\n- and {CHEAP}\n"},
            ["questions.en.md:3: it says nearly the same as questions.en.md:2 (9"],
        ),
        (
            {"questions_en": f"{ONE}- {CHEAP}\n{THREE}- {CHEAP}!\n"},
            ["questions.en.md:4: questions.en.md:2 asks the same of another resource"],
        ),
        (
            {"questions_en": f"{ONE}- {CHEAP}\n", "questions_fr": f"{THREE}- {CHEAP}\n"},
            ["questions.fr.md:2: questions.en.md:2 asks the same of another resource"],
        ),
        (
            {"questions_en": f"{ONE}- {CHEAP}\n", "declined_fr": f"- hi\n- hey, {CHEAP}\n"},
            ["declined.fr.md:2: questions.en.md:2 is a question like it (9"],
        ),
        (
            {"declined_en": "- lol\n- ok\n- LOL!\n"},
            ["declined.en.md:3: it repeats declined.en.md:1"],
        ),
        (
            {"questions_en": f"- early\n{THREE}- {LONG}\n-\n## [x](https://new.example)\n- b"},
            [
                "questions.en.md:1: no heading above it links to a resource (“early”)",
                "questions.en.md:3: it has 304 characters; say it in 300",
                "questions.en.md:4: the bullet is empty",
                "questions.en.md:6: no resource has the address https://new.example",
            ],
        ),
        (
            {"questions_en": "## [Four](https://x.example)\n- a\n- b\n"},
            ["questions.en.md:2: 2 resources have the address above, none of them the title"],
        ),
    ],
)
def test_every_fault_is_named(files: dict[str, str], told: list[str], tmp_path: Path) -> None:
    found = lines(tmp_path, **files)
    assert len(found) == len(told)
    for line, beginning in zip(found, told, strict=True):
        assert line.startswith(beginning)


def test_translations_names_and_rows_without_link_are_no_faults(tmp_path: Path) -> None:
    messages = "- AutoTrain llm\n- why?\n"
    (tmp_path / "more.md").write_text("- no link\n", encoding="utf-8")
    files = {
        "questions_en": f"{ONE}{messages}{THREE}- {CHEAP} on x\n## [Else](https://y.example)\n- hm",
        "questions_fr": f"{ONE}{messages}## [Two](https://x.example)\n- {CHEAP} on y\n",
        "declined_en": "- 👍\n- 👎\n",
        "declined_fr": "- 👍\n",
    }
    assert not lines(tmp_path, **files)


def test_check_tells_faults_of_readers_and_lint_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIFT_SEEDS", str(tmp_path))
    (tmp_path / "list.md").write_text(f"{LIST}- [bad](javascript:1)\n", encoding="utf-8")
    (tmp_path / "questions.en.md").write_text(f"{ONE}- a\n- a\n", encoding="utf-8")
    (tmp_path / "declined.fr.md").write_bytes("- caf\xe9".encode("latin-1"))
    assert main(["seeds", "check"]) == 1
    output = capsys.readouterr()
    assert not output.out
    beginnings = [line.split(": ")[0] for line in output.err.splitlines()]
    assert beginnings == ["declined.fr.md:1", "list.md:4", "questions.en.md:3"]


def test_check_notes_resources_without_an_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIFT_SEEDS", str(tmp_path))
    assert not lines(tmp_path, questions_fr=f"{THREE}- a\n", declined_de="- c\n")
    assert main(["seeds", "check"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "note: no example question in en for “One” (list.en.md:1), “Two” (list.en.md:2), “Three” "
        "(list.en.md:3)",
        "note: no example question in fr for “One” (list.fr.md:1), “Two” (list.fr.md:2)",
        "All is well: 3 resources; de 0 example questions (0 or more a resource), 1 declined "
        "messages; en 0 example questions (0 or more a resource), 0 declined messages; fr 1 "
        "example questions (0 or more a resource), 0 declined messages",
    ]


def test_the_seeds_of_sift_are_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIFT_SEEDS", str(REAL))
    assert main(["seeds", "check"]) == 0
    assert capsys.readouterr().out.startswith("All is well: 20 resources; en ")
    loaded = seeds.load(REAL)
    examples = Counter((each.resource, each.language) for each in loaded.examples)
    assert all(examples[place, code] >= 25 for place in range(20) for code in ("en", "fr"))
    declined = Counter(message.language for message in loaded.declined)
    assert min(declined["en"], declined["fr"]) >= 300


def test_thousands_of_questions_are_compared_in_seconds(tmp_path: Path) -> None:
    texts = [example.text for example in seeds.load(REAL).examples]
    many = "".join(f"- {text[place:]} {place}x{text[:9]}\n" for place in range(4) for text in texts)
    start = time.perf_counter()
    assert lines(tmp_path, questions_en=THREE + many)
    assert time.perf_counter() - start < 20, "comparing each with each takes minutes"
