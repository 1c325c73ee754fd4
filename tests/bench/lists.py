"""Resource lists to measure with: the given one, and seeded synthetic ones of any length.

A list is written twice: as JSON lines {id, title, text} for the peers, and as a folder of Markdown
for Sift. The synthetic texts are phrases cut from the words of the given list, joined by templates
with subjects from elsewhere: 10 to 40 words each, no two alike. They read poorly, but a tokenizer
and an encoder work as hard on them as on real ones.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = 20_260_718
LINES_A_FILE = 5_000
FEWEST_WORDS, MOST_WORDS = 10, 40

Resource = dict[str, str]

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]|[Aa]")


def _listed(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",")]


_EDGES = frozenset(
    re.findall(
        r"\w+",
        """
        a an and any are as at be but by can could each for from has have how in is it its of on
        one or see so some than that the their them then this to what when which while why will
        with worth you your
        """,
    )
)
_SUBJECTS = _listed(
    """
    river ecology, tax law, Kubernetes, speech recognition, crop yields, satellite images,
    chess, PostgreSQL, music theory, protein folding, customer support, road traffic, old
    manuscripts, weather forecasts, robot arms, medical notes, search engines, spreadsheets,
    school lessons, compilers, sign language, wind turbines, insurance claims, graph
    databases, film subtitles, patents, bird songs, message queues, recipes, phone
    batteries, court rulings, web accessibility, drug trials, Rust, power grids, museum
    archives, fraud detection, browser extensions, earthquakes, recommender systems, sports
    statistics, job interviews, distributed storage, poetry, shipping, 3D printing, privacy,
    time series, emergency calls, street maps, virtual reality, soil samples, unit tests,
    public transport, genealogy, cloud costs, network security, dialects, astronomy, payroll
    """
)
_VERBS = _listed(
    """
    build, compare, debug, deploy, describe, evaluate, explain, improve, measure, monitor,
    plan, prepare, repair, review, scale, simplify, speed up, teach, test, understand,
    update, visualise
    """
)
_TITLES = (
    "{A} for {s}",
    "How to {v} {a}",
    "{A} and {b} in practice",
    "{S}: a guide to {a}",
    "What {a} means for {s}",
    "{V} {s} with {a}",
    "From {a} to {b}",
    "{A} step by step",
)
_SENTENCES = (
    "Shows how to {v} {a}, with {s} as the example.",
    "Explains {a} and when {b} is the better choice.",
    "A notebook that helps you {v} {s} by means of {a}.",
    "For people who want to {v} {a} without {b}.",
    "Covers {a}, {b} and the limits to expect.",
    "The second part is about {s}.",
    "Compares {a} with {b} on data about {s}.",
    "Written for those who {v} {s} every day.",
    "Builds on {a}.",
    "You learn to {v} {b} yourself.",
)
_QUESTIONS = (
    "How do I {v} {a} for {s}?",
    "should I use {a} or {b}",
    "Where can I learn about {a} and {s}?",
    "what is the easiest way to {v} {s} with {a}?",
    "Is there a tutorial on {b}?",
    "I have to {v} {s} at work, does {a} help?",
)


def write_synthetic(count: int, folder: Path) -> None:
    """Write `count` synthetic resources below `folder`: list.jsonl, and seeds/ for Sift."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    made = resources()
    with (folder / "list.jsonl").open("w", encoding="utf-8") as listing:
        for start in range(0, count, LINES_A_FILE):
            part = list(islice(made, min(LINES_A_FILE, count - start)))
            listing.writelines(json.dumps(resource) + "\n" for resource in part)
            page = "# A synthetic list\n\n" + "\n".join(map(_bullet, part)) + "\n"
            (seeds / f"part-{start // LINES_A_FILE:04}.en.md").write_text(page, encoding="utf-8")


def resources() -> Iterator[Resource]:
    """Give synthetic resources without end, always the same ones, no text twice."""
    chance = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    phrases = _phrases()
    seen: set[int] = set()
    while True:
        resource = _resource(len(seen), chance, phrases)
        if (mark := hash(resource["text"])) not in seen:
            seen.add(mark)
            yield resource


def questions(count: int) -> list[str]:
    """Give synthetic questions from a stream of their own: no resource is made from them."""
    chance = random.Random(SEED + 1)  # noqa: S311 - reproducible, not secret
    phrases = _phrases()
    return [_filled(chance.choice(_QUESTIONS), chance, phrases) for _ in range(count)]


def real_questions() -> list[str]:
    """Give the evaluation set's English questions that the given list can answer, shuffled."""
    lines = (ROOT / "tests/evaluation/en.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [said["q"] for said in map(json.loads, lines) if not said.get("declined")]
    random.Random(SEED).shuffle(asked)  # noqa: S311 - reproducible, not secret
    return asked


def _resource(number: int, chance: random.Random, phrases: list[str]) -> Resource:
    wanted = chance.randint(FEWEST_WORDS, MOST_WORDS)
    text = ""
    while len(text.split()) < wanted:
        text = f"{text} {_filled(chance.choice(_SENTENCES), chance, phrases)}".strip()
    cut = " ".join(text.split()[:MOST_WORDS]).rstrip(".,") + "."
    title = _filled(chance.choice(_TITLES), chance, phrases)
    return {"id": f"https://example.org/{number}", "title": title, "text": cut}


def _filled(template: str, chance: random.Random, phrases: list[str]) -> str:
    first, subject, verb = chance.choice(phrases), chance.choice(_SUBJECTS), chance.choice(_VERBS)
    return template.format(
        a=first,
        A=first[0].upper() + first[1:],
        b=chance.choice(phrases),
        s=subject,
        S=subject[0].upper() + subject[1:],
        v=verb,
        V=verb.capitalize(),
    )


def _phrases() -> list[str]:
    """Cut every run of two to four words out of the given list that begins and ends well."""
    page = (ROOT / "seeds/resources.en.md").read_text(encoding="utf-8")
    plain = _LINK.sub(r"\1", _LINK.sub(r"\1", page)).replace("*", "").replace("_", " ")
    found: dict[str, None] = {}
    for sentence in re.split(r"[.,:;!?|()\n]\s*", plain):
        words = _WORDS.findall(sentence)
        runs = (words[at : at + size] for size in (2, 3, 4) for at in range(len(words) - size + 1))
        found.update(dict.fromkeys(" ".join(run) for run in runs if _is_phrase(run)))
    return list(found)


def _is_phrase(run: list[str]) -> bool:
    return not {run[0].lower(), run[-1].lower()} & _EDGES


def _bullet(resource: Resource) -> str:
    return f"- [{resource['title']}]({resource['id']}) - {resource['text']}"
