"""Every sentence a person sees, in each language that Sift speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.case import GroupName
from index.leaning.verdict import Missing, Sureness
from index.resource import Answer, Band, Courtesy, Kind


@dataclass(frozen=True, slots=True)
class Wording:
    """One language. Braces are filled in by the caller; Markdown only where a field says so."""

    headings: Mapping[Band, str]
    """First line of an answer, per band."""
    courtesies: Mapping[Courtesy, tuple[str, str]]
    """First line, and what follows it, where there was no question but a courtesy."""
    covers: str
    """Behind the heading of band ``none``: what Sift does cover, and what to do next."""
    leaning: str
    """First line of a leaning; {verdict} is its name, {sureness} one of the next."""
    sureness: Mapping[Sureness, str]
    stated: str
    """Before what somebody stated and what it means; {said} are their own words."""
    despite: str
    """Before the reasons against a leaning."""
    next: str
    """Before what to do next."""
    change: str
    """Before what would change a leaning."""
    missing: Mapping[Missing, str]
    """What to tell for a better leaning, each a question."""
    hedge: str
    """Below a leaning: what it is, and what it is not."""
    sure: str
    """How sure Sift is of the best resource; {percent} is a whole number."""
    empty_question: str
    """The question has no letter or digit in it."""
    kinds: Mapping[Kind, str]
    machine_translated: str
    why: str
    """Before the passage that made a resource match."""
    related: str
    """Before the related links."""
    open: str
    """Button that opens a resource; 34 characters at most."""
    share: str
    """Button that posts an answer for everyone; 34 characters at most."""
    shared: str
    """The same button once it has been pressed."""
    helpful: str
    """Button with a thumb up; 34 characters at most."""
    unhelpful: str
    """Button with a thumb down; 34 characters at most."""
    thanks: str
    """Behind a press of either."""
    asked: str
    """Above a shared or public answer; Markdown; {who} is a mention, {question} is escaped."""
    check_case: str
    """Button under a leaning that opens the form; 34 characters at most."""
    change_case: str
    """The same under what the form came to; 34 characters at most."""
    form_title: str
    """45 characters at most."""
    groups: Mapping[GroupName, tuple[str, str]]
    """Label and description of a group of the form; 45 and 100 characters at most."""
    unknown: str
    """Choice where only one of a group can hold."""
    nothing_chosen: str
    """In place of what was chosen; no Markdown."""
    choose_one: str
    """Asks in the terminal for one of some numbers."""
    choose_some: str
    """Asks in the terminal for any of some numbers."""
    choose_again: str
    """What was typed is none of the numbers, which go up to {most}."""
    no_guide: str
    """The live index holds no decision guide."""
    failed: str
    """Something broke while answering."""
    busy: str
    """Too many people wait for an answer already."""
    slow_down: str
    """This person asks too fast."""
    too_long: str
    """The question is longer than {limit} characters."""
    cannot_share: str
    """The answer behind a Share button can no longer be read."""
    command_name: str
    command_description: str
    """100 characters at most."""
    question_name: str
    question_description: str
    share_name: str
    share_description: str
    guide_name: str
    guide_description: str
    """100 characters at most."""
    greeting: str
    """Answer to a mention or a direct message without a question."""
    prompt: str
    """Asks for a question in the terminal."""
    goodbye: str


ENGLISH = Wording(
    headings={
        "answer": "These should help.",
        "maybe": "This may be close.",
        "none": "I have nothing on that.",
    },
    courtesies={
        "greeting": ("Hello!", "Ask me about fine-tuning: Should I fine-tune or use RAG?"),
        "thanks": ("You are welcome!", "Ask again whenever you like."),
        "help": (
            "I find learning resources on fine-tuning language models.",
            "Ask in your own words, in English or French, for instance: When is fine-tuning worth "
            "it? How do I prepare my data? What can I try instead?",
        ),
    },
    covers=(
        "My list is about fine-tuning language models: whether to, how to, with which data and "
        "tools, and what to try instead. Ask about that in other words, or suggest a resource to "
        "whoever keeps the list here."
    ),
    leaning="My leaning: {verdict} ({sureness})",
    sureness={"slight": "a slight one", "fair": "a fair one", "strong": "a strong one"},
    stated="You said “{said}”",
    despite="What speaks against it",
    next="Next",
    change="What would change it",
    missing={
        "aim": "What should get better: tone, format, one task, speed, cost?",
        "knowledge": "Must it know your own documents, or facts that change?",
        "prompting": "What have you tried with the prompt, and was it enough?",
        "examples": "How many good examples do you have?",
        "retrieval": "Have you tried retrieval?",
    },
    hedge="A checklist weighed your words, no expert and no language model; you know more than it.",
    sure="{percent} % sure",
    empty_question=(
        "There is no question in that. Ask, for instance: Should I fine-tune or use RAG?"
    ),
    kinds={
        "guide": "guide",
        "tutorial": "tutorial",
        "training": "training",
        "notebook": "notebook",
        "video": "video",
        "tool": "tool",
        "blog": "blog post",
        "paper": "paper",
    },
    machine_translated="machine-translated",
    why="Matched",
    related="See also",
    open="Open",
    share="Share",
    shared="Shared",
    helpful="Helpful",
    unhelpful="Not helpful",
    thanks="Thank you, that helps to make the list better.",
    asked="{who} asked: {question}",
    check_case="Check my case",
    change_case="Change my answers",
    form_title="Should you fine-tune? Your case",
    groups={
        "examples": ("How many good examples do you have?", "Pairs of what goes in and comes out"),
        "tried": ("What have you tried so far?", "Tick all that hold"),
        "aims": ("What should get better?", "Tick all that hold"),
        "knowledge": ("What about the facts in the answers?", "Tick all that hold"),
        "limits": ("What else counts?", "Limits and anything special; tick all that hold"),
    },
    unknown="I do not know yet",
    nothing_chosen="nothing chosen",
    choose_one="Its number (empty to skip): ",
    choose_some="Their numbers, such as 1 3 (empty to skip): ",
    choose_again="Only numbers up to {most}, and one where only one can hold: ",
    no_guide="There is no decision guide here, but you can ask me a question in your own words.",
    failed="Something went wrong on my side. Please ask again in a moment.",
    busy="Too many people are asking at this moment. Please ask again in a few seconds.",
    slow_down="That was fast. Please wait ten seconds, then ask again.",
    too_long="That is too long for me: please ask in at most {limit} characters.",
    cannot_share="I can no longer read that answer. Please ask again, then share it.",
    command_name="ask",
    command_description="Find the learning resources that answer a question about fine-tuning",
    question_name="question",
    question_description="What do you want to know? For instance: should I fine-tune or use RAG?",
    share_name="share",
    share_description="Show the answer to everyone here, not only to you",
    guide_name="guide",
    guide_description="Should you fine-tune? Tick what holds for you: a leaning with its reasons",
    greeting="Ask me about fine-tuning, for instance: Should I fine-tune or use RAG?",
    prompt="Your question (exit to leave): ",
    goodbye="Bye.",
)

FRENCH = Wording(
    headings={
        "answer": "Voilà qui devrait vous aider.",
        "maybe": "Ceci s’en approche peut-être.",
        "none": "Je n’ai rien là-dessus.",
    },
    courtesies={
        "greeting": ("Bonjour !", "Demandez-moi par exemple : fine-tuner ou faire du RAG ?"),
        "thanks": ("Avec plaisir !", "Revenez quand vous voulez."),
        "help": (
            "Je trouve des ressources sur le fine-tuning des modèles de langage.",
            "Demandez avec vos mots, en français ou en anglais, par exemple : quand le fine-tuning "
            "vaut-il la peine ? comment préparer mes données ? quoi essayer à la place ?",
        ),
    },
    covers=(
        "Ma liste porte sur le fine-tuning des modèles de langage : faut-il le faire, comment, "
        "avec quelles données et quels outils, et quoi essayer à la place. Reformulez dans ce "
        "sens, ou proposez une ressource à la personne qui tient la liste ici."
    ),
    leaning="Je penche pour : {verdict} ({sureness})",
    sureness={"slight": "un peu", "fair": "assez", "strong": "nettement"},
    stated="Vous dites « {said} »",
    despite="Ce qui parle contre",
    next="Ensuite",
    change="Ce qui changerait cela",
    missing={
        "aim": "Qu’est-ce qui doit s’améliorer : ton, format, une tâche, vitesse, coût ?",
        "knowledge": "Faut-il connaître vos documents, ou des faits qui changent ?",
        "prompting": "Qu’avez-vous essayé avec le prompt, et cela a-t-il suffi ?",
        "examples": "Combien de bons exemples avez-vous ?",
        "retrieval": "Avez-vous essayé la recherche documentaire ?",
    },
    hedge=(
        "Une liste de critères a pesé vos mots, ni expert ni modèle de langage ; vous en savez "
        "plus qu’elle."
    ),
    sure="sûr à {percent} %",
    empty_question=(
        "Il n’y a pas de question là-dedans. Demandez par exemple : faut-il fine-tuner ou faire "
        "du RAG ?"
    ),
    kinds={
        "guide": "guide",
        "tutorial": "tutoriel",
        "training": "formation",
        "notebook": "notebook",
        "video": "vidéo",
        "tool": "outil",
        "blog": "billet de blog",
        "paper": "article",
    },
    machine_translated="traduit automatiquement",
    why="Correspond à",
    related="Voir aussi",
    open="Ouvrir",
    share="Partager",
    shared="Partagé",
    helpful="Utile",
    unhelpful="Pas utile",
    thanks="Merci, cela aide à améliorer la liste.",
    asked="{who} a demandé : {question}",
    check_case="Vérifier mon cas",
    change_case="Changer mes réponses",
    form_title="Faut-il fine-tuner ? Votre cas",
    groups={
        "examples": (
            "Combien de bons exemples avez-vous ?",
            "Des paires : ce qui entre, ce qui sort",
        ),
        "tried": ("Qu’avez-vous déjà essayé ?", "Cochez tout ce qui est vrai"),
        "aims": ("Qu’est-ce qui doit s’améliorer ?", "Cochez tout ce qui est vrai"),
        "knowledge": ("Et les faits dans les réponses ?", "Cochez tout ce qui est vrai"),
        "limits": (
            "Quoi d’autre compte ?",
            "Vos limites et le reste ; cochez tout ce qui est vrai",
        ),
    },
    unknown="Je ne sais pas encore",
    nothing_chosen="rien de choisi",
    choose_one="Son numéro (vide pour passer) : ",
    choose_some="Leurs numéros, par exemple 1 3 (vide pour passer) : ",
    choose_again="Seulement des numéros jusqu’à {most}, un seul où un seul peut valoir : ",
    no_guide="Il n’y a pas de guide de décision ici, mais posez-moi une question avec vos mots.",
    failed="Quelque chose a mal tourné de mon côté. Reposez la question dans un instant.",
    busy="Trop de monde demande en ce moment. Reposez la question dans quelques secondes.",
    slow_down="C’est allé vite. Attendez dix secondes, puis reposez la question.",
    too_long="C’est trop long pour moi : posez la question en {limit} caractères au plus.",
    cannot_share="Je ne peux plus relire cette réponse. Reposez la question, puis partagez-la.",
    command_name="demander",
    command_description="Trouver les ressources qui répondent à une question sur le fine-tuning",
    question_name="question",
    question_description="Que voulez-vous savoir ? Par exemple : fine-tuner ou faire du RAG ?",
    share_name="partager",
    share_description="Montrer la réponse à tout le monde ici, pas seulement à vous",
    guide_name="guide",
    guide_description="Fine-tuner ou pas ? Cochez ce qui est vrai : une tendance et ses raisons",
    greeting=(
        "Posez-moi une question sur le fine-tuning, par exemple : fine-tuner ou faire du RAG ?"
    ),
    prompt="Votre question (exit pour sortir) : ",
    goodbye="À bientôt.",
)

_LANGUAGES = {"en": ENGLISH, "fr": FRENCH}


def wording(language: str) -> Wording:
    """Give the sentences in a language (``fr``, ``fr-CA``), else in English."""
    return _LANGUAGES.get(_code(language), ENGLISH)


def spoken(locale: str) -> str | None:
    """Give the language of a locale (``fr`` of ``fr-CA``) when Sift has sentences in it."""
    code = _code(locale)
    return code if code in _LANGUAGES else None


def _code(locale: str) -> str:
    return locale.partition("-")[0].lower()


def without_cards(answer: Answer, words: Wording) -> tuple[str, str]:
    """Give the first line of an answer without cards, and what follows it."""
    if answer.courtesy is not None:
        return words.courtesies[answer.courtesy]
    return words.headings["none"], words.covers
