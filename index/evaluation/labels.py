"""Evaluation files, JSON lines, to labelled questions, with every fault of every line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from index.errors import EvaluationError
from index.reading.runs import tidy

HIGHEST = 3
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what answers it."""

    question: str
    """As it is written in the file: it can hold anything."""
    language: str
    """Lower-case code."""
    type: str
    """What kind of question it is; empty where the file does not say."""
    relevant: Mapping[str, int]
    """Grade by address: 3 exactly it, 2 clearly helpful, 1 related, 0 no help."""
    place: str
    """``file:line``."""

    @property
    def is_declined(self) -> bool:
        """Tell whether no resource helps with it."""
        return not self.relevant


def read(paths: Sequence[Path]) -> list[Labelled]:
    """Read files; raise EvaluationError that names every fault, a line each."""
    found: list[Labelled] = []
    faults: list[str] = []
    for path in paths:
        for one in _read_file(path):
            if isinstance(one, str):
                faults.append(one)
            else:
                found.append(one)
    if not found and not faults:
        faults.append(f"{', '.join(map(str, paths))}: there is no question in it.")
    if faults:
        raise EvaluationError("\n".join(faults))
    return found


def _read_file(path: Path) -> Iterator[Labelled | str]:
    """Give each line's question, or its faults as sentences."""
    try:
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        yield f"{path} cannot be read: {error.strerror}."
        return
    if content.startswith(_OTHER_ENCODINGS):
        yield f"{path}:1: the file is UTF-16; save it as UTF-8."
        return
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            yield from _read_line(line, f"{path}:{number}")


def _read_line(line: bytes, place: str) -> Iterator[Labelled | str]:
    try:
        said = msgspec.json.decode(line.decode())
    except UnicodeDecodeError:
        yield f"{place}: the line is not UTF-8; save the file as UTF-8."
        return
    except (msgspec.DecodeError, RecursionError) as error:
        yield f"{place}: the line is not JSON ({error})."
        return
    if not isinstance(said, dict):
        yield f'{place}: the line is not a JSON object such as {{"q": "…", "lang": "en", …}}.'
        return
    faults = [f"{place}: {fault}" for fault in _faults(said)]
    yield from faults
    if not faults:
        yield _labelled(said, place)


def _labelled(said: Mapping[str, object], place: str) -> Labelled:
    grades = said.get("relevant") or {}
    return Labelled(
        question=str(said["q"]),
        language=str(said["lang"]).lower(),
        type=tidy(str(said.get("type") or "")),
        relevant=msgspec.convert(grades, dict[str, int]),
        place=place,
    )


def _faults(said: Mapping[str, object]) -> Iterator[str]:
    """Give a sentence for each fault; fields that are not known are no fault."""
    question, language = said.get("q"), said.get("lang")
    if not isinstance(question, str) or not tidy(question).strip():
        yield '"q" must be a text that is not empty, the question.'
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        yield '"lang" must be the code of a language, such as "en".'
    if not isinstance(said.get("type") or "", str):
        yield '"type" must be a text, or left out.'
    if not isinstance(said.get("declined", False), bool):
        yield '"declined" must be true or false, or left out.'
    yield from _faults_of_grades(said.get("relevant"), is_declined=said.get("declined") is True)


def _faults_of_grades(relevant: object, *, is_declined: bool) -> Iterator[str]:
    if relevant is not None and not isinstance(relevant, dict):
        yield '"relevant" must be an object, a grade by address.'
    elif is_declined and relevant:
        yield 'it has both "relevant" and "declined": true; keep one of them.'
    elif not is_declined and not relevant:
        yield 'it has neither "relevant" nor "declined": true; say which resources help, if any.'
    elif relevant:
        yield from _faults_of_each(relevant.items())


def _faults_of_each(grades: Iterable[tuple[object, object]]) -> Iterator[str]:
    are_all_zero = True
    for address, grade in grades:
        is_grade = isinstance(grade, int) and not isinstance(grade, bool)
        if not is_grade or grade not in range(HIGHEST + 1):
            told = msgspec.json.encode(grade).decode()
            yield f"the grade of {tidy(str(address))} is {told}; it can be 0, 1, 2 or 3."
        are_all_zero = are_all_zero and grade == 0
    if are_all_zero:
        yield 'no grade in "relevant" is above 0; write "declined": true if nothing helps.'
