"""The loopback's HTTP side: read, check, maybe fail on purpose, answer, record."""

from __future__ import annotations

import json
import time
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from tests.bot.loopback_calls import Call, Journal
from tests.bot.loopback_routes import Answer, RefusedError, Routes
from tests.bot.openapi import Description, Operation

BASE = "/api/v10"
UNAUTHORIZED: Answer = (401, {"message": "401: Unauthorized", "code": 0})
NOT_FOUND: Answer = (404, {"message": "404: Not Found", "code": 0})
INVALID_BODY = "Invalid Form Body"
# discord.py takes a 429 without `Via` for a ban by Cloudflare.
HEADERS = {"Via": "1.1 loopback"}


@dataclass(slots=True)
class Fault:
    """An answer that a test has ordered for the next matching calls."""

    status: int
    body: Any
    method: str
    """Empty for any."""
    path: str
    """A part of the path; empty for any."""
    left: int

    def fits(self, call: Call) -> bool:
        is_method = self.method in ("", call.method)
        return self.left > 0 and is_method and self.path in call.path


class Server:
    """Answer requests out of `routes` and keep what was wrong with them."""

    def __init__(self, routes: Routes, journal: Journal, token: str, rules: Description) -> None:
        self.violations: list[str] = []
        self.unexpected: list[Call] = []
        self.faults: list[Fault] = []
        self._routes = routes
        self._journal = journal
        self._token = token
        self._rules = rules

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one request."""
        call = await _read(request)
        operation = self._rules.operation(call.method, call.path)
        if operation:
            call = replace(call, parameters=operation.parameters)
        status, answer = deepcopy(self._answer(call, operation, request))
        self._journal.record(replace(call, status=status, answer=answer))
        return _response(status, answer)

    def _answer(self, call: Call, operation: Operation | None, request: web.Request) -> Answer:
        if not self._is_allowed(call, request.headers.get("Authorization")):
            return UNAUTHORIZED
        handler = self._routes.find(call.method, operation.template) if operation else None
        if operation is None or handler is None:
            self.unexpected.append(call)
            return NOT_FOUND
        found = self._violations(call, operation)
        if fault := next((fault for fault in self.faults if fault.fits(call)), None):
            fault.left -= 1
            return fault.status, fault.body
        if found:
            return 400, {"code": 50035, "message": f"{INVALID_BODY}: {'; '.join(found)}"}
        try:
            return handler(call)
        except RefusedError as refusal:
            return refusal.status, refusal.body

    def _violations(self, call: Call, operation: Operation) -> list[str]:
        found = self._rules.faults(operation, call.body) or self._routes.faults(call)
        self.violations += [f"{call.method} {call.path}: {fault}" for fault in found]
        return found

    def _is_allowed(self, call: Call, authorization: str | None) -> bool:
        carries_token = {"webhook_token", "interaction_token"} & set(call.parameters)
        if authorization is None:
            return bool(carries_token)
        return authorization == f"Bot {self._token}"


async def _read(request: web.Request) -> Call:
    at = time.monotonic()
    body, files = await _body(request)
    path = request.path.removeprefix(BASE)
    return Call(request.method, path, at, body, dict(request.query), files)


async def _body(request: web.Request) -> tuple[Any, tuple[str, ...]]:
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return (json.loads(text) if text else None), ()
    form = await request.post()
    files = tuple(part.filename for part in form.values() if isinstance(part, web.FileField))
    payload = form.get("payload_json")
    return (json.loads(payload) if isinstance(payload, str) else None), files


def _response(status: int, answer: Any) -> web.Response:
    """Answer as Discord does: `application/json` without a charset, which discord.py compares."""
    if answer is None:
        return web.Response(status=status, headers=HEADERS)
    body = json.dumps(answer).encode()
    return web.Response(status=status, body=body, headers=HEADERS, content_type="application/json")
