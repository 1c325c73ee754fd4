"""Example questions and declined messages are read as people type them, and none is lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import seeds
from index.errors import SeedError
from index.reading.examples import read_declined
from index.reading.messages import MAX_TEXT
from index.reading.runs import tidy

REAL = Path(__file__).parents[2] / "seeds"
BULLET = re.compile(r"^\s*[-*+] ")
LISTS = {
    "list.en.md": "- [One](https://x.example/?utm_source=a)\n- [Two](https://x.example/)\n"
    "- [Three](https://y.example)",
    "list.fr.md": "- [Un](https://x.example/)\n- [Déux](https://x.example/)\n"
    "- [Three](https://z.example)",
}


def load(folder: Path, questions: str) -> seeds.Seeds:
    for name, text in LISTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "questions.en.md").write_text(questions, encoding="utf-8")
    return seeds.load(folder)


def declined(text: str, file: str = "declined.en.md") -> list[str]:
    return [message.text for message in read_declined(text, file).declined]


def test_every_bullet_of_the_real_seeds_is_read() -> None:
    loaded = seeds.load(REAL)
    found = [(example.file, example.line) for example in loaded.examples]
    found += [(message.file, message.line) for message in loaded.declined]
    bullets = [
        (path.name, line)
        for path in (*REAL.glob("questions.*.md"), *REAL.glob("declined.*.md"))
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if BULLET.match(text)
    ]
    assert sorted(found) == sorted(bullets)
    assert not loaded.skipped


@pytest.mark.parametrize(
    ("bullet", "said"),
    [
        (r"\*waves\* and \_shrugs\_", "*waves* and _shrugs_"),
        ("*waves* and __init__", "*waves* and __init__"),
        (r"run \`rm -rf /\`, or `rm *`", "run `rm -rf /`, or rm *"),
        (r"\<div\> or <div> or &lt;div> & W&B", "<div> or <div> or <div> & W&B"),
        ("[a link](https://x.example) stays", "[a link](https://x.example) stays"),
        (r"*waves* at \<div\> and __init__", "*waves* at <div> and __init__"),
        ("over\n  ***", "over ***"),
        ("*", "*"),
        ("***", "***"),
        ("* * *", "* * *"),
        ("---", "---"),
        ("___", "___"),
        ("# no heading", "# no heading"),
        ("1. no number", "1. no number"),
        ("> no quote", "> no quote"),
        ("    no code", "no code"),
        ("| no | table |", "| no | table |"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[no]: https://definition.example", "[no]: https://definition.example"),
        ("over two\n  lines", "over two lines"),
        ("of two\n\n  paragraphs", "of two paragraphs"),
        ("```\n  code()\n  ```", "code()"),
        ("a <!-- remark -->", "a"),
        ("odd\u00a0spaces\u200b and\ttabs", "odd spaces and tabs"),
    ],
)
def test_a_bullet_is_what_a_person_typed(bullet: str, said: str) -> None:
    assert declined(f"# Head\n\n- first\n- {bullet}\n- last\n") == ["first", said, "last"]


def test_nested_numbered_quoted_and_odd_bullets_are_messages_too() -> None:
    text = "- a\n  - b\n      * c\n\n        of c\n1. d\n2. e\n> - f\n\n• g\n-h\n– i\n    - j\n"
    assert declined(text) == ["a", "b", "c of c", *"defghij"]


def test_language_is_that_of_the_comment_then_of_the_name() -> None:
    comment = '<!--\nCO_OP_TRANSLATOR_METADATA:\n{"language_code": "de"}\n-->\n- hallo'
    for text, file, language in [
        ("- a", "declined.fr.md", "fr"), ("- a", "declined.team.md", "en"),
        (comment, "declined.fr.md", "de"),
    ]:  # fmt: skip
        (message,) = read_declined(text, file).declined
        assert (message.language, message.file) == (language, file)


MARKS = st.sampled_from(["", "- ", "* ", "1. ", "# ", "> ", "---", "***", "```", "<pre>", "[a]: "])
TYPED = st.builds("{}{}".format, MARKS, st.text(st.characters(codec="utf-8"), max_size=20))


@given(st.lists(TYPED, min_size=1, max_size=5))
def test_no_bullet_is_lost_whatever_it_says(texts: list[str]) -> None:
    said = [tidy(text).strip() for text in texts]
    read = read_declined("".join(f"- {text}\n" for text in said), "declined.en.md")
    assert len(read.declined) == sum(map(bool, said))
    assert [row.reason for row in read.skipped] == ["the bullet is empty"] * said.count("")


@pytest.mark.parametrize(
    ("heading", "resource"),
    [
        ("## [One](https://x.example/)", 0),
        ("## [two!](https://x.example/?utm_source=b)", 1),
        ("## [deux](https://x.example/)", 1),
        ("## [Else](https://x.example/)", 0),
        ("## 3. **[Three](https://y.example)**: a note", 2),
        ("[Trois](https://z.example)\n---", 2),
        ("## [Two][two]\n\n[two]: https://x.example/", 1),
        ("# [Three](https://y.example)\n### Beginners", 2),
    ],
)
def test_a_heading_leads_to_its_resource(heading: str, resource: int, tmp_path: Path) -> None:
    loaded = load(tmp_path, f"Hello.\n\n{heading}\n\n- why?\n")
    (example,) = loaded.examples
    assert (example.resource, example.text, example.language) == (resource, "why?", "en")
    assert example.url in loaded.resources[resource].addresses
    assert not loaded.skipped


def test_what_belongs_to_no_resource_is_skipped_with_its_reason(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "# Questions\n- early\n## [New](https://new.example)\n- new *one*\n"
        "## [Odd](javascript:1)\n- odd\n## [Three](https://y.example)\n- fine\n-\n\nlost\n"
        "## Without a link\n- stray\n",
    )
    assert [example.text for example in loaded.examples] == ["fine"]
    assert [(row.line, row.text) for row in loaded.skipped] == [
        (2, "early"), (4, "new *one*"), (6, "odd"), (9, ""), (11, "lost"), (13, "stray"),
    ]  # fmt: skip
    reasons = [row.reason for row in loaded.skipped]
    assert reasons[0] == reasons[-1] == "no heading above it links to a resource"
    assert reasons[1] == "no resource has the address https://new.example of the heading above it"
    assert "links nowhere" in reasons[2]
    assert reasons[3:5] == ["the bullet is empty", "it is no bullet; put “- ” in front of it"]


def test_declined_prose_is_free_above_bullets_and_missed_below() -> None:
    read = read_declined("Hello.\n\n# A\n\nprose\n\n- a\n\nlost\n\n# B\n\nprose", "declined.fr.md")
    assert [message.text for message in read.declined] == ["a"]
    assert [(row.line, row.text) for row in read.skipped] == [(9, "lost")]


def test_hidden_bullets_stay_hidden_and_an_open_comment_is_a_fault(tmp_path: Path) -> None:
    assert declined("- a\n<!--\n- hidden\n-->\n- b") == ["a", "b"]
    with pytest.raises(SeedError, match=r"questions\.en\.md:1: <!-- is never closed"):
        load(tmp_path, "<!--\n## [One](https://x.example/)\n- a")


def test_a_bullet_longer_than_anybody_types_is_skipped() -> None:
    read = read_declined(f"- {'a' * (MAX_TEXT + 1)}\n- b", "declined.en.md")
    assert [message.text for message in read.declined] == ["b"]
    assert "20001 characters" in read.skipped[0].reason


def test_deep_nesting_loses_nothing() -> None:
    text = "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(100))
    said = " ".join(declined(text + "- last\n"))
    assert all(f"level {depth}" in said for depth in range(100))
    assert said.endswith("last")
