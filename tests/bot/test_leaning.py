"""A leaning as people see it: on a page, in a card, in JSON."""

import json
from dataclasses import replace

from bot import contract
from bot.cards import container
from bot.page import _paint_plain, page
from bot.wording import wording
from index.leaning.verdict import Leaning, Reason
from tests.bot.examples import URL, make_answer, make_hit, payload, shown
from tests.bot.limits import message_faults

REASON = Reason("citations", "Sources", "we must *cite*", "Retrieval knows.", URL, "A guide")
AGAINST = Reason("style", "Tone", "our tone", "Tone is behaviour.", "", "")
LEANING = Leaning(
    "retrieve",
    "Retrieval first",
    "fair",
    "It points to retrieval.",
    (REASON,),
    (AGAINST,),
    ("citations", "style"),
    (),
    "Index something.",
    "Other facts.",
    URL,
)
UNCLEAR = replace(
    LEANING, verdict="unclear", name="Too little", because=(), despite=(), missing=("examples",)
)
ANSWER = replace(make_answer(make_hit()), leaning=LEANING)


def test_the_page_begins_with_the_leaning() -> None:
    told = page(ANSWER, _paint_plain).splitlines()
    assert told[0] == "My leaning: Retrieval first (a fair one)"
    assert "   - You said “we must *cite*”: Retrieval knows." in told
    assert "   What speaks against it:" in told
    assert "   Next: Index something." in told
    assert told.index("These should help. (80 % sure)") > told.index("   Next: Index something.")


def test_an_unclear_leaning_asks() -> None:
    told = page(replace(ANSWER, leaning=UNCLEAR), _paint_plain).splitlines()
    assert told[0] == "Too little"
    assert "   - How many good examples do you have?" in told


def test_chosen_circumstances_have_names_and_no_certainty() -> None:
    chosen = replace(LEANING, because=(replace(REASON, said=""),), despite=())
    told = page(replace(ANSWER, leaning=chosen), _paint_plain)
    assert "- Sources: Retrieval knows." in told
    assert "% sure" not in told


def test_the_card_says_it_before_the_resources_and_escapes_it() -> None:
    texts = shown(ANSWER, "> How?")
    assert texts[0] == "> How?"
    assert texts[1].startswith("**My leaning: Retrieval first (a fair one)**")
    assert r"we must \*cite\*" in texts[1]
    assert f"[A guide](<{URL}>)" in texts[1]
    assert texts[2].startswith("**These should help.**")


def test_a_leaning_fits_however_long_it_is() -> None:
    long = replace(REASON, said="*" * 2_000, means="_" * 2_000, title="x" * 2_000)
    leaning = replace(
        LEANING,
        name="*" * 900,
        says="*" * 900,
        because=(long,) * 9,
        despite=(long,) * 9,
        next="*" * 900,
        change="é*" * 900,
    )
    answer = replace(make_answer(*[make_hit()] * 3), leaning=leaning)
    assert not message_faults(payload(container(answer, wording("en"), "> " + "x" * 990)))
    assert len(shown(answer)) >= 2


def test_json_keeps_the_contract() -> None:
    told = json.loads(contract.to_json(ANSWER))["leaning"]
    assert told == {
        "verdict": "retrieve",
        "factors": ["citations", "style"],
        "because": [{"said": "we must *cite*", "means": "Retrieval knows.", "url": URL}],
    }
    assert json.loads(contract.to_json(make_answer()))["leaning"] is None
