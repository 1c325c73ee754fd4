"""Which language a message is in, by its small words."""

import pytest

from index.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Should I fine-tune or use RAG?", "en"),
        ("dois-je fine-tuner ?", "fr"),
        ("faut il entrainer un modele pour sa ?", "fr"),
        ("jveux fine tuner mistral chui perdu", "fr"),
        ("how do I deploy a fine-tuned model on azure", "en"),
        ("C’est quoi le QLoRA", "fr"),
        ("E\u0301valuer un mode\u0300le affine\u0301", "fr"),
        ("fine-tuning", "en"),
        ("", "en"),
        ("12 + 12 = ?", "en"),
        ("微调", "en"),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text) == language
