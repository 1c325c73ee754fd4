"""Judge the words around a link: whether they name the resource, label it, or are neither."""

from __future__ import annotations

import re

_NOT_WORDS = re.compile(r"[\W_]+")
_FILLER = frozenset(
    re.split(
        r"\s+",
        """article articles arxiv blog blogpost code colab data dataset demo doc docs
        documentation github hf here homepage html huggingface link links list model models
        more notebook notebooks page paper papers pdf post poster project publication read
        repo repository site slides source src summary tutorial url video view visit web
        webpage website weights youtube lien liens ici papier vidéo dépôt site voir lire hier
        aquí aqui enlace qui 链接 论文 代码 リンク blog_post project_page open_in_colab click_here
        read_more more_info official_code home_page open_notebook en_savoir_plus cliquez_ici
        arxiv_link paper_link pdf_link github_link github_repo official_website official_site
        open_in_studio_lab open_in_kaggle notes""",
    )
)
_FUNCTION_WORD = re.compile(
    r"\b(?:like|with|as|the|a|an|and|or|of|to|in|on|by|from|using|via|this|see|our|at|for|is|are"
    r"|comme|avec|le|la|les|un|une|de|des|du|et|ou|à|au|aux|dans|par|sur|pour|cet|cette|ce|voir)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}(?<!\bal)(?<!\bvs)[.!?…](?:\s|$)|[。！？]")
_DATE = re.compile(
    r"(?:week|day|session|semaine|jour|woche|tag|semana|mon|tue|wed|thu|fri|jan|f[eé]b|mar|apr|avr"
    r"|may|mai|jun|juin|jul|juil|aug|ao[uû]t|sep|oct|okt|nov|dec|d[eé]c|dez)"
    r"[a-zéû]*[.,]?\s*[\d/ ,.-]*",
    re.IGNORECASE,
)
_CHECKBOX = re.compile(r"^\[[ xX]?\]\s*")
_CLAUSE = re.compile(r"(?<=[^\W_]{2})(?<!\bal)(?<!\bvs)\.\s")
_CREDIT = re.compile(r"\s*(?:by|par|von|de|du|from|in|at|and|et)\b", re.IGNORECASE)
MAX_LABEL_WORDS = 8
MAX_CITATION_WORDS = 25
MAX_TITLE_WORDS = 60


def is_filler(title: str, header: str = "") -> bool:
    """Tell whether a link's text names nothing: ``Paper``, ``ici``, its column's header."""
    key = _NOT_WORDS.sub("_", title.casefold()).strip("_")
    if not key or key.isdigit() or key in _FILLER or key.startswith("arxiv_"):
        return True
    return key == _NOT_WORDS.sub("_", header.casefold()).strip("_")


def has_words(text: str) -> bool:
    """Tell whether there is a letter or digit in it."""
    return any(character.isalnum() for character in text)


def has_letters(text: str) -> bool:
    """Tell whether it says more than a number, date or tick."""
    return sum(character.isalpha() for character in text) >= 2


def is_date(text: str) -> bool:
    """Tell whether it only says when: ``Jan 5``, ``Week 2``."""
    return bool(_DATE.fullmatch(text))


def without_checkbox(text: str) -> str:
    """Drop a task list's checkbox from the front."""
    return _CHECKBOX.sub("", text.lstrip())


def is_label(words: str, following: str) -> bool:
    """Tell whether the words before a link lead to it, rather than being a sentence around it.

    They do if they are few, or end with a colon, a dash or a stop, and no sentence runs on behind.
    """
    count, begins = len(words.split()), following.lstrip()[:1]
    if not has_words(words):
        return True
    if words.endswith((":", "-", "–", "—", "|", "：")):
        return count <= MAX_CITATION_WORDS and not _SENTENCE_END.search(words)
    if words.endswith(".") and not begins.isalpha():
        return count <= MAX_CITATION_WORDS
    runs_on = begins.islower() and not _CREDIT.match(following)
    ends_openly = " " in words and bool(_FUNCTION_WORD.search(words))
    is_inside = words.count("(") > words.count(")")
    is_long = count > MAX_LABEL_WORDS or bool(_SENTENCE_END.search(words))
    return not (runs_on or ends_openly or is_inside or is_long)


def label(words: str) -> str:
    """Give the words before a link as a label: no brackets around it, no lone number or article."""
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1]
    is_empty = not has_letters(words) and sum(map(str.isdigit, words)) < 4
    return "" if is_empty or _FUNCTION_WORD.fullmatch(words) else words


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
