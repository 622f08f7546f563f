"""Answers that a view builds itself; those to mutations are given again for the same `Idempotency-Key`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from flask import Response, jsonify, request

from api.authentication import caller
from api.problems import on_refusal
from api.schemas import Schema, made
from api.services import walled_engine
from engine.commands.answering import answer_once
from engine.commands.replay import Answer, Request
from engine.commands.services import Services
from engine.errors import Fault, Invalid

Result = TypeVar("Result")
LONGEST_KEY: Final = 200
_KEPT_HEADERS: Final = ("Content-Type", "ETag", "Location")


def shown(
    schema: type[Schema], value: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a value as the body of an answer."""
    response = jsonify(made(schema).dump(value))
    response.status_code = status
    response.headers.extend(headers or {})
    return response


def nothing() -> Response:
    """Return an answer without a body."""
    return Response(status=204)


def performed(command: Callable[[Services], Result], render: Callable[[Result], Response]) -> Response:
    """Give a command for the present request, once for each `Idempotency-Key`.

    Args:
        command: gives one command with the services that it is handed.
        render: makes the answer of its result.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return render(command(walled_engine()))
    answer = answer_once(
        walled_engine(),
        _request(key),
        command,
        render=lambda result: _kept(render(result)),
        refuse=lambda refusal: _kept(on_refusal(refusal)),
    )
    return Response(answer.body, answer.status, answer.headers)


def _request(key: str) -> Request:
    if not key.isascii() or not 0 < len(key) <= LONGEST_KEY:
        detail = f"An Idempotency-Key has 1 to {LONGEST_KEY} ASCII characters."
        raise Invalid([Fault("", "idempotency-key", detail)])
    path = request.full_path if request.query_string else request.path
    return Request(caller(), request.method, path, key, request.get_data())


def _kept(response: Response) -> Answer:
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    return Answer(response.status_code, headers, response.get_data(as_text=True))
