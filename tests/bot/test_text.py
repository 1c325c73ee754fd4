"""Words of strangers: they read the same, and do nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text import (
    ZERO_WIDTH_SPACE,
    address,
    clean,
    clean_runs,
    clip,
    clip_runs,
    escape,
    link,
    unescape,
)
from bot.text import markdown as write
from index.resource import Run

HOSTILE = st.text(
    alphabet=st.sampled_from("ab1 \\*_~`|<>[]()#-+.:/@&!\n\t\u202e\u0301é中🎉👍🏽\u200d")
)
ANY_TEXT = st.one_of(HOSTILE, st.text())
STYLES = st.sampled_from(["plain", "bold", "italic", "code"])
RUNS = st.lists(st.builds(Run, ANY_TEXT, STYLES), max_size=6)


def shown(source: str) -> str:
    """Give what Discord shows of escaped text."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", source).replace(ZERO_WIDTH_SPACE, "")


@given(ANY_TEXT)
@example("1. @everyone <@123> discord.gg/abc https://evil.example ||x||")
def test_escaped_text_reads_the_same(text: str) -> None:
    assert shown(escape(clean(text))) == clean(text)


@given(ANY_TEXT)
@example("1. @everyone <@123> discord.gg/abc https://evil.example \\_ \\n")
def test_escaped_text_can_be_had_back(text: str) -> None:
    assert unescape(escape(clean(text))) == clean(text)


@given(ANY_TEXT)
def test_nothing_of_escaped_text_is_markup(text: str) -> None:
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "E", escape(clean(text)))
    assert not re.search(r"[\\*_~`|<>\[\]\n]|://|^[-#+]|^\d+[.)]|@(everyone|here|[!&]?\d)", bare)


@pytest.mark.parametrize("text", ["# x", "- x", "+ x", "-# x", "> x", "12. x", "3) x"])
def test_a_text_starts_no_list_heading_or_quotation(text: str) -> None:
    assert re.match(r"\d*\\", escape(text))
    assert shown(escape(text)) == text


@pytest.mark.parametrize("address", ["discord.gg/abc", "https://discord.com/invite/abc"])
def test_an_invite_stays_text(address: str) -> None:
    assert not re.search(r"(\.gg|/invite)/", escape(address))


@given(ANY_TEXT)
def test_clean_text_is_one_line_without_hidden_letters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    hidden = {letter for letter in cleaned if unicodedata.category(letter) in ("Cc", "Cf", "Cs")}
    assert hidden <= set("\u200c\u200d")
    assert "\n" not in cleaned
    assert "  " not in cleaned


def test_marks_do_not_pile_up() -> None:
    assert len(clean("a" + "\u0301" * 1000)) < 10


@given(ANY_TEXT, st.integers(1, 40))
def test_a_clipped_text_is_short_enough_and_a_beginning(text: str, most: int) -> None:
    clipped = clip(text, most)
    assert len(clipped) <= most
    assert text.startswith(clipped.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "most", "clipped"),
    [
        ("whole words only", 12, "whole words…"),
        ("no", 2, "no"),
        ("unbreakable", 5, "unbr…"),
        ("ab👩‍👩‍👧cd", 5, "ab…"),
        ("ab👍🏽cd", 4, "ab…"),
        ("ab🇫🇷🇩🇪cd", 6, "ab🇫🇷…"),
        ("abe\u0301cd", 4, "ab…"),
        ("ab\u1100\u1161\u11a8cd", 4, "ab…"),
        ("中文中文中文", 4, "中文中…"),
    ],
)
def test_clipping_cuts_behind_words_and_never_inside_a_letter(
    text: str, most: int, clipped: str
) -> None:
    assert clip(text, most) == clipped


@given(RUNS, st.integers(0, 60))
def test_clipped_runs_are_short_enough_and_a_beginning(runs: list[Run], most: int) -> None:
    clipped = "".join(run.text for run in clip_runs(runs, most))
    assert len(clipped) <= most
    assert "".join(run.text for run in runs).startswith(clipped.removesuffix("…"))


def test_runs_become_markdown() -> None:
    runs = [
        Run("Learn "),
        Run("*when* ", "bold"),
        Run("and", "italic"),
        Run(" use "),
        Run("a_b", "code"),
        Run(" or "),
        Run("`", "code"),
    ]
    assert write(clean_runs(runs)) == "Learn **\\*when\\*** \u200b*and* use `a_b` or \\`"


@given(RUNS)
def test_a_description_stays_on_its_line(runs: list[Run]) -> None:
    assert "\n" not in write(clean_runs(runs))


@given(ANY_TEXT, ANY_TEXT)
@example("x](https://evil.example) [y", "https://a.example/(b)?c=<d> e")
def test_a_title_does_not_break_out_of_its_link(title: str, path: str) -> None:
    written = link(clean(title) or "x", "https://a.example/" + path)
    found = re.fullmatch(r"\[([^\[\]]+)\]\(<(https:[\x21-\x7e]+)>\)", written)
    assert found
    assert not re.search(r"[()<>\[\]`\\]", found[2])


@given(ANY_TEXT)
def test_an_address_is_encoded_once(text: str) -> None:
    assert address(address(text)) == address(text)
