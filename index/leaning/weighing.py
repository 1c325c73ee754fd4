"""Words by which people weigh one way against another."""

from __future__ import annotations

import re

from index.overlap import normalised

_WEIGHING = (
    # what one should do
    r"should (?:i|we|my|our|a)\b|shall we|would you|(?:am|are|is|do|does) (?:i|we|it|this|that|my"
    r"|our|us|there) (?:even |really |actually )?(?:need|ready|justified|right|better|too early"
    r"|call|time|a case)|ready (?:for|to)|another round|what would you"
    r"|which (?:way|approach|one|route|path|option)",
    # whether it is worth it
    r"worth|(?:good|bad|dumb) idea|overkill|makes? sense|better (?:to|off|idea)|smarter|pays? off"
    r"|the answer|right (?:call|move|tool|lever|approach|answer|choice|way|next)|who(?: i)?s right"
    r"|recommend|advi[cs]e|decide|whether|wasting|way to go|call for|do you think|mistake|any point"
    r"|big enough|yes or no|cheaper option|smart or|a case for|leaning|next step|your take"
    r"|opinion|go for|waste|overthink",
    # one or the other
    r"or (?:not|rag|retriev|fine|prompt|just|stick|keep|is|leave|should|better|do|look|train|tun|a"
    r"|add|skip)\b|vs\b|versus|instead of|rather than",
    # the same in French
    r"faut il|vaut (?:il|elle|ca|le|la|mieux)|ca vaut|on (?:devrait|doit|part|passe|se lance)"
    r"|devrai|dois je|je dois|(?:bonne|mauvaise) idee|ou (?:pas|rag|plutot|bien|fine|on|rester|la"
    r"|de la|du|faire|juste|simplement|une?|prompt)\b|plutot|mieux|quelle (?:approche|voie|option"
    r"|solution|piste)|utile|pertinent|raisonnable|justifie|rentable|conseil|avis|feri?ez|ferais"
    r"|interet|sens de|a du sens|raison|bon choix|necessaire|trop tot|prete?s?\b|peine|le coup|tort"
    r"|inutile|exagere|choisi\w*|decider|je prends|moment est il|la bonne|on peut s en"
    r"|se passer d"
    r"|avant de payer|penche|oui ou non|sert a quelque|sage\b|malin|sense\b|serieux|vraie reponse"
    r"|prochaine etape|assez gros|(?:essay|commenc|fine tun|affin|entrain|mettr)er(?:iez|ais)"
    r"|au lieu d|on (?:affine|finetune|fine tune|tune|entraine|reentraine|garde|continue)",
)
_WORDS = re.compile(rf"\b(?:{'|'.join(_WEIGHING)})")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WAY = re.compile(
    r"\b(?:(?:fine ?)?tun(?:e|er|ing|ed)\b|retrain|train|rag\b|retriev|(?:re|s )?entrain|affin)"
)
_ASKING = re.compile(
    r"(?:how|what|which|where|when|why|who|can|could|is|are|do|does|did|will|got|any|comment|quel\w*"
    r"|combien|ou|quand|pourquoi|qui|peut|puis|est|c|y|existe|existe t|que|quoi)\b"
)
MOST_WORDS = 10
MOST = 2
"""Sentences that are looked at; each costs an encoding."""


def is_worded_as_decision(text: str) -> bool:
    """Tell whether the words weigh something, or name a way and end in a question mark.

    "Fine-tune?" and "On entraîne un modèle ?" do the latter; who begins with how, what or does asks
    for something else.
    """
    plain = normalised(text)
    if _WORDS.search(plain):
        return True
    is_bare = text.rstrip().endswith("?") and len(plain.split()) <= MOST_WORDS
    return is_bare and bool(_WAY.search(plain)) and not _ASKING.match(plain)


def weighing_sentences(text: str) -> list[str]:
    """Give the sentences of a longer message that may ask for a decision, the last ones first."""
    sentences = _SENTENCE.split(text)
    if len(sentences) < 2:
        return []
    return [one for one in reversed(sentences) if _may_weigh(one)][:MOST]


def _may_weigh(sentence: str) -> bool:
    is_asked = sentence.rstrip().endswith("?") and not _ASKING.match(normalised(sentence))
    return is_asked or is_worded_as_decision(sentence)
