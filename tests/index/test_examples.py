"""Example questions and declined messages are read as people type them, and none is lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import seeds
from index.reading.examples import read_declined

REAL = Path(__file__).parents[2] / "seeds"
BULLET = re.compile(r"^\s*[-*+] ")
LIST = """
- [One](https://x.example/?utm_source=a)
- [Two](https://x.example)
- [Three](https://y.example)
"""
FRENCH = "- [Un](https://x.example)\n- [Deux](https://x.example)\n- [Trois](https://z.example)"


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


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=5))
def test_no_bullet_is_lost_whatever_it_says(texts: list[str]) -> None:
    texts = [" ".join(text.split()) for text in texts]
    read = read_declined("".join(f"- a{text}\n" for text in texts), "declined.en.md")
    assert len(read.declined) == len(texts)
