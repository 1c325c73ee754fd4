"""Check request bodies against Discord's published OpenAPI description."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, relevance
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DESCRIPTION_FILE = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
DOCUMENT = "urn:discord"
LONGEST = 300

Keyword = Callable[[Any, Any, Any, Any], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API, matched to a concrete path."""

    method: str
    template: str
    """As Discord writes it: `/channels/{channel_id}/messages`."""
    parameters: Mapping[str, str]


class Description:
    """Discord's OpenAPI description, with one cached validator per request body."""

    def __init__(self, document: dict[str, Any]) -> None:
        # Discord takes snowflakes as numbers too, and discord.py sends them so.
        document["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
        self._paths = document["paths"]
        self._patterns = _patterns(self._paths)
        contents = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry = Registry().with_resource(DOCUMENT, contents)
        schemas = document["components"]["schemas"]
        narrowed = {keyword: _by_kind(keyword, schemas) for keyword in ("oneOf", "anyOf")}
        self._rules = extend(Draft202012Validator, narrowed)
        self._validators: dict[tuple[str, str], Any] = {}

    def operation(self, method: str, path: str) -> Operation | None:
        """Find the operation of a concrete path; fixed words win over parameters."""
        for template, pattern in self._patterns:
            match = pattern.fullmatch(path)
            if match and method.lower() in self._paths[template]:
                return Operation(method, template, match.groupdict())
        return None

    def faults(self, operation: Operation, body: Any) -> list[str]:
        """Say what the schema of the operation's JSON body refuses; empty when all is well."""
        described = self._paths[operation.template][operation.method.lower()].get("requestBody")
        if described is None:
            return [] if body is None else ["Discord's description knows no body here."]
        if body is None:
            return ["A JSON body is missing."] if described.get("required") else []
        errors = list(self._validator(operation).iter_errors(body))
        return [_sentence(max(errors, key=relevance))] if errors else []

    def _validator(self, operation: Operation) -> Any:
        key = (operation.method, operation.template)
        if key not in self._validators:
            template = operation.template.replace("~", "~0").replace("/", "~1")
            place = f"/paths/{template}/{operation.method.lower()}/requestBody/content"
            reference = f"{DOCUMENT}#{_quoted(place)}/application~1json/schema"
            validator = self._rules({"$ref": reference}, registry=self._registry)
            self._validators[key] = validator
        return self._validators[key]


@cache
def discord_description() -> Description:
    """Read the description once; without the file skip the test, or fail it in CI."""
    if not DESCRIPTION_FILE.exists():
        missing = f"{DESCRIPTION_FILE} is missing, so request bodies cannot be checked."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return Description(json.loads(DESCRIPTION_FILE.read_text(encoding="utf-8")))


def _patterns(paths: Mapping[str, Any]) -> list[tuple[str, re.Pattern[str]]]:
    ordered = sorted(paths, key=lambda template: [part[:1] == "{" for part in template.split("/")])
    return [(template, _pattern(template)) for template in ordered]


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template)))


def _quoted(pointer: str) -> str:
    return pointer.replace("{", "%7B").replace("}", "%7D")


def _sentence(error: ValidationError) -> str:
    """Follow alternatives down to the error that matters; name its place and reason."""
    while error.context and any(cause.validator != "const" for cause in error.context):
        error = min(error.context, key=relevance)
    return f"{error.json_path}: {_elided(error.message)}"


def _elided(message: str) -> str:
    """Shorten the value that a message quotes at its start; the reason stands at its end."""
    return message if len(message) <= LONGEST else f"{message[: LONGEST // 2]} … {message[-100:]}"


def _by_kind(keyword: str, schemas: Mapping[str, Any]) -> Keyword:
    """Let `oneOf` and `anyOf` try only what the value's own `type` leaves possible.

    Plain validation tries every kind of component at every depth: ten times slower, and its
    errors speak of all kinds at once.
    """
    plain: Keyword = Draft202012Validator.VALIDATORS[keyword]

    def check(rules: Any, alternatives: list[Any], value: Any, schema: Any) -> Iterator[Any]:
        possible = [one for one in alternatives if _is_possible(one, value, schemas)]
        if not possible:
            yield ValidationError(f"{value!r} is of no kind that Discord knows here")
        elif len(possible) == 1:
            yield from rules.descend(value, possible[0])
        else:
            yield from plain(rules, possible, value, schema)

    return check


def _is_possible(schema: Mapping[str, Any], value: Any, schemas: Mapping[str, Any]) -> bool:
    if schema.get("type") == "null" or value is None:
        return schema.get("type") == "null" and value is None
    known = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    kinds = known.get("properties", {}).get("type", {}).get("enum")
    return kinds is None or not isinstance(value, dict) or value.get("type") in kinds
