"""The circumstances in groups and codes, and the form: whatever a guide holds, Discord takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.case import GROUPS, decode, encode, groups, settled
from bot.commands.case import MOST_CODES, CaseButton
from bot.commands.form import form, read_form
from bot.wording import ENGLISH, FRENCH, Wording
from index.leaning.guide import Guide, Topic
from index.leaning.stated import PAIRS
from index.search import Search
from tests.bot.forms import check_form, make_topic, options, ticked

SLUGS = st.from_regex(r"[a-z0-9]{1,150}(-[a-z0-9]{1,8})?", fullmatch=True)
NAMES = st.text(max_size=300) | st.sampled_from(["**bold**", "@everyone", "\u200b", "🇫🇷" * 90])
GROUPED = [name for names in GROUPS.values() for name in names]


@pytest.fixture(scope="module")
def guide(search: Search) -> Guide:
    assert search.generation.guide is not None
    return search.generation.guide


def made(guide: Guide, *topics: Topic) -> Guide:
    return replace(guide, circumstances=topics)


def ids(guide: Guide) -> list[str]:
    return [topic.id for topic in guide.circumstances]


def test_each_circumstance_of_the_guide_has_a_group(guide: Guide) -> None:
    assert sorted(GROUPED) == sorted(ids(guide))


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("fr", FRENCH)])
def test_discord_takes_the_form_and_shows_every_circumstance(
    guide: Guide, language: str, words: Wording
) -> None:
    shown = check_form(form(guide, ids(guide), language, words).to_dict())
    names = {topic.item(language).name for topic in guide.circumstances}
    assert {option["label"] for _, option in options(shown)} == names | {words.unknown}
    assert names - set(ticked(shown)) == {guide.circumstances[1].item(language).name}


@given(named=st.dictionaries(SLUGS, NAMES, max_size=30), kept=st.sets(st.sampled_from(GROUPED)))
def test_discord_takes_the_form_of_any_guide(
    search: Search, named: dict[str, str], kept: set[str]
) -> None:
    real = search.generation.guide
    assert real is not None
    own = [make_topic(topic, name, real.circumstances[0]) for topic, name in named.items()]
    topics = [topic for topic in real.circumstances if topic.id in kept]
    strange = made(real, *topics, *own)
    if strange.circumstances:
        check_form(form(strange, ids(strange), "en", ENGLISH).to_dict())


def test_a_name_without_a_letter_gives_way_to_the_id(guide: Guide) -> None:
    nameless = make_topic("own", "\u200b", guide.circumstances[0])
    shown = check_form(form(made(guide, nameless), (), "en", ENGLISH).to_dict())
    assert [option["label"] for _, option in options(shown)] == ["own"]


def test_what_was_stated_is_shown_where_there_is_no_room_for_all(guide: Guide) -> None:
    own = [
        make_topic(f"own-{number}", f"Own {number}", guide.circumstances[0]) for number in range(30)
    ]
    shown = form(made(guide, *own), ["own-29"], "en", ENGLISH).to_dict()
    labels = [option["label"] for _, option in options(check_form(shown))]
    assert labels == [*(f"Own {number}" for number in range(9)), "Own 29"]


def test_groups_that_a_guide_lacks_are_left_out(guide: Guide) -> None:
    few = guide.circumstances[0]
    assert few.id == "few-examples"
    assert [group.name for group in groups(made(guide, few))] == ["examples"]
    shown = check_form(form(made(guide, few), (), "en", ENGLISH).to_dict())
    assert [option["label"] for _, option in options(shown)] == [
        few.items["en"].name,
        ENGLISH.unknown,
    ]


def test_a_form_comes_back_as_the_codes_of_what_was_ticked(guide: Guide) -> None:
    codes = encode(["few-examples", "style", "format"], MOST_CODES)
    parts = [codes[start : start + 3] for start in range(0, len(codes), 3)]
    sent = [
        {"type": 18, "component": {"type": 21, "custom_id": "more", "value": "unknown"}},
        {"type": 18, "component": {"type": 21, "custom_id": "examples", "value": parts[0]}},
        {"type": 18, "component": {"type": 22, "custom_id": "aims", "values": parts[1:]}},
        {"type": 18, "component": {"type": 21, "custom_id": "other", "value": None}},
        {"type": 10},
    ]
    told = decode("".join(read_form(sent)), guide)
    assert sorted(told) == ["few-examples", "format", "style"]


def test_no_two_circumstances_share_a_code(guide: Guide) -> None:
    assert len({encode([one], MOST_CODES) for one in ids(guide)}) == len(guide.circumstances)


@given(st.sets(st.sampled_from(GROUPED)))
def test_a_case_survives_its_codes(search: Search, chosen: set[str]) -> None:
    guide = search.generation.guide
    assert guide is not None
    assert set(decode(encode(chosen, MOST_CODES), guide)) == chosen


@given(st.text(alphabet=st.sampled_from("aZ0-_"), max_size=84))
def test_codes_that_nobody_wrote_stand_for_nothing(search: Search, codes: str) -> None:
    guide = search.generation.guide
    assert guide is not None
    assert set(decode(codes, guide)) <= set(ids(guide))


def test_a_button_has_room_for_every_circumstance_that_can_be_ticked(guide: Guide) -> None:
    more = [*ids(guide), *(f"own-{number}" for number in range(5))]
    button = CaseButton("Check", "en", encode(more, MOST_CODES))
    assert len(button.custom_id) <= 100
    assert len(settled(more)) * 3 <= MOST_CODES
    assert CaseButton("Check", "en", encode(more[:28], MOST_CODES)).custom_id == button.custom_id


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_of_two_that_rule_each_other_out_one_stays(one: str, other: str) -> None:
    assert settled([other, "style", one]) == ["style", one]
    assert settled([other]) == [other]
