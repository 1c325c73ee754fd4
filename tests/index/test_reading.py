"""Any text is read entirely: every bullet and row is an entry, skipped by name, or at fault."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import links
from index.reading import markdown
from index.reading.grammar import inline_tokens
from index.reading.inline import _plain, _Reader

SHARED = Path(__file__).parents[3] / "shared" / "lists"

BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[([^\[\]]+)\]\((https?://\S+?)\)(?=\W*(.*))")
CELL_LINK = re.compile(r'\]\((https?://[^\s)]+)\)|href="(https?://[^"]+)"')


def counted(text: str) -> dict[int, tuple[str, str, bool]]:
    """Find, without a parser, the lines that start with a web link: title, address, has words."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if bullet := BULLET.match(line):
            words = re.sub(r"\[[^\]]*\]\([^)]*\)", "", bullet[3])
            found[number] = (bullet[1], bullet[2], bool(re.search(r"\w{3}", words)))
        elif line.startswith("|") and (link := CELL_LINK.search(line)):
            found[number] = ("", link[1] or link[2], True)
    return found


@pytest.mark.parametrize("name", ["awesome-llm.md", "llm-course.md"])
def test_lists_by_others_are_read_to_98_percent(name: str) -> None:
    if not (SHARED / name).exists() and not os.environ.get("CI"):
        pytest.skip(f"the list is not at {SHARED / name}")
    text = (SHARED / name).read_text(encoding="utf-8")
    wanted = counted(text)
    entries = {entry.line: entry for entry in markdown.read(text, name).entries}
    good = 0
    for line, (title, address, has_words) in wanted.items():
        entry = entries.get(line)
        if entry and entry.url == links.clean(address) and bool(entry.text) >= has_words:
            good += not title or re.sub(r"[*`\\]", "", title).strip() == entry.title
    assert len(wanted) > 100
    assert good / len(wanted) >= 0.98, sorted(set(wanted) - set(entries))


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
SNIPPETS = st.sampled_from(
    [
        *(
            "- ",
            "* ",
            "1. ",
            "  - ",
            "    ",
            "> ",
            "# ",
            "\n",
            "\n\n",
            "\t",
            "word",
            "&amp;",
            "**",
            "`",
        ),
        *("[a](https://a.example)", "[b]()", "[c](x.md)", "![i](i.png)", "https://u.example/(x)"),
        *(
            "```\n",
            "<!--",
            "-->",
            "<details>",
            '<a href="https://h.example">',
            "</a>",
            "<br>",
            "---\n",
        ),
        *("|", "|a|b|\n|-|-|\n", "|---|---|\n", "\\|", "[", "]", "](", "(", ")", "[^1]", ":x:"),
        "<!-- CO_OP_TRANSLATOR_METADATA",
    ]
)


def lines_of(listing: markdown.Listing) -> set[int]:
    """Give the lines that became an entry, were skipped, or are at fault."""
    faulty = {int(fault.split(":")[1]) for fault in listing.faults}
    skipped = {skip.line for skip in listing.skipped}
    return faulty | skipped | {entry.line for entry in listing.entries}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(SNIPPETS, max_size=40).map("".join)))
def test_no_text_breaks_the_reader_and_entries_are_sound(text: str) -> None:
    for entry in markdown.read(text, "x.md").entries:
        assert links.clean(entry.url) == entry.url
        assert entry.title == " ".join(entry.title.split()) != ""
        assert entry.text == entry.text.strip()
        assert all(run.text for run in entry.description)
        assert all(a.style != b.style for a, b in pairwise(entry.description))
        assert entry.url not in {link.url for link in entry.related}
        assert 1 <= entry.line <= text.count("\n") + text.count("\r") + 1


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=6))
def test_every_bullet_and_row_with_words_is_accounted_for(texts: list[str]) -> None:
    bullets = "".join(f"- word {text}\n" for text in texts)
    assert lines_of(markdown.read(bullets, "x.md")) >= set(range(1, len(texts) + 1))
    rows = "| A | B |\n|---|---|\n" + "".join(f"| word {text} | x |\n" for text in texts)
    assert lines_of(markdown.read(rows, "x.md")) >= set(range(3, len(texts) + 3))


@settings(max_examples=200, deadline=None)
@given(LINE, LINE, LINE)
def test_the_short_cut_for_plain_text_says_what_the_parser_says(a: str, b: str, c: str) -> None:
    for raw in (f"{a} {c}".strip(), f"[{a}](https://x.example/{b}){c}".strip()):
        if quick := [span for span in _plain(raw) if span.text]:
            slow = [span for span in _Reader().read(inline_tokens(raw, {})) if span.text]
            assert [(s.text, s.link and s.link.url) for s in quick] == [
                (s.text, s.link and s.link.url) for s in slow
            ]
