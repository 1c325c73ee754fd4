"""Cards say what they should, and are always within Discord's limits."""

from __future__ import annotations

import pytest
from discord import ui
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cards import MOST_DESCRIPTION, are_within_limits
from bot.commands.ask import view
from bot.commands.share import shared_view
from bot.parts import name_asker, quote
from bot.wording import wording
from index.resource import Hit, Link, Run
from tests.bot.examples import URL, components, make_answer, make_hit, shown
from tests.bot.limits import COMPONENTS_V2, message_faults

LETTERS = [
    "a b",
    "*_",
    "`",
    "](",
    "中文",
    "🎉",
    "👩‍👩‍👧",
    "שלום",
    "e\u0301" + "\u0301" * 9,
    "\n# ",
    "@everyone ",
]
LONG = st.builds(lambda part, times: part * times, st.sampled_from(LETTERS), st.integers(0, 5_000))
ANY = st.one_of(LONG, st.text(max_size=50))
ADDRESS = st.builds(lambda path: "https://example.org/" + path, ANY)
RUNS = st.lists(
    st.builds(Run, ANY, st.sampled_from(["plain", "bold", "italic", "code"])), max_size=4
)
LINKS = st.integers(0, 50).flatmap(
    lambda count: st.builds(lambda title, url: (Link(title, url),) * count, ANY, ADDRESS)
)
HITS = st.lists(
    st.builds(
        make_hit,
        ANY,
        url=ADDRESS,
        description=RUNS.map(tuple),
        related=LINKS,
        why=ANY,
        provider=ANY,
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(HITS, ANY, st.sampled_from(["en", "fr"]))
@example(
    [make_hit("中" * 10_000, description=(Run("文" * 5_000),), why="🎉" * 5_000)] * 10,
    "中" * 9_000,
    "fr",
)
def test_every_message_is_within_the_limits(hits: list[Hit], question: str, code: str) -> None:
    answer = make_answer(*hits, band="answer" if hits else "none", question=question)
    own = view(answer, wording(code), asker=None, has_thumbs=True)
    assert faults(own) == []
    shared = shared_view(own, 2**63, wording(code))
    assert shared is not None
    assert faults(shared) == []


def faults(layout: ui.LayoutView) -> list[str]:
    parts = layout.to_components()  # type: ignore[no-untyped-call]
    return message_faults({"flags": COMPONENTS_V2, "components": parts})


def test_a_card_is_a_linked_title_facts_description_and_button() -> None:
    button = components(make_answer(make_hit()))[-1]
    assert (button["label"], button["url"]) == ("Open", URL)
    assert shown(make_answer(make_hit()))[1] == (
        f"**[A guide](<{URL}>)**\n-# guide · Example\nSays how."
    )


def test_the_heading_says_how_sure() -> None:
    assert shown(make_answer(make_hit()))[0] == "**These should help.** · 80 % sure"
    assert shown(make_answer(make_hit(), band="maybe"))[0] == "**This may be close.** · 80 % sure"


def test_nothing_found_gives_no_card_but_what_is_covered() -> None:
    (text,) = shown(make_answer(band="none"))
    assert text == f"**I have nothing on that.**\n{wording('en').covers}"


def test_related_links_stand_on_one_line() -> None:
    related = (Link("One", "https://a.example"), Link("[Two]", "https://b.example/(x)"))
    line = shown(make_answer(make_hit(related=related)))[1].splitlines()[-1]
    assert line == (
        "-# See also: [One](<https://a.example>) · [(Two)](<https://b.example/%28x%29>)"
    )


@pytest.mark.parametrize(
    ("why", "is_shown"), [("Says how.", False), ("A guide", False), ("", False), ("More.", True)]
)
def test_why_is_shown_when_the_card_does_not_say_it(why: str, is_shown: bool) -> None:
    assert ("-# Matched: " in shown(make_answer(make_hit(why=why)))[1]) is is_shown


def test_an_address_too_long_for_a_button_stays_in_the_title() -> None:
    url = f"{URL}?{'a' * 512}"
    parts = components(make_answer(make_hit(url=url)))
    assert url in parts[-1]["content"]
    assert "button" not in [part.get("label") for part in parts]


def test_descriptions_are_clipped_evenly_before_anything_else_goes() -> None:
    related = tuple(Link(f"{'Title ' * 6}{number}", URL + "/a" * 220) for number in range(3))
    full = make_hit("中" * 150, description=(Run("文" * 400),), related=related)
    texts = shown(make_answer(full, full))
    lengths = {text.count("文") for text in texts[1:]}
    assert len(lengths) == 1
    assert 0 < lengths.pop() < MOST_DESCRIPTION - 1
    assert all("See also" in text for text in texts[1:])


def test_a_short_answer_is_not_clipped() -> None:
    description = "word " * 50
    assert description.strip() in shown(make_answer(make_hit(description=(Run(description),))))[1]


def test_the_line_on_top_names_the_asker_and_escapes_the_question() -> None:
    line = name_asker(quote("**hi** <@1>\n# x"), 7, wording("en"))
    assert line == "<@7> asked: \\*\\*hi\\*\\* \\<@\u200b1\\> # x"


@pytest.mark.parametrize(
    ("texts", "count"),
    [(["a" * 4_001], 1), (["🎉" * 2_001], 1), (["中" * 3_400], 1), (["a"], 41), ([""], 1)],
)
def test_limits_are_known(texts: list[str], count: int) -> None:
    assert not are_within_limits(texts, count)


def test_limits_are_not_too_strict() -> None:
    assert are_within_limits(["a" * 3_999, "a"], 40)
