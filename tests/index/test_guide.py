"""The guide is read whole, or every fault is named with file and line."""

from pathlib import Path

import pytest

from index import seeds
from index.leaning.check import check, reachable
from index.lint import lint
from index.reading.guide import read_guide

REAL = Path(__file__).parents[2] / "seeds"
LIST = "- [One](https://x.example)\n"
READ = "**Read** [One](https://x.example)\n"
TOP = "# Guide\n\nProse.\n\n- no phrasing\n\n"
FEW = f"### `few` Few\n**For** prompt 2. **Against** finetune 3.\n**Why** So.\n{READ}\n- just two\n"
VERDICT = "### `prompt` Prompt\n**Leaning** It does.\n**Next** Do.\n**Change** This.\n" + READ
WHOLE = (
    f"{TOP}## Decisions\n\n- shall I\n\n## Not decisions\n\n- how to\n\n"
    f"## Circumstances\n\n{FEW}\n## Verdicts\n\n{VERDICT}"
)
CASES = (
    "## Cases\n\n"
    "- `prompt` `unclear` So, [two \\[2\\] of *them*](#few,many). `pip`? [Enough](#few)!\n"
)


def linted(folder: Path, **files: str) -> list[str]:
    for name, text in {"list.en": LIST, **files}.items():
        (folder / f"{name.replace('_', '.')}.md").write_text(text, encoding="utf-8")
    found, faults = seeds.read(folder)
    assert not faults
    return lint(found)


def test_a_guide_is_read_whole() -> None:
    read = read_guide(WHOLE, "guide.fr.md")
    assert not read.faults
    guide = read.guide
    (few,), (verdict,) = guide.circumstances, guide.verdicts
    assert guide.language == few.phrasings[0].language == "fr"
    assert (few.id, few.name, few.url, few.title) == ("few", "Few", "https://x.example", "One")
    assert few.strengths == {"prompt": 2, "finetune": -3}
    assert few.said == {"why": "So."}
    assert [phrasing.text for phrasing in few.phrasings] == ["just two"]
    assert verdict.said == {"leaning": "It does.", "next": "Do.", "change": "This."}
    assert [each.text for each in guide.decisions] == ["shall I"]
    assert [each.text for each in guide.others] == ["how to"]


def test_a_case_is_a_message_with_its_verdicts_and_marks() -> None:
    read = read_guide(WHOLE + CASES, "guide.en.md")
    assert not read.faults
    (case,) = read.guide.cases
    assert case.text == "So, two [2] of *them*. pip? Enough!"
    assert case.accepted == ("prompt", "unclear")
    marked = [(case.text[mark.start : mark.end], mark.circumstances) for mark in case.marks]
    assert marked == [("two [2] of *them*", ("few", "many")), ("Enough", ("few",))]
    assert case.stated == {"few", "many"}
    assert case.place == "guide.en.md:33"


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("So?", "guide.en.md:33: the case begins with no verdict: there are both, continue"),
        ("`pray` So?", "guide.en.md:33: the case begins with no verdict"),
        ("`prompt`", "guide.en.md:33: the case says nothing"),
        ("`prompt` [two](https://x.example)", "guide.en.md:33: https://x.example names no"),
        ("`prompt` [two](#Few)", "guide.en.md:33: #Few names no circumstance"),
    ],
)
def test_a_case_that_cannot_be_read_is_a_fault(case: str, told: str) -> None:
    read = read_guide(f"{WHOLE}## Cas\n\n- {case}\n", "guide.en.md")
    assert any(fault.startswith(told) for fault in read.faults), read.faults


