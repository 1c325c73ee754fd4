"""Door: the ``sift`` command."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bot import suggest
from index import cli, seeds_cli
from index.errors import SiftError
from index.evaluation.cli import add_evaluation
from index.settings import IndexSettings, environment_with_dotenv

LIMITS = range(1, 11)


def main(words: list[str] | None = None) -> int:
    """Run one command; give the exit code: 0 done, 1 a sentence says why not, 2 wrong usage."""
    _make_streams_safe()
    arguments = build_parser().parse_args(words)
    try:
        environment = environment_with_dotenv(os.environ, Path(".env"))
        return _run(arguments, environment)
    except SiftError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # Whoever read our output has had enough; nothing more may be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(f"{error.filename or 'Sift'}: {error.strerror or error}")
    except KeyboardInterrupt:
        return _fail("Stopped.")


def _run(arguments: argparse.Namespace, environment: Mapping[str, str]) -> int:
    settings = IndexSettings.read(environment)
    if arguments.command in ("index", "seeds", "eval"):
        return cli.run(arguments, settings)
    if arguments.command == "ask":
        if arguments.jsonl and arguments.question:
            arguments.refuse("--jsonl reads its questions from standard input, not from the words")
        from bot import terminal  # noqa: PLC0415 - `sift bot` needs none of it

        return terminal.run(arguments, settings)
    if arguments.command == "guide":
        from bot import guided  # noqa: PLC0415 - as above

        return guided.run(arguments, settings, environment)
    from bot import client  # noqa: PLC0415 - `sift ask` needs none of discord.py
    from bot.settings import BotSettings  # noqa: PLC0415

    client.run(BotSettings.read(environment), settings)
    return 0


def _make_streams_safe() -> None:
    """Write UTF-8 whatever the locale says, and stand in for streams that the caller closed.

    In JSON a lone surrogate is then written as its escape, which is what JSON wants.
    """
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def build_parser() -> argparse.ArgumentParser:
    """Describe every command and option; their help is what people read."""
    parser = argparse.ArgumentParser(
        prog="sift", description="Answer “Should I fine-tune?” from a curated list of resources."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_ask(commands.add_parser("ask", help="answer a question, or have a conversation"))
    _add_guide(commands.add_parser("guide", help="choose what holds for you, and get a leaning"))
    cli.add_commands(
        commands.add_parser("index", help="build, show, compare or roll back the index")
    )
    _add_seeds(commands.add_parser("seeds", help="look after the lists and questions"))
    add_evaluation(commands.add_parser("eval", help="score the answers to labelled questions"))
    commands.add_parser("bot", help="run the Discord bot")
    return parser


def _add_seeds(parser: argparse.ArgumentParser) -> None:
    commands = seeds_cli.add_commands(parser)
    told = "print example questions to add, from what people asked and thought"
    suggest.add_suggest(commands.add_parser("suggest", help=told))


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="*", help="the question; without it, a conversation")
    parser.set_defaults(refuse=parser.error)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument(
        "--jsonl", action="store_true", help="answer each line of standard input by a JSON object"
    )
    _add_shown(parser)


def _add_guide(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(refuse=parser.error)
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--with",
        dest="given",
        metavar="ID,ID",
        help="what holds for you, by the ids of --list, instead of step by step",
    )
    form.add_argument("--list", action="store_true", help="print the ids with their names")
    form.add_argument(
        "--strengths", action="store_true", help="print how far each speaks for each verdict"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    _add_shown(parser)


def _add_shown(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", dest="limit", type=_limit, default=3, help="cards at most (1 to 10)")
    parser.add_argument("--lang", choices=("en", "fr"), help="language to answer in")


def _limit(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and int(word) in LIMITS):
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 1 to {LIMITS[-1]}")
    return int(word)


if __name__ == "__main__":
    logging.captureWarnings(capture=True)
    sys.exit(main())
