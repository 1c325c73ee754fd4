"""The map, the help and README say what is there."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import build_parser
from bot.wording import ENGLISH, FRENCH

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
MODULES = [path for package in ("bot", "index") for path in (REPOSITORY / package).rglob("*.py")]
SETTING = re.compile(r"\bSIFT_[A-Z]+(?:_[A-Z]+)*\b")


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_module_says_its_duty_and_is_in_the_map(path: Path) -> None:
    assert docstring(path)
    if path.name != "__init__.py":
        assert re.search(rf"^{path.stem} ", docstring(path.with_name("__init__.py")), re.MULTILINE)


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=str)
def test_the_map_names_nothing_that_is_gone(folder: Path) -> None:
    named = re.findall(r"^(\w+/?)  +\S", docstring(folder / "__init__.py"), re.MULTILINE)
    assert named
    for name in named:
        assert (folder / f"{name}.py").is_file() or (folder / name).is_dir(), name


def test_every_setting_of_the_code_is_in_readme_and_the_other_way() -> None:
    code = {name for path in MODULES for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    assert code == set(SETTING.findall(README))


def test_every_command_and_option_is_in_readme() -> None:
    for command, _, options in commands():
        assert f"`sift {command}" in README, command
        for option in options:
            assert f"`{option}" in README or f" {option}" in README, option


def test_every_command_has_help() -> None:
    assert all(told for _, told, _ in commands())


def test_every_command_in_readme_exists() -> None:
    known = {command for command, _, _ in commands()}
    told = set(re.findall(r"`sift ((?:(?:index|seeds) )?[a-z-]+)", README))
    assert told <= known | {"index", "seeds"}


def test_the_languages_fill_the_same_braces() -> None:
    for field in ENGLISH.__slots__:
        ours, theirs = getattr(ENGLISH, field), getattr(FRENCH, field)
        assert type(ours) is type(theirs)
        if isinstance(ours, str):
            assert ours.strip()
            assert sorted(re.findall(r"{\w+}", ours)) == sorted(re.findall(r"{\w+}", theirs))
        else:
            assert ours.keys() == theirs.keys()


Command = tuple[str, str, list[str]]
"""A command's words, its help, and its options."""


def commands() -> list[Command]:
    return list(walk(build_parser(), "", ""))


def walk(parser: argparse.ArgumentParser, words: str, told: str) -> Iterator[Command]:
    groups = [
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    ]
    if not groups:
        yield words, told, sorted(set(parser._option_string_actions) - {"-h", "--help"})
    for group in groups:
        helps = {choice.dest: choice.help or "" for choice in group._choices_actions}
        for name, child in group.choices.items():
            yield from walk(child, f"{words} {name}".strip(), helps.get(name, ""))