def test_french_words_mean_the_same() -> None:
    french = WHOLE + CASES
    for word, other in {
        "Not decisions": "Pas des décisions",
        "## Decisions": "## Décisions",
        "## Cases": "## Cas",
        "Circumstances": "Circonstances",
        "**For**": "**Pour**",
        "**Against**": "**Contre**",
        "**Why**": "**Pourquoi**",
        "**Read**": "**Lire**",
        "**Leaning**": "**Tendance**",
        "**Next**": "**Ensuite**",
        "**Change**": "**Changerait**",
    }.items():
        french = french.replace(word, other)
    assert read_guide(french, "guide.en.md") == read_guide(WHOLE + CASES, "guide.en.md")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("## Verdicts", "## Opinions", "guide.en.md:24: “Opinions” is no part of a guide"),
        ("`few` Few", "Few", "guide.en.md:17: “Few” has no id"),
        ("`prompt` Prompt", "`pray` Prompt", "guide.en.md:26: pray is no verdict"),
        ("prompt 2", "pray 2", "guide.en.md:18: “pray 2” is no verdict and strength"),
        ("prompt 2", "both 2", "guide.en.md:18: “both 2” is no verdict and strength"),
        ("finetune 3", "finetune 4", "guide.en.md:18: finetune 4: a strength is 1 to 3"),
        ("**Why** So.", "**Why**", "guide.en.md:17: few has no **Why**"),
        ("**Why** So.", "So.", "guide.en.md:19: the line begins with no field"),
        ("**Why** So.", "**Who** So.", "guide.en.md:19: **Who** is no field"),
        ("**Why** So.", "**Why** So.\n**Why** Oh.", "guide.en.md:20: **Why** stands twice in few"),
        ("[One](https://x.example)", "One", "guide.en.md:20: there is no link to read"),
        ("(https://x.example)", "(mailto:x)", "guide.en.md:20: the link leads nowhere"),
        ("- just two\n", "-\n", "guide.en.md:22: the bullet is empty"),
        (FEW, FEW + FEW, "guide.en.md:23: few stands twice"),
        (
            "**For** prompt 2. **Against** finetune 3.\n",
            "",
            "guide.en.md:17: few speaks for nothing",
        ),
    ],
)
def test_faults_stop_a_build_and_have_their_line(before: str, after: str, told: str) -> None:
    assert before in WHOLE
    faults = read_guide(WHOLE.replace(before, after), "guide.en.md").faults
    assert any(fault.startswith(told) for fault in faults), faults


def test_all_faults_come_at_once() -> None:
    text = WHOLE.replace("prompt 2", "pray 2").replace("**Next** Do.\n", "").replace("So.", "")
    assert len(read_guide(text, "guide.en.md").faults) == 3


@pytest.mark.parametrize(
    ("english", "french", "told"),
    [
        (WHOLE, WHOLE.replace("`few`", "`fiew`"), "guide.fr.md:1: it lacks few of guide.en.md:"),
        (WHOLE, WHOLE.replace("`few`", "`fiew`"), "guide.en.md has no fiew"),
        (WHOLE, WHOLE.replace("finetune 3", "finetune 2"), "few has other strengths than in"),
        (WHOLE.replace("how to", "Just two!"), "", "it repeats guide.en.md:"),
        (WHOLE.replace("https://x", "https://y"), "", "no resource of the list has the address"),
        (WHOLE + CASES, "", "guide.en.md:33: there is no circumstance many; mend the mark"),
        (WHOLE + CASES + CASES[10:], "", "guide.en.md:34: it repeats guide.en.md:33; drop one"),
        (WHOLE, "", "there is no verdict retrieve; add it"),
        (WHOLE.replace("prompt 2", "retrieve 2"), "", "circumstances together come to prompt"),
        (WHOLE.replace(VERDICT, ""), "", "it has no circumstances or no verdicts"),
    ],
)
def test_check_names_what_does_not_fit(
    english: str, french: str, told: str, tmp_path: Path
) -> None:
    files = {"guide_en": english} | ({"guide_fr": french} if french else {})
    faults = linted(tmp_path, **files)
    assert any(told in fault for fault in faults), faults


def test_no_guide_is_no_fault(tmp_path: Path) -> None:
    assert linted(tmp_path) == []


def test_the_guide_that_comes_with_sift_is_in_order() -> None:
    loaded = seeds.load(REAL)
    assert loaded.guide is not None
    assert not list(check(loaded.guides, loaded.guide))
    assert len(reachable(loaded.guide)) == 6
    assert {file.language for file in loaded.guides} == {"en", "fr"}
