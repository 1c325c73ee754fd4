"""How many examples a clause speaks of, in digits or in words, English or French."""

from __future__ import annotations

import re

from index.overlap import folded

FEW, MANY = 50, 200
"""Below `FEW` there are few examples, from `MANY` on there are many."""

_WORDS = {
    "no": 0, "zero": 0, "aucun": 0, "aucune": 0,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80, "hundred": 100, "thousand": 1_000,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "cent": 100, "cents": 100, "mille": 1_000,
    "million": 1_000_000,
    "couple": 2, "handful": 5, "poignee": 5, "few": 5, "quelques": 5, "dozen": 12, "dozens": 36,
    "dizaine": 10, "dizaines": 30, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "centaine": 100, "centaines": 300,
    "hundreds": 300, "thousands": 3_000, "millier": 1_000, "milliers": 3_000,
    "millions": 3_000_000,
}  # fmt: skip
_MULTIPLIERS = frozenset({"hundred", "thousand", "million", "cent", "cents", "mille", "dozen"})
_NOUN = (
    r"(?:examples?|exemples?|samples?|echantillons?|tickets?|conversations?|convos?|chats?|pairs?"
    r"|paires?|dialogu?e?s?|demonstrations?|transcripts?|transcriptions?|e?mails?|courriels?"
    r"|annotations?|datapoints?|rows|lignes|labels?|reponses|answers|replies|qas?|shots?)"
)
_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?(?=[ ]?k\b)|\d+|" + "|".join(
    sorted(_WORDS, key=len, reverse=True)
)
_COUNTED = re.compile(
    rf"(?<![\w.,$€-])(?:(?P<first>{_NUMBER})(?P<thousand>[ ]?k)?\+?)"
    rf"(?:[ -](?P<second>{'|'.join(sorted(_WORDS, key=len, reverse=True))}))?"
    rf"(?:[ '’&/\-]+(?!in\b|dans\b|per\b|par\b|prompts?\b|tokens?\b)[^\W\d_]+){{0,4}}?"
    rf"[ '’&/\-]+{_NOUN}\b(?P<rest>.*)"
)
_RATE = re.compile(
    r"^[^,.]{0,12}?\b(?:a|an|per|each|every|par|chaque)\s+(?:day|week|month|hour|year|jour|semaine"
    r"|mois|heure|an|annee)\b"
)
_IN_PROMPT = re.compile(r"\b(?:prompts?|few[- ]shots?|context|contexte)\b")


def count_examples(clause: str) -> int | None:
    """Give how many examples there are, None where the clause does not tell.

    Examples a day and examples inside a prompt are no stock of examples.
    """
    plain = folded(clause)
    found = _COUNTED.search(plain)
    if found is None or _RATE.match(found["rest"]) or _IN_PROMPT.search(plain):
        return None
    count = _value(found["first"], is_thousands=bool(found["thousand"]))
    if second := found["second"]:
        count = count * _WORDS[second] if second in _MULTIPLIERS else _WORDS[second]
    return round(count)


def _value(said: str, *, is_thousands: bool) -> float:
    if said in _WORDS:
        return _WORDS[said]
    if is_thousands:
        return float(said.replace(",", ".")) * 1_000
    return int(re.sub(r"\D", "", said))
