"""What words, hosts and paths say about the kind of a resource; tables to extend."""

from __future__ import annotations

import re

from index.resource import Kind

Table = tuple[tuple[Kind, re.Pattern[str]], ...]
"""Patterns in order of weight: the first that is found decides."""


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def _places(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


BY_WORD: Table = (
    (
        "video",
        _words(
            r"vid[eé]os?",
            r"webinar\w*",
            "webinaire",
            r"[eé]pisodes?",
            "talks?",
            "lectures?",
            "youtube",
        ),
    ),
    ("notebook", _words("(?:note|cook)books?", "colab", "jupyter", "carnets?")),
    (
        "tutorial",
        _words("tuto(?:rial|riel)?s?", "how[- ]to", "walkthroughs?", "codelabs?", "anleitung"),
    ),
    (
        "training",
        _words(
            "trainings?",
            "formations?",
            "courses?",
            "cours",
            "class(?:es)?",
            "lessons?",
            "le[cç]ons?",
        ),
    ),
    (
        "training",
        _words("modules?", "mooc", "bootcamp", "workshops?", "ateliers?", "parcours", "curriculum"),
    ),
    ("training", _words("learning path", "kurse?", "schulung", "cursos?")),
    ("paper", _words("papers?", "papiers?", "arxiv", "survey", "th(?:esis|[eè]se)", "preprint")),
    ("blog", _words("blogs?", "billets?", "articles?", "(?:blog ?)?posts?", "newsletter")),
    ("tool", _words("tools?", "outils?", "librar(?:y|ies)", "frameworks?", "biblioth[eè]ques?")),
    ("tool", _words("repo(?:sitory)?", "d[eé]p[oô]t", "d[eé]mo")),
    (
        "guide",
        _words("guides?", "guidance", "docs?", "documentation", "handbook", "manue?l", "books?"),
    ),
)
"""For labels and titles, in English, French, and a little German and Spanish."""

BY_PLACE: Table = (
    (
        "paper",
        _places(
            r"^(?:[\w-]+\.)*(?:arxiv|aclanthology|aclweb|openreview|jmlr|semanticscholar|doi)\.\w+/",
            r"^(?:[\w-]+\.)*(?:biorxiv|neurips|nips|thecvf|dl\.acm|ieeexplore\.ieee|mlr)\.\w+/",
            r"^(?:proceedings|papers)\.|^huggingface\.co/papers/|\.pdf$",
        ),
    ),
    (
        "video",
        _places(
            r"^(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)/",
            r"/shows/|^ted\.com/talks",
        ),
    ),
    (
        "notebook",
        _places(
            r"^colab\.research\.google\.|^cookbook\.openai\.|^kaggle\.com/code/|nbviewer|\.ipynb$"
        ),
    ),
    ("tutorial", _places(r"/tutorials?(?:[/.-]|$)", "/codelabs?/", "/quick-?start")),
    (
        "training",
        _places(
            r"^(?:[\w-]+\.)*(?:coursera|edx|udemy|udacity|deeplearning|khanacademy|datacamp)\.\w+/",
            r"^learn\.microsoft\.com/(?:[\w-]+/)?training/|^huggingface\.co/learn/",
            r"^courses?\.|/courses?(?:/|$)",
        ),
    ),
    (
        "blog",
        _places(
            r"^blog\.|/blogs?(?:/|$)|/posts?/|^philschmid\.de/",
            r"^(?:[\w-]+\.)*(?:medium|substack|towardsdatascience|dev)\.(?:com|to)/",
        ),
    ),
)
"""For host and path, without ``www.``."""


def kind_by(text: str, table: Table) -> Kind | None:
    """Give the first kind of `table` that `text` speaks for."""
    return next((kind for kind, pattern in table if pattern.search(text)), None)
