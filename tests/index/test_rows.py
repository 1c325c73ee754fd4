"""Size decides what becomes a row, and whether anything is taught."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import rows, seeds
from index.evidence import Lexicon
from index.learning import learn
from index.relevance import Relevance
from index.rows import DECLINED, Rows
from index.seeds import Seeds

LIST = """- [One](https://x.example/1) - It is the first. It is short.
- [Two](https://x.example/2)
- [Three](https://x.example/3) - Third.
"""
QUESTIONS = "## [Two](https://x.example/2)\n\n- what is second?\n- which one is after one?\n"
MESSAGES = "# Declined\n\n- hello there my friend\n- the weather\n"


@pytest.fixture
def read(tmp_path: Path) -> Seeds:
    """Three resources of four, one and three passages; two questions, two declined messages."""
    texts = {"list.md": LIST, "questions.en.md": QUESTIONS, "declined.en.md": MESSAGES}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return seeds.load(tmp_path)


def texts_of(made: Rows) -> Iterator[str]:
    return (text for text, _ in made.texts())


def test_rows_are_passages_then_questions_of_each_then_declined(read: Seeds) -> None:
    made = Rows.of(read)
    assert list(made.texts()) == [
        ("One", False),
        ("One. It is the first. It is short.", False),
        ("It is the first.", False),
        ("It is short.", False),
        ("Two", False),
        ("what is second?", True),
        ("which one is after one?", True),
        ("Three", False),
        ("Three. Third.", False),
        ("Third.", False),
        ("hello there my friend", True),
        ("the weather", True),
    ]
    assert made.owners().tolist() == [0] * 4 + [1] * 3 + [2] * 3 + [DECLINED] * 2
    assert len(made) == 12
    assert made.is_taught
    assert [(resource.url[-1], len(own)) for resource, own in made.paired()] == [
        ("1", 4),
        ("2", 3),
        ("3", 3),
    ]


def test_of_many_resources_sentences_are_no_rows(
    read: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_DETAILED", 2)
    assert list(texts_of(Rows.of(read)))[:2] == ["One. It is the first. It is short.", "Two"]
    monkeypatch.setattr(rows, "MOST_DETAILED", 3)
    assert "It is short." in texts_of(Rows.of(read))


@pytest.mark.parametrize(("most", "is_taught"), [(12, True), (9, False)])
def test_of_too_many_rows_nothing_is_taught(
    read: Seeds, most: int, is_taught: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_TAUGHT", most)
    made = Rows.of(read)
    assert made.is_taught == is_taught
    assert len(made.declined) == (2 if is_taught else 0)
    assert "what is second?" in texts_of(made)


@pytest.mark.parametrize("missing", ["questions.en.md", "declined.en.md"])
def test_what_is_taught_needs_example_questions_only(
    missing: str, read: Seeds, tmp_path: Path
) -> None:
    assert read.examples
    (tmp_path / missing).unlink()
    made = Rows.of(seeds.load(tmp_path))
    assert made.is_taught == (missing == "declined.en.md")
    assert made.declined == ()


def test_what_is_not_taught_learns_nothing(read: Seeds, monkeypatch: pytest.MonkeyPatch) -> None:
    def learned() -> Relevance:
        made = Rows.of(read)
        vectors = np.eye(len(made), 16, dtype=np.float32)
        return learn(made, vectors, Lexicon.from_texts(texts_of(made), has_pieces=True))

    taught = learned()
    assert taught.scorer is not None
    assert taught.scorer.count == 4
    assert taught.calibration is None
    monkeypatch.setattr(rows, "MOST_TAUGHT", 9)
    assert learned() == Relevance()
