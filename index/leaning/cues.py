"""What a clause says beyond doubt: counts, what was tried or not, what is not wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.leaning.counts import FEW, MANY, count_examples
from index.leaning.weighing import is_worded_as_decision
from index.overlap import normalised

_NOT = (
    r"(?:not|never|no|none|haven t|hasn t|didn t|havent|hasnt|didnt|isn t|aren t|without|yet to"
    r"|ne|n|pas|jamais|aucune?|rien|sans|ni)"
)
_NEGATED = re.compile(rf"\b{_NOT}\b")
_TRIED = re.compile(
    r"\b(?:tried|tested|attempted|already (?:use|used|using|have|do|did|added|built)|experimented"
    r"|trying|deja|essaye\w*|teste\w*|tente\w*|made no difference|plateau\w*|didn t help"
    r"|didn t cut|wasn t enough|not enough|isn t enough|pas suffi\w*|suffit pas|suffi pas)\b"
)
_TRY = re.compile(r"\b(?:tr(?:y|ied|ying)|test(?:ed)?|touch(?:ed)?|essaye\w*|teste\w*|tente\w*)\b")
_UNTRIED = re.compile(
    rf"\b(?:{_NOT} (?:\w+ ){{0,3}}(?:tried|tested|attempted|touched|experimented|try|essaye\w*"
    r"|teste\w*|tente\w*)|(?:yet|encore) (?:to )?(?:try|tried|essaye\w*|teste\w*))\b"
)
_PROMPTING = re.compile(
    r"\b(?:(?:few|one|multi|zero) ?shots?|fewshots?|prompting|prompts?|system prompts?"
    r"|prompt engineering|instructions?|consignes?|chain of thought|cot)\b"
)
_RETRIEVAL = re.compile(
    r"\b(?:rag|retrieval|vector (?:db|database|store|search)s?|embeddings?|semantic search"
    r"|recherche (?:vectorielle|documentaire|semantique)|base vectorielle|retriever)\b"
)
_UNWANTED = re.compile(
    r"\b(?:(?:do|does|did|is|are|would|will|ca|c|en|y|on|n|ne)? ?(?:don t|doesn t|dont|doesnt|not"
    r"|no|n|ne|pas|aucun|sans|never) (?:\w+ ){0,3}?(?:need\w*|matter\w*|care|require\w*|mind|worry"
    r"|besoin|necessaire\w*|importe\w*|grave|obligatoire\w*|exige\w*|genant\w*)"
    r"|(?:isn t|is not|aren t|are not|not|no|n est pas|pas|ne sont pas|n y a pas) (?:\w+ ){0,3}?"
    r"(?:issues?|problems?|concerns?|bottlenecks?|problemes?|soucis?|priorite|priority"
    r"|contraintes?|enjeux?)|(?:is|are|s|works?|looks?|est|sont|marche|va) (?:totally |already "
    r"|perfectly |tres |deja )?(?:fine|ok|okay|cheap enough|fast enough|good enough|bien"
    r"|correcte?s?|bons?|bonnes?))\b"
)
_STABLE = re.compile(
    r"\b(?:(?:never|hardly|rarely|barely|don t|doesn t|do not|does not|won t|almost never|jamais"
    r"|rarement|presque jamais|n\w*) (?:\w+ )?(?:chang\w+|mov\w+|evolu\w+|updat\w+|boug\w+)"
    r"|(?:chang\w+|evolu\w+|boug\w+) (?:\w+ )?(?:never|rarely|hardly|jamais|rarement|pas|peu)"
    r"|stables?|static|frozen|figee?s?|statiques?)\b"
)
_TUNED = re.compile(
    r"tuned|trained|adapter|lora\b|checkpoint|\bft\b|tuné|entra[iî]né|affiné"
    r"|(?:d[eé]j[aà]|mod[eè]le|model|version|notre|our|last|first|previous|existing|derni\w+|premi\w+)"
    r" (?:\w+[ -]){0,2}(?:fine[ -]?tun|train|entra[iî]n)|\bv\d\b",
    re.IGNORECASE,
)
"""Without one of these nothing is tuned already; "should I fine-tune?" is near, and says no such
thing."""
WANTS = frozenset(
    {
        "citations", "style", "format", "latency", "token-cost", "private-documents",
        "changing-knowledge", "jargon", "small-model", "privacy", "function-calling",
        "fabrications", "long-prompt", "new-data",
    }
)  # fmt: skip
"""Circumstances that are gone where they are no need and no trouble."""
PAIRS = (
    ("few-examples", "many-examples"),
    ("prompting-tried", "prompting-untried"),
    ("retrieval-tried", "retrieval-untried"),
)
"""Circumstances that rule each other out."""


def stated_surely(clause: str) -> Iterator[tuple[str, bool]]:
    """Give circumstances that the words of a clause settle, each with whether it holds."""
    count = count_examples(clause)
    if count is not None:
        yield "few-examples", count < FEW
        yield "many-examples", count >= MANY
    if not _TUNED.search(clause):
        yield "already-tuned", False
    plain = normalised(clause)
    if _UNWANTED.search(plain):
        yield from ((wanted, False) for wanted in sorted(WANTS))
    if _STABLE.search(plain):
        yield "changing-knowledge", False
    yield from _tried(plain)


def _tried(plain: str) -> Iterator[tuple[str, bool]]:
    is_untried = bool(_UNTRIED.search(plain))
    if not is_untried and not _TRIED.search(plain):
        if is_worded_as_decision(plain):
            # "fine-tune or use RAG?" names ways, and says of none that it was tried.
            yield from ((name, False) for name in (*PAIRS[1], *PAIRS[2]))
        return
    for what, named in (("prompting", _PROMPTING), ("retrieval", _RETRIEVAL)):
        if named.search(plain):
            yield f"{what}-tried", not is_untried
            yield f"{what}-untried", is_untried
