"""Leanings are ones that experts accept, measured on questions that nothing was fitted to."""

from pathlib import Path

import pytest

from bot.__main__ import main
from index import seeds
from index.errors import EvaluationError
from index.evaluation.leanings import Outcome, ask, by_verdict, figures, lines, read
from index.overlap import ALIKE, Overlap
from index.search import Search
from index.settings import IndexSettings

REPOSITORY = Path(__file__).parents[2]
FILES = [REPOSITORY / f"tests/evaluation/leaning.{code}.jsonl" for code in ("en", "fr")]


@pytest.fixture(scope="module")
def outcomes(search: Search) -> list[Outcome]:
    return ask(search, read(FILES))


def test_the_figures_keep_their_floors(outcomes: list[Outcome]) -> None:
    told = figures(outcomes)
    assert told["accepted"].value >= 0.78
    assert told["recognised"].value >= 0.92
    assert told["f1"].value >= 0.76
    for code in ("en", "fr"):
        own = figures([one for one in outcomes if one.case.lang == code])
        assert own["accepted"].value >= 0.74
        assert own["wrongly"].value <= 0.05
    assert all(share.value >= 0.65 for share in by_verdict(outcomes).values())
    assert set(by_verdict(outcomes)) == {
        "prompt",
        "retrieve",
        "finetune",
        "both",
        "continue",
        "unclear",
    }


def test_no_seed_says_what_the_evaluation_asks() -> None:
    overlap = Overlap([case.q for case in read(FILES)])
    guides = seeds.load(REPOSITORY / "seeds").guides
    said = [each for file in guides for each in (*file.decisions, *file.others, *file.cases)]
    said += [each for file in guides for item in file.circumstances for each in item.phrasings]
    assert len(said) > 1_000
    # Only the seed is named: whoever mends it is not to learn what the evaluation asks.
    faults = [f"{each.place}: {each.text}" for each in said if overlap.alike(each.text, ALIKE)]
    assert not faults, "remove or reword:\n" + "\n".join(faults)


def test_the_door_tells_figures_and_misses(
    index_settings: IndexSettings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("SIFT_DATA", str(index_settings.data))
    file = tmp_path / "set.jsonl"
    file.write_text(
        '{"q": "should I fine-tune?", "lang": "en", "type": "decision", "accepted": ["both"],'
        ' "circumstances": ["citations"]}\n'
        '{"q": "what is LoRA?", "lang": "en", "type": "howto"}\n'
    )
    assert main(["eval", "--leanings", str(file)]) == 0
    told = capsys.readouterr().out
    assert "all: accepted 0.000 of 1, recognised 1.000 of 1, wrongly 0.000 of 1" in told
    assert "got unclear, wanted both" in told
    assert "missed citations" in told


def test_faulty_lines_are_named(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"q": 1}\nnope\n')
    with pytest.raises(EvaluationError) as told:
        read([file, tmp_path / "absent"])
    assert len(str(told.value).splitlines()) == 3


def test_lines_tell_every_language(outcomes: list[Outcome]) -> None:
    told = list(lines(outcomes))
    assert [line.partition(":")[0] for line in told[:3]] == ["all", "en", "fr"]
