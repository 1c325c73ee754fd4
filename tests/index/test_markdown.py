"""Lists of all shapes give the expected entries; the rest is named, with line and reason."""

import re
from pathlib import Path

import pytest

from index.reading import markdown
from index.resource import Link, Run

LISTS = Path(__file__).parent / "lists"


def read(name: str) -> markdown.Listing:
    return markdown.read((LISTS / name).read_text(encoding="utf-8"), name)


EXPECTED = [
    # file, line, section, label, title, address, description
    (
        "bullets.md", 8, "Tools & stuff", "", "Alpha",
        "https://alpha.example/", "First tool, with code.",
    ),
    ("bullets.md", 9, "Tools & stuff", "", "Beta", "https://beta.example", "after a badge"),
    ("bullets.md", 10, "Tools & stuff", "", "Gamma", "https://gamma.example", "Third — more"),
    ("bullets.md", 11, "Tools & stuff", "", "Done", "https://done.example", ""),
    ("bullets.md", 12, "Tools & stuff", "", "Struck", "https://struck.example", "dead"),
    ("bullets.md", 13, "Tools & stuff", "2023-05", "Dated", "https://dated.example", ""),
    ("bullets.md", 14, "Tools & stuff", "", "a bare address.", "https://bare.example/a_b_c", ""),
    (
        "bullets.md", 15, "Tools & stuff", "", "auto.example/foo_bar",
        "https://auto.example/foo_bar", "",
    ),
    ("bullets.md", 16, "Tools & stuff", "", "Named", "https://named.example/x", ""),
    ("bullets.md", 17, "Tools & stuff", "", "Ref", "https://ref.example/?x=1", "with reference"),
    (
        "bullets.md", 18, "Tools & stuff", "", "Title with [brackets]",
        "https://br.example/a_(b)", "desc",
    ),
    (
        "bullets.md", 19, "Tools & stuff", "", "Multi line",
        "https://ml.example", "goes on and on with more.",
    ),
    (
        "bullets.md", 24, "Tools & stuff", "", "Fine-tune Mistral",
        "https://colab.research.google.com/y", "",
    ),
    ("bullets.md", 25, "Tools & stuff", "", "Zerowidth rtl", "https://zw.example", "desc"),
    ("bullets.md", 26, "Tools & stuff", "", "中文", "https://zh.example", "描述"),
    ("bullets.md", 27, "Tools & stuff", "", "Shortcode", "https://sc.example", "good"),
    ("bullets.md", 28, "Tools & stuff", "", "HTML", "https://html.example?a=1&b=2", "text"),
    ("bullets.md", 29, "Tools & stuff", "", "tool", "https://tool.example", ""),
    ("bullets.md", 30, "Tools & stuff", "", "Bracketed", "https://bracketed.example", "note"),
    ("bullets.md", 31, "Tools & stuff", "", "Odd bullet", "https://odd.example", ""),
    ("bullets.md", 32, "Tools & stuff", "", "No space", "https://tight.example", ""),
    ("bullets.md", 33, "Tools & stuff", "", "Number", "https://number.example", ""),
    ("bullets.md", 34, "Tools & stuff", "", "Ten", "https://ten.example", ""),
    ("bullets.md", 35, "Tools & stuff", "", "Quoted", "https://quoted.example", "yes"),
    ("bullets.md", 36, "Tools & stuff", "", "Bare with brackets (and https://c.example/x)",
        "https://wiki.example/a_(b)", ""),
    ("bullets.md", 37, "Tools & stuff", "Marked", "Bold label", "https://marked.example",
        "is followed by prose"),
    ("papers.md", 3, "Papers", "", "Attention Is All You Need", "https://p1.example", ""),
    (
        "papers.md", 4, "Papers", "", "Tuning Models: A Survey", "https://p2.example",
        "A. Author, B. Author. ICLR 2023.",
    ),
    ("papers.md", 5, "Papers", "", "Title", "https://p3.example", "The description"),
    (
        "papers.md", 6, "Papers", "", "Vaswani, A., et al. (2017). Attention.",
        "https://arxiv.org/abs/1706.03762", "",
    ),
    ("papers.md", 7, "Papers", "Author (2020).", "A work", "https://p5.example", "Journal."),
    ("papers.md", 8, "Papers", "", "Lecture 1: Introduction", "https://p6.example", ""),
    ("papers.md", 10, "Papers · BERT", "", "BERT · Paper", "https://p7.example", ""),
    ("papers.md", 11, "Papers · BERT", "", "BERT · Code", "https://c7.example", "in PyTorch"),
    ("tables.md", 5, "Tables", "", "LLM AutoEval", "https://a1.example", "Evaluates models"),
    (
        "tables.md", 6, "Tables", "", "🥱 LazyMergekit", "https://colab.research.google.com/2",
        "Merges models easily",
    ),
    ("tables.md", 7, "Tables", "", "Fine-tune Llama", "https://a3.example", "In one click"),
    (
        "tables.md", 13, "Tables", "", "Attention Is All You Need", "https://a4.example",
        "Date: 2017-06 · keywords: Transformers · Institute: Google",
    ),
    ("tables.md", 17, "Tables", "", "Go", "https://a5.example", "Name: First"),
    ("tables.md", 18, "Tables", "", "Second | half", "https://a6.example", ""),
    ("tables.md", 22, "Tables", "Tutoriel", "Un", "https://a7.example", "pour tous — Une phrase"),
    ("tables.md", 23, "Tables", "Label", "Deux", "https://a8.example", "voir ceci"),
    ("tables.md", 24, "Tables", "", "Trois", "https://a9.example", "d · extra x"),
    ("tables.md", 26, "Tables", "", "Quatre", "https://a4b.example", "code a|b"),
    ("tables.md", 27, "Tables", "", "Cinq", "https://a10.example", ""),
    ("tables.md", 29, "Tables", "", "Stray", "https://a11.example", "below a gap"),
    ("tables.md", 33, "Tables", "", "Introduction", "https://a12.example", "Week 1"),
    ("tables.md", 35, "Tables", "", "Head", "https://a13.example", "is a row"),
    ("tables.md", 42, "Tables · Group", "", "Inner", "https://a14.example", "about"),
    ("hidden.md", 3, "HTML heading", "", "Shown", "https://shown.example", "works"),
    ("hidden.md", 6, "HTML heading", "", "Row", "https://row.example", "D: too"),
    ("hidden.md", 24, "HTML heading", "", "After", "https://after.example", ""),
    ("nested.md", 4, "Setext heading", "", "One", "https://1.example", "first"),
    ("nested.md", 5, "Setext heading", "", "Two", "https://2.example", ""),
    ("nested.md", 6, "Setext heading", "", "Tabbed", "https://3.example", ""),
    ("nested.md", 8, "Setext heading · Group without link", "", "Four", "https://4.example", ""),
    (
        "nested.md", 10, "Setext heading · Group without link · Deeper", "", "Five",
        "https://5.example", "",
    ),
    ("nested.md", 12, "Setext heading", "", "Six", "https://6.example", ""),
    ("nested.md", 15, "Setext heading", "", "Seven", "https://7.example", ""),
    ("nested.md", 18, "Other linked section", "", "Eight", "https://8.example", ""),
    ("faults.md", 15, "Faults", "", "z", "https://z.example", ""),
]  # fmt: skip


