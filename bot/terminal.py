"""Door: ``sift ask``: cards for people, JSON for tools, and a conversation."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from bot import contract
from bot.errors import QuestionError
from bot.page import page, painter
from bot.wording import Wording, wording
from index import generation
from index.cli import print_build, say
from index.language import detect
from index.progress import progress
from index.search import Search, has_words, open_search
from index.settings import IndexSettings

LEAVE = frozenset({"exit", "quit", "q", ":q"})


def run(arguments: argparse.Namespace, settings: IndexSettings) -> int:
    """Answer as asked for: one question, a line each, or a conversation."""
    question = " ".join(arguments.question).strip()
    is_conversation = not question and not arguments.json and sys.stdin.isatty()
    if not question and not arguments.jsonl and not sys.stdin.isatty():
        question = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace").strip()
    if not (has_words(question) or is_conversation or arguments.jsonl):
        raise QuestionError(wording(arguments.lang or detect(question)).empty_question)
    build_first(settings)
    search = open_search(settings)
    if arguments.jsonl:
        return answer_lines(sys.stdin.buffer, sys.stdout, search, arguments.lang, arguments.limit)
    if is_conversation:
        return converse(search, arguments.lang, arguments.limit)
    answer = search.answer(question, arguments.lang, arguments.limit)
    print(contract.to_json(answer) if arguments.json else page(answer, painter(sys.stdout)))
    return 0


def build_first(settings: IndexSettings) -> None:
    """Build the index when there is none at all; what a build says goes to standard error."""
    if generation.current_name(settings.root) is not None:
        return
    from index.build import build  # noqa: PLC0415 - loads what only a build needs

    print(f"No index in {settings.data} yet: building it once.", file=sys.stderr)
    with progress() as report:
        print_build(build(settings, report, say), sys.stderr)


def answer_lines(
    lines: Iterable[bytes], out: TextIO, search: Search, language: str | None, limit: int
) -> int:
    """Answer each line by a line of JSON, in order, each flushed; a bad line gets an error."""
    for line in lines:
        print(_answer_line(line, search, language, limit), file=out, flush=True)
    return 0


def _answer_line(line: bytes, search: Search, language: str | None, limit: int) -> str:
    try:
        request = contract.read_line(line)
    except contract.UnreadableLineError as error:
        return contract.error_to_json(str(error))
    spoken = request.language or language
    return contract.to_json(search.answer(request.question, spoken, limit))


def converse(search: Search, language: str | None, limit: int) -> int:
    """Answer question after question until ``exit``, Ctrl-D or Ctrl-C."""
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - gives input() its line editing

    words = wording(language or "en")
    while question := _next_question(words):
        answer = search.answer(question, language, limit)
        words = wording(answer.language)
        print(page(answer, painter(sys.stdout)))
    print(words.goodbye)
    return 0


def _next_question(words: Wording) -> str:
    """Read until there is a question; give an empty text when the person leaves."""
    question = ""
    while not question:
        try:
            question = input(words.prompt).strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return ""
        except UnicodeDecodeError:
            question = ""
    return "" if question.casefold() in LEAVE else question
