"""A greeting, thanks or a call for help gets a word back by every door, in its language."""

import io
from dataclasses import replace
from typing import get_args

import pytest

from bot.answer import Answerer
from bot.keeper import noting_misses
from bot.page import page, painter
from bot.wording import without_cards, wording
from index.resource import Courtesy
from index.search import Search
from tests.bot.examples import components, make_answer, shown
from tests.bot.town import Town, seen

SAID = [
    ("hello!", "en", "greeting"),
    ("Bonjour", "fr", "greeting"),
    ("thank you so much", "en", "thanks"),
    ("merci beaucoup", "fr", "thanks"),
    ("what can you do?", "en", "help"),
    ("que sais-tu faire ?", "fr", "help"),
]


@pytest.mark.parametrize(("text", "language", "kind"), SAID)
def test_the_terminal_gives_a_word_back(
    search: Search, text: str, language: str, kind: Courtesy
) -> None:
    words = wording(language)
    said = page(search.answer(text), painter(io.StringIO()))
    assert said.split() == " ".join(words.courtesies[kind]).split()
    assert words.covers not in said


@pytest.mark.parametrize("kind", get_args(Courtesy))
def test_a_card_gives_a_word_back_and_has_no_links(kind: Courtesy) -> None:
    answer = replace(make_answer(band="none", question="hi"), courtesy=kind)
    first, rest = wording("en").courtesies[kind]
    assert f"**{first}**\n{rest}" in shown(answer)
    assert "url" not in str(components(answer))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_not_covered_says_what_is(language: str) -> None:
    words = wording(language)
    assert without_cards(make_answer(band="none"), words) == (words.headings["none"], words.covers)


@pytest.mark.simcord(shard_count=1)
async def test_the_slash_command_greets_back(town: Town) -> None:
    said = seen((await town.ask("hello!")).response)
    assert wording("en").courtesies["greeting"][0] in said
    assert wording("en").headings["none"] not in said


async def test_a_courtesy_is_no_missed_question(answerer: Answerer) -> None:
    kept: list[str] = []
    ask = noting_misses(answerer.answer, lambda said: kept.append(said.question))
    for text in ("merci beaucoup", "help", "the weather in Oslo tomorrow"):
        await ask(text, None)
    assert kept == ["the weather in Oslo tomorrow"]