@pytest.mark.parametrize("name", sorted({row[0] for row in EXPECTED}))
def test_the_lists_give_these_entries_and_no_others(name: str) -> None:
    found = [(name, e.line, e.section, e.label, e.title, e.url, e.text) for e in read(name).entries]
    assert found == [row for row in EXPECTED if row[0] == name]


@pytest.mark.parametrize(
    ("name", "skipped"),
    [
        ("bullets.md", []),
        (
            "papers.md",
            [
                (12, "its link stands inside a sentence, not at its start"),
                (13, "its link stands inside a sentence, not at its start"),
                (14, "its link leads to a place in this page"),
                (15, "its link leads to a file beside the list, not to the web"),
                (16, "its link leads to a mailbox or telephone"),
                (17, "its link lacks https:// in front"),
                (18, "it has no web link"),
                (19, "it has no web link"),
            ],
        ),
        ("tables.md", [(8, "it has no web link")]),
        ("hidden.md", [(23, "it has no web link")]),
        ("nested.md", []),
    ],
)
def test_what_is_no_resource_is_named_with_its_reason(
    name: str, skipped: list[tuple[int, str]]
) -> None:
    listing = read(name)
    assert [(skip.line, skip.reason) for skip in listing.skipped] == skipped
    assert all(skip.text for skip in listing.skipped)
    assert not listing.faults


