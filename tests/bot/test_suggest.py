"""``sift seeds suggest``: what people said becomes Markdown to review, whatever they wrote."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.__main__ import main
from bot.bullets import bullet, bullets, heading
from bot.feedback import FILE, Said, Verdict, add
from bot.nearby import Nearby
from bot.review import as_markdown
from bot.suggest import NOTHING_NEW, NOTHING_SAID
from bot.suggestions import LONGEST, gather, suggest
from bot.text import clean
from index.resource import Hit
from index.search import Search
from index.settings import IndexSettings

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = st.text(
    alphabet=st.sampled_from("ab1 \\*_~`|<>[]()#-+=.:/@&;!\"'\n\t\r\u2028\u202e\u200b\u0301é中🎉")
)
LORA = "how do I teach llama 2 my style in azure ai studio"
PIZZA = "what is the best pizza dough"
IN_FRENCH = "comment affiner un modèle chez OpenAI pour notre service client ?"


def said(
    question: str,
    verdict: Verdict = "missed",
    times: int = 1,
    resources: tuple[str, ...] = (),
) -> Said:
    return Said(question, "en", "none", 0.1, resources, verdict, "2026-11-22", times)


@pytest.fixture
def places(
    index_settings: IndexSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> IndexSettings:
    """Point the environment at a copy of the built index, and at seeds of this test alone."""
    shutil.copytree(index_settings.data, tmp_path / "data")
    (tmp_path / "seeds").mkdir()
    monkeypatch.setenv("SIFT_SEEDS", "seeds")
    monkeypatch.setenv("SIFT_DATA", "data")
    monkeypatch.chdir(tmp_path)
    return IndexSettings(tmp_path / "seeds", tmp_path / "data", index_settings.model)


def keep(places: IndexSettings, *all_said: Said) -> None:
    for one in all_said:
        add(places.data / FILE, one)


def lines_for(found: Sequence[str]) -> list[str]:
    return [line for line in found if line.startswith(("- ", "## ", "<!-- for"))]


def test_questions_stand_below_the_resource_that_fits_most_asked_first(
    places: IndexSettings, capsys: pytest.CaptureFixture[str], search: Search
) -> None:
    keep(
        places,
        said(PIZZA, times=9),
        said(LORA, times=2),
        said("fine-tune llama 2 in azure AI studio please", times=3),
        said(IN_FRENCH),
    )
    assert main(["seeds", "suggest"]) == 0
    told = capsys.readouterr().out.splitlines()
    english, french = (search.answer(text).hits[0] for text in (LORA, IN_FRENCH))
    assert lines_for(told) == [
        "<!-- for questions.en.md -->",
        heading(english.resource.entry("en").title, english.resource.entry("en").url),
        "- fine-tune llama 2 in azure AI studio please",
        f"- {LORA}",
        "<!-- for declined.en.md or a new resource -->",
        f"- {PIZZA}",
        "<!-- for questions.fr.md -->",
        heading(french.resource.entry("fr").title, french.resource.entry("fr").url),
        f"- {IN_FRENCH}",
    ]
    comment = f"<!-- asked 2 times; this resource fits by {english.confidence:.0%} -->"
    assert told[told.index(f"- {LORA}") - 1] == comment
    assert told[told.index(f"- {PIZZA}") - 1] == "<!-- asked 9 times -->"


def test_nothing_is_written(places: IndexSettings, capsys: pytest.CaptureFixture[str]) -> None:
    keep(places, said(LORA))
    before = files(Path.cwd())
    assert main(["seeds", "suggest"]) == 0
    assert files(Path.cwd()) == before


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_questions_nearly_the_same_are_one(search: Search) -> None:
    all_said = [
        said("Should I fine-tune Phi 3 for SQL?", times=3),
        said("should i finetune phi3 for sql"),
        said("Should I fine tune Phi-3 for SQLs?", "helpful", times=5),
        said("Should I fine tune Phi-3 for SQLs?", "unhelpful", times=2),
        said("What does QLoRA cost?"),
    ]
    first, second = gather(all_said)
    assert (first.missed, first.helpful, first.unhelpful, first.times) == (4, 5, 2, 7)
    assert second.question == "What does QLoRA cost?"
    told = "\n".join(as_markdown(suggest(all_said, [], search, 50).found))
    assert "asked 7 times, helpful 5, not helpful 2" in told


def test_what_the_seeds_hold_or_nearly_hold_is_skipped(
    places: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    (places.seeds / "questions.en.md").write_text(f"## [A](https://a.example)\n\n- {LORA}?\n")
    (places.seeds / "declined.en.md").write_text("* What's the _best_ pizza dough\n")
    (places.seeds / "resources.en.md").write_text(f"- [{IN_FRENCH}](https://b.example)\n")
    keep(places, said(LORA.upper()), said("whats the best pizza-dough?"), said(IN_FRENCH))
    assert main(["seeds", "suggest"]) == 0
    captured = capsys.readouterr()
    assert lines_for(captured.out.splitlines())[-1] == f"- {IN_FRENCH}"
    assert captured.out.count("\n- ") == 1
    assert "left out 2: the seeds hold them already, or nearly" in captured.err


def test_secrets_and_stories_are_left_out(
    places: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(
        places,
        said("why does my key sk-abcdefgh1234567890 fail"),
        said("a story " * LONGEST),
        said("…"),
    )
    assert main(["seeds", "suggest"]) == 0
    captured = capsys.readouterr()
    assert captured.out.strip() == NOTHING_NEW
    assert len(captured.err.splitlines()) == 3
    assert "sk-abc" not in captured.out + captured.err


def test_a_resource_that_was_no_help_is_passed_over(search: Search) -> None:
    best, second = search.answer(LORA).hits[:2]

    def placed(*all_said: Said) -> Hit | None:
        (one,) = suggest(all_said, [], search, 50).found
        return one.hit

    down = said(LORA, "unhelpful", 2, (best.resource.id,))
    found = placed(down)
    assert found is not None
    assert found.resource.id == second.resource.id
    assert placed(said(LORA, "helpful", 3), down) == best
    ids = tuple(hit.resource.id for hit in search.answer(LORA, limit=10).hits)
    assert placed(said(LORA, "unhelpful", 1, ids)) is None


def test_json_says_the_same(
    places: IndexSettings, capsys: pytest.CaptureFixture[str], search: Search
) -> None:
    keep(places, said(LORA, times=2), said(LORA, "unhelpful"), said(PIZZA), said("a" * 900))
    assert main(["seeds", "suggest", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    first, second = told["suggestions"]
    hit = search.answer(LORA).hits[0]
    assert first == {
        "question": LORA,
        "language": "en",
        "times": 2,
        "missed": 2,
        "helpful": 0,
        "unhelpful": 1,
        "day": "2026-11-22",
        "resource": {
            "id": hit.resource.id,
            "url": hit.resource.url,
            "title": hit.resource.entry("en").title,
            "confidence": hit.confidence,
        },
    }
    assert (second["question"], second["resource"]) == (PIZZA, None)
    assert told["left_out"] == {"in the seeds": 0, "too long": 1, "secret": 0, "empty": 0}


def test_an_empty_store_is_one_friendly_sentence_and_needs_no_index(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIFT_DATA", str(tmp_path / "nothing"))
    assert main(["seeds", "suggest"]) == 0
    assert capsys.readouterr().out.strip() == NOTHING_SAID
    assert main(["seeds", "suggest", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["suggestions"] == []
    assert not (tmp_path / "nothing").exists()


def test_a_damaged_store_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIFT_DATA", str(tmp_path))
    (tmp_path / FILE).write_bytes(b"no database")
    assert main(["seeds", "suggest"]) == 1
    assert "move it away" in capsys.readouterr().err


def test_no_more_are_printed_than_were_asked_for(
    places: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(places, said(PIZZA, times=3), said(LORA, times=2), said(IN_FRENCH))
    assert main(["seeds", "suggest", "-n", "2"]) == 0
    assert capsys.readouterr().out.count("\n- ") == 2
    with pytest.raises(SystemExit, match="2"):
        main(["seeds", "suggest", "-n", "0"])


@given(st.one_of(HOSTILE, st.text()))
@example("<!-- --> <script>alert(1)</script> </b> &lt; &amp; # a")
@example("1. a")
@example("# [x](javascript:alert(1)) ![y](z) `a` **b** __c__ ~~d~~")
@example("[ ] task")
@example("a\n\n## [Evil](https://evil.example)\n- b")
@example("***")
@example("\u202ea\u2028- b")
def test_a_bullet_is_its_words_and_nothing_else(text: str) -> None:
    words = clean(text)
    if not words:
        return
    line = bullet(words)
    assert len(line.splitlines()) == 1
    tokens = MARKDOWN.parse(f"<!-- a -->\n{line}\n<!-- b -->\n- next")
    assert [token.type for token in tokens if token.type.endswith("_open")] == [
        *("bullet_list_open", "list_item_open", "paragraph_open"),
        *("bullet_list_open", "list_item_open", "paragraph_open"),
    ]
    (inline, _) = [token.children or [] for token in tokens if token.type == "inline"]
    assert {part.type for part in inline} <= {"text", "text_special"}
    assert "".join(part.content for part in inline) == words


@given(st.one_of(HOSTILE, st.text()))
def test_a_bullet_that_was_pasted_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    words = clean(text)
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "questions.en.md").write_text(bullet(words) + "\n", encoding="utf-8")
    assert bullets(folder) == ([words] if words else [])
    shutil.rmtree(folder)


@given(HOSTILE, HOSTILE)
@example("A [guide] *here*", "a_(b)?x=1&amp=2&lt;#c")
def test_a_heading_is_one_link(title: str, path: str) -> None:
    words, url = clean(title) or "A", f"https://example.org/{path}"
    tokens = MARKDOWN.parse(heading(words, url))
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    first, *inside, last = tokens[1].children or []
    assert (first.type, last.type) == ("link_open", "link_close")
    assert str(first.attrs["href"]).startswith("https://example.org/")
    assert "".join(part.content for part in inside) == words
    assert {part.type for part in inside} <= {"text", "text_special"}


def test_ordinary_words_are_written_as_an_editor_writes_them(index_settings: IndexSettings) -> None:
    title, url = "Fine-tuning with OpenAI Models", "https://platform.openai.com/docs/guides"
    assert heading(title, url) == f"## [{title}]({url})"
    held = bullets(index_settings.seeds)
    written = "\n".join(path.read_text("utf-8") for path in index_settings.seeds.glob("*.md"))
    alike = [text for text in held if f"{bullet(text)}\n" in written]
    assert len(alike) > 0.99 * len(held) > 1000


@pytest.mark.parametrize(
    ("one", "other", "are_near"),
    [
        ("Should I fine-tune or use RAG?", "should i finetune, or use rag", True),
        ("Combien ça coûte ?", "combien ca coute", False),
        ("what is LoRA", "what is QLoRA", False),
        ("how do I fine-tune a llama model on azure", "how to fine-tune a llama model", False),
        ("how do I fine-tune llama on azure", "how do I finetune a lama on Azure?", True),
    ],
)
def test_near_is_a_slip_and_no_other_question(one: str, other: str, are_near: bool) -> None:
    assert (Nearby([PIZZA, other]).find(one) == 1) is are_near
    assert (Nearby([PIZZA, one]).find(other) == 1) is are_near


@given(st.lists(st.text(alphabet="abc ", max_size=20), max_size=8), st.text("abc ", max_size=20))
def test_the_nearest_is_that_of_a_look_at_all(texts: list[str], wanted: str) -> None:
    apart = [Nearby([text]).find(wanted) is not None for text in texts]
    found = Nearby(texts).find(wanted)
    assert (found is not None) == any(apart)
    assert found is None or apart[found]
