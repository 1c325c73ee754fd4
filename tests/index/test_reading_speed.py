"""Large, deep and hostile files are read in seconds, in proportion to their size."""

import time

import pytest

from index.reading import markdown

LINK = "[x](https://x.example)"


def test_missing_cells_never_end_a_table() -> None:
    """markdown-it stops after 65,536 cells that a table's rows lack; rows below would be lost."""
    columns = 400
    text = "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|[x](https://x.example)|\n" * 300
    assert len(markdown.read(text, "x.md").entries) == 300


@pytest.mark.parametrize(
    "text",
    [
        "> " * 1000 + f"- {LINK}",
        "- " * 1000 + LINK,
        "\n".join("  " * depth + f"- {LINK}" for depth in range(500)),
        "- " + "[" * 100_000,
        "- " + "![" * 9_000,
        "- " + "[a](" * 4_900,
        "- " + "x " * 500_000,
        "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + ("|" + f"{LINK}|" * 1000 + "\n") * 5,
        "<!-- \n" * 20_000,
        "---\n" + "a: b\n" * 50_000,
    ],
)
def test_nothing_takes_long(text: str) -> None:
    started = time.process_time()
    markdown.read(text, "x.md")
    assert time.process_time() - started < 8


def test_what_is_nested_too_deep_or_too_long_does_not_hide_what_follows() -> None:
    deep = "\n".join("  " * depth + f"- {LINK}" for depth in range(200))
    listing = markdown.read(f"{deep}\n\n- [after](https://after.example)\n", "x.md")
    assert listing.entries[-1].title == "after"
    assert "characters in one piece" in listing.skipped[-1].reason


@pytest.mark.parametrize("line", [f"- {LINK} - a **bold** word", f"| {LINK} | a **bold** word |"])
def test_reading_takes_time_in_proportion(line: str) -> None:
    def seconds(count: int) -> float:
        text = "| T | D |\n|---|---|\n" * line.startswith("|") + f"{line}\n" * count
        started = time.process_time()
        assert len(markdown.read(text, "x.md").entries) == count
        return time.process_time() - started

    assert min(seconds(8000), seconds(8000)) < 9 * min(seconds(2000), seconds(2000))
