"""Judge words around a link: do they name the resource, label it, or are they prose or filler?"""

from __future__ import annotations

import re

_NOT_WORDS = re.compile(r"[\W_]+")
_FILLER = frozenset(
    """article articles arxiv blog blogpost code colab data dataset demo doc docs documentation github
    hf here homepage html huggingface link links list model models more notebook notebooks page paper
    papers pdf post poster project publication read repo repository site slides source src summary
    tutorial url video view visit web webpage website weights youtube
    lien liens ici papier vidéo dépôt site voir lire hier aquí aqui enlace qui 链接 论文 代码 リンク
    blog_post project_page open_in_colab click_here read_more more_info official_code home_page
    open_notebook en_savoir_plus cliquez_ici arxiv_link paper_link pdf_link github_link github_repo
    official_website official_site open_in_studio_lab open_in_kaggle 1 2 3 4 5""".split()
)
_FUNCTION_WORD = re.compile(
    r"\b(?:like|with|as|the|a|an|and|or|of|to|in|on|by|from|using|via|this|see|our|at|for|is|are"
    r"|comme|avec|le|la|les|un|une|de|des|du|et|ou|à|au|aux|dans|par|sur|pour|cet|cette|ce|voir)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[.!?…](?:\s|$)|[。！？]")
_CHECKBOX = re.compile(r"^\[[ xX]?\]\s*")
_CLAUSE = re.compile(r"(?<=[^\W_]{2})\.\s")
MAX_LABEL_WORDS = 8
MAX_TITLE_WORDS = 60


def is_filler(title: str, header: str = "") -> bool:
    """Tell whether a link's text names no resource: ``Paper``, ``[PDF]``, ``ici``, its column's header."""
    key = _NOT_WORDS.sub("_", title.casefold()).strip("_")
    return not key or key in _FILLER or key == _NOT_WORDS.sub("_", header.casefold()).strip("_")


def has_words(text: str) -> bool:
    """Tell whether there is a letter or digit in it."""
    return any(character.isalnum() for character in text)


def has_letters(text: str) -> bool:
    """Tell whether it says more than a number, date or tick."""
    return sum(character.isalpha() for character in text) >= 2


def without_checkbox(text: str) -> str:
    """Drop a task list's checkbox from the front."""
    return _CHECKBOX.sub("", text.lstrip())


def is_label(words: str) -> bool:
    """Tell whether the words before a link are a label, a date or nothing, rather than prose."""
    if len(words.split()) > MAX_LABEL_WORDS or _SENTENCE_END.search(words):
        return False
    tail = re.split(r"[:–—|]\s*|\s-\s", words)[-1].split()
    return len(tail) < 2 or not _FUNCTION_WORD.search(words)


def is_title(words: str) -> bool:
    """Tell whether the words before a filler link (``[pdf]``) can name what it leads to."""
    count = len(words.split())
    return has_letters(words) and count <= MAX_TITLE_WORDS and not _FUNCTION_WORD.search(words)


def first_clause(words: str) -> tuple[str, str]:
    """Cut a title off what follows it: ``Title. Authors, 2023`` gives title and rest."""
    found = _CLAUSE.search(words)
    if not found or not has_letters(words[: found.start()]):
        return words, ""
    return words[: found.start()], words[found.start() :]
