"""Tell a greeting, thanks or a call for help from a question: they want a word back, no cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from index.features import words_of
from index.resource import Courtesy

LONGEST = 7
"""Words; what is longer says something else as well."""
_SAID: Mapping[Courtesy, str] = {
    "greeting": """
        hello hi hey heya hiya hola yo sup howdy greetings gm morning afternoon evening
        bonjour bonsoir salut coucou slt bjr bsr allo hello kikou cc wesh
    """,
    "thanks": """
        thanks thank thx ty tysm tks thankyou cheers appreciated
        merci mercis mci remercie
    """,
    "help": "help aide aidez usage commands commandes menu",
}
_FILLERS = frozenset(
    word
    for line in (
        "a all again and bot day everybody everyone folks friend friends good guys have it",
        "lot lots man mate me mr much of one please pls plz sift so there to very you your",
        "team for that the thank s awesome great perfect nice cool super helpful beaucoup",
        "bien bcp bonne c ca d de des du est et grand grande il infiniment je journee l la le les",
        "ma mille moi mon mes nuit plait pour si soiree stp svp t te tous toutes tout monde toi",
        "tres vous va parfait genial top",
    )
    for word in line.split()
)
_PHRASES: Mapping[str, Courtesy] = {
    "how are you": "greeting",
    "how is it going": "greeting",
    "what s up": "greeting",
    "whats up": "greeting",
    "ca va": "greeting",
    "comment ca va": "greeting",
    "comment vas tu": "greeting",
    "comment allez vous": "greeting",
    "what can you do": "help",
    "what can i ask": "help",
    "what can i ask you": "help",
    "what do you do": "help",
    "what do you know": "help",
    "who are you": "help",
    "what are you": "help",
    "how do you work": "help",
    "how does this work": "help",
    "how does this bot work": "help",
    "how do i use this": "help",
    "how do i use you": "help",
    "que sais tu faire": "help",
    "que peux tu faire": "help",
    "tu sais faire quoi": "help",
    "tu fais quoi": "help",
    "tu peux faire quoi": "help",
    "tu sers a quoi": "help",
    "a quoi tu sers": "help",
    "a quoi sers tu": "help",
    "qui es tu": "help",
    "t es qui": "help",
    "tu es qui": "help",
    "comment ca marche": "help",
    "comment tu marches": "help",
    "que puis je demander": "help",
    "je peux demander quoi": "help",
    "besoin d aide": "help",
    "j ai besoin d aide": "help",
    "i need help": "help",
    "can you help me": "help",
    "can you help": "help",
    "tu peux m aider": "help",
    "pouvez vous m aider": "help",
}
_WORDS = {word: kind for kind in get_args(Courtesy) for word in _SAID[kind].split()}


def courtesy(text: str) -> Courtesy | None:
    """Give what a message of nothing but courtesies asks for; None where it says more."""
    words = words_of(text)
    if not 0 < len(words) <= LONGEST:
        return None
    if phrase := _PHRASES.get(" ".join(words)):
        return phrase
    kinds = [_WORDS[word] for word in words if word in _WORDS]
    if not kinds or any(word not in _WORDS and word not in _FILLERS for word in words):
        return None
    # "Hello, thanks" is thanks; "hello, help" is a call for help.
    return next(kind for kind in ("help", "thanks", "greeting") if kind in kinds)
