"""Addresses come out clean or are refused; kind and provider follow label, host and title."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import links

DOCS = "https://learn.microsoft.com/azure/how-to/fine-tuning"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("https://a.example/?", "https://a.example/?"),
        ("https://a.example/x?WT.mc_id=academic-1-k", "https://a.example/x"),
        ("https://a.example/x#part?WT.mc_id=academic-1-k", "https://a.example/x#part"),
        (
            f"{DOCS}?tabs=turbo%2Cpython&pivots=studio#continuous?WT.mc_id=a",
            f"{DOCS}?tabs=turbo%2Cpython&pivots=studio#continuous",
        ),
        (f"{DOCS}?tabs=python%2Ccli?WT.mc_id=a-b", f"{DOCS}?tabs=python%2Ccli"),
        (f"{DOCS}?tabs=python?WT.mc_id=a&view=b", f"{DOCS}?tabs=python&view=b"),
        ("https://a.example/?utm_source=a&x=1&utm_medium=b", "https://a.example/?x=1"),
        ("https://a.example/?x=1&fbclid=q&y=2#z", "https://a.example/?x=1&y=2#z"),
        ("https://a.example/?gclid=1&msclkid=2&mc_cid=3&mc_eid=4&igshid=5", "https://a.example/"),
        ("https://a.example/p&utm_source=glued", "https://a.example/p"),
        ("https://a.example/#/a?x=1", "https://a.example/#/a?x=1"),
        ("https://a.example/#/a?utm_source=b&x=1", "https://a.example/#/a?x=1"),
        ("https://a.example/#utm_source=b", "https://a.example/"),
        ("https://a.example/?utm_source=b#top", "https://a.example/#top"),
        ("https://a.example/?UTM_Source=b&q=utm_source", "https://a.example/?q=utm_source"),
        ("https://a.example/?q=what?&x=%20", "https://a.example/?q=what?&x=%20"),
        (
            "https://a.example/?next=#:~:text=why%20tune",
            "https://a.example/?next=#:~:text=why%20tune",
        ),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("HTTPS://A.Example/Path", "HTTPS://A.Example/Path"),
        ("https://münchen.example/straße", "https://münchen.example/straße"),
    ],
)
def test_tracking_goes_and_nothing_else(address: str, expected: str) -> None:
    assert links.clean(address) == expected


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "http"),
        ("a.example/x", "http"),
        ("//a.example/x", "http"),
        ("javascript:alert(1)", "http"),
        ("data:text/html,x", "http"),
        ("ftp://a.example", "http"),
        ("file:///etc/passwd", "http"),
        ("https:///x", "host"),
        ("https://", "host"),
        ("https://.../x", "host"),
        ("https://[::1/x", "malformed"),
        ("https://[zz]/x", "malformed"),
        ("https://a.example:99999/", "malformed"),
        ("https://good.example@evil.example/", "user name"),
        ("https://u:p@a.example/", "user name"),
        ("https://a.example\\@evil.example", "holds"),
        ("https://a.example/a b", "holds"),
        ("https://a.example/\x00", "holds"),
        ("https://a.example/\u202egpj", "holds"),
        ("java\nscript:x", "holds"),
        ("https://a.example/" + "x" * 500, "characters"),
    ],
)
def test_what_is_no_web_address_is_refused_with_a_reason(address: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        links.clean(address)


def test_an_address_too_long_only_for_its_tracking_is_accepted() -> None:
    assert links.clean("https://a.example/?utm_source=" + "x" * 600) == "https://a.example/"


PARTS = st.lists(
    st.tuples(
        st.sampled_from("?&#"),
        st.sampled_from(["utm_source", "WT.mc_id", "fbclid", "tabs", "x", "/a", ""]),
        st.sampled_from(["", "=", "=1", "=a%2Cb", "=="]),
    )
)


@given(PARTS)
def test_cleaning_is_idempotent_and_keeps_every_other_pair(
    parts: list[tuple[str, str, str]],
) -> None:
    address = "https://a.example/p" + "".join(a + b + c for a, b, c in parts)
    cleaned = links.clean(address)
    assert links.clean(cleaned) == cleaned
    tracked = ("utm_source", "WT.mc_id", "fbclid")
    kept = [b + c for _, b, c in parts if not (b in tracked and c)]
    assert not any(f"{name}=" in cleaned for name in tracked)
    assert "".join(cleaned.removeprefix("https://a.example/p").split("?")).translate(
        str.maketrans("", "", "&#")
    ) == "".join(kept)


@given(st.text(alphabet=string.printable + "é\u202e[]@", max_size=60))
def test_any_text_is_cleaned_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert links.clean(text).lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("label", "url", "title", "kind"),
    [
        ("", f"{DOCS}-considerations", "What is Fine-Tuning?", "guide"),
        ("Tutoriel", "https://docs.wandb.ai/guides/x", "Azure OpenAI Fine-Tuning", "tutorial"),
        ("Tutoriel communautaire", "https://huggingface.co/blog/x", "Phinetuning 2.0", "tutorial"),
        ("Formation", "https://learn.microsoft.com/training/modules/x", "A model", "training"),
        ("", "https://learn.microsoft.com/fr-fr/training/modules/x", "A model", "training"),
        ("OpenAI Cookbook", "https://cookbook.openai.com/examples/x", "Data", "notebook"),
        ("", "https://colab.research.google.com/drive/1", "LazyMergekit", "notebook"),
        ("", "https://learn.microsoft.com/shows/ai-show/x", "To Fine Tune or Not", "video"),
        ("Vidéo", "https://a.example/x", "Le réglage", "video"),
        ("", "https://www.youtube.com/watch?v=1", "A course", "video"),
        ("Cours", "https://a.example", "X", "training"),
        ("Formation", "https://a.example", "X", "training"),
        ("Hugging Face", "https://github.com/huggingface/autotrain", "AutoTrain", "tool"),
        ("", "https://github.com/a/course", "A course on models", "training"),
        ("", "https://huggingface.co/blog/x", "X", "blog"),
        ("", "https://arxiv.org/abs/1706.03762", "Attention", "paper"),
        ("", "https://aclanthology.org/N19-1423.pdf", "BERT", "paper"),
        ("", "https://openreview.net/forum?id=1", "FLAN", "paper"),
        ("", "https://a.example/", "Nothing said", "guide"),
    ],
)
def test_kind(label: str, url: str, title: str, kind: str) -> None:
    assert links.kind(label, url, title) == kind


@pytest.mark.parametrize(
    ("label", "url", "provider"),
    [
        ("", "https://platform.openai.com/docs", "OpenAI"),
        ("OpenAI Cookbook", "https://cookbook.openai.com/x", "OpenAI"),
        ("", "https://learn.microsoft.com/x", "Microsoft"),
        ("Tutoriel", "https://docs.wandb.ai/x", "Weights & Biases"),
        ("", "https://huggingface.co/x", "Hugging Face"),
        ("Tutoriel Hugging Face", "https://www.philschmid.de/x", "Hugging Face"),
        ("Metadata", "https://www.a.example/x", "a.example"),
        ("", "https://github.com/huggingface/autotrain", "Hugging Face"),
        ("", "https://github.com/simonw/llm", "simonw"),
        ("", "https://mlabonne.github.io/blog", "mlabonne"),
        ("", "https://notopenai.com/", "notopenai.com"),
    ],
)
def test_provider(label: str, url: str, provider: str) -> None:
    assert links.provider(label, url) == provider