def test_every_fault_of_a_file_is_told_at_once_with_its_line() -> None:
    lines = [int(fault.split(":")[1]) for fault in read("faults.md").faults]
    assert lines == [2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 14, 16, 16, 17]
    for fault in read("faults.md").faults:
        assert re.fullmatch(r"faults\.md:\d+: .*(mend|write|close) .*", fault)


def test_further_links_are_kept_clean_and_once() -> None:
    text = (
        "- [A](https://a.example) [B](https://b.example?utm_source=x), again [b](https://b.example)"
        " and [A](https://a.example), see https://c.example."
        " [![i](https://img.shields.io/i)](https://shields.io/x)"
    )
    (entry,) = markdown.read(text, "x.md").entries
    assert entry.related == (
        Link("B", "https://b.example"),
        Link("https://c.example", "https://c.example"),
    )


def test_links_in_other_cells_are_related() -> None:
    entries = read("tables.md").entries
    related = {entry.line: [link.title for link in entry.related] for entry in entries}
    assert (related[5], related[7], related[13]) == (["Open In Colab"], ["Colab"], [])
    assert (related[23], related[24]) == (["ceci"], ["x"])


def test_descriptions_keep_bold_italic_and_code() -> None:
    text = "- [A](https://a.example): x **b** _i_ `c  d` **e**<b>f</b> ***g*** \\*h\\*  "
    (entry,) = markdown.read(text, "x.md").entries
    assert entry.description == (
        Run("x "), Run("b", "bold"), Run(" "), Run("i", "italic"), Run(" "), Run("c d", "code"),
        Run(" "), Run("ef", "bold"), Run(" "), Run("g", "bold"), Run(" *h*"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "file", "language", "is_translated"),
    [
        ("", "list.md", "en", False),
        ("", "list.fr.md", "fr", False),
        ("", "list.zh-CN.md", "zh-cn", False),
        ("", "list.v2.md", "en", False),
        ('<!--\nCO_OP_TRANSLATOR_METADATA:\n{"language_code": "FR"}\n-->', "x.de.md", "fr", False),
        ('<!-- CO_OP_TRANSLATOR_METADATA: {"translation_date": "2025"} -->', "x.de.md", "de", True),
        ("[Co-op](https://github.com/Azure/co-op-translator)", "x.md", "en", False),
        ("Translated by [Co-op](https://github.com/Azure/co-op-translator).", "x.md", "en", True),
        ("CO_OP_TRANSLATOR_METADATA is a name", "x.md", "en", False),
    ],
)
def test_language_and_machine_translation(
    text: str, file: str, language: str, is_translated: bool
) -> None:
    listing = markdown.read(f"{text}\n\n- [A](https://a.example)\n", file)
    (entry,) = listing.entries
    assert (entry.language, entry.is_machine_translated) == (language, is_translated)
    assert not listing.faults


@pytest.mark.parametrize(
    "given_json", ["{", "[]", '{"language_code": 7}', '{"language_code": "?"}']
)
def test_a_broken_metadata_comment_is_a_fault(given_json: str) -> None:
    text = f"\n<!-- CO_OP_TRANSLATOR_METADATA: {given_json} -->\n- [A](https://a.example)"
    (fault,) = markdown.read(text, "x.md").faults
    assert fault.startswith("x.md:2: ")
    assert "mend the comment or remove it" in fault


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    text = "---\n- [A](https://a.org/x) - x\n\n---\n- [B](https://b.org/y)\n"
    assert [entry.title for entry in markdown.read(text, "list.md").entries] == ["A", "B"]
