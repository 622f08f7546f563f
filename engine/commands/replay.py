"""First answers to requests with an `Idempotency-Key`, kept in the very transaction that they report.

Two equal requests at once: the second waits for the first one's row. A crash leaves either the effect with
its answer or neither, so that a client may always repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, select, update

from engine.access.person import Person
from engine.errors import Conflict
from engine.store.columns import Ciphertext, Digest
from engine.store.dialects.dialect import StoreDialect
from engine.store.keys import SERVICE_SCOPE, KeyStore
from engine.store.tables.requests import answered_request
from engine.store.values import decode_object, encode

KEPT: Final = timedelta(hours=24)
_PENDING: Final = 0


@dataclass(frozen=True, slots=True)
class Request:
    """What makes two requests the same.

    Args:
        caller: who asks; with other rights than before they are not given what they were told then.
        method: HTTP method.
        path: with its query.
        key: the `Idempotency-Key`.
        body: as sent.
    """

    caller: Person
    method: str
    path: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes out."""

    status: int
    headers: Mapping[str, str]
    body: str


class AnsweredBefore(Exception):  # noqa: N818 - not an error: the answer is already there
    """The request was answered before; nothing was done now."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("answered before")
        self.answer = answer


class Replay:
    """The row of one request, claimed and filled by the transaction that does its work.

    Args:
        keys: seals answers and hashes requests.
        dialect: of the main database.
        now: machine time: how long an answer is kept has nothing to do with a house's calendar.
        request: what was asked.
        render: makes the answer of what the command returns.
    """

    def __init__(
        self,
        keys: KeyStore,
        dialect: StoreDialect,
        now: datetime,
        request: Request,
        render: Callable[[Any], Answer],
    ) -> None:
        self._keys = keys
        self._dialect = dialect
        self._now = now
        self._render = render
        self._scope = keys.digest(
            SERVICE_SCOPE, "request", request.caller.subject, request.method, request.path, request.key
        )
        self._request = keys.digest(SERVICE_SCOPE, "body", request.body.hex(), *_rights(request.caller))

    def claim(self, connection: Connection) -> None:
        """Take the row of this request, or wait for whoever has it.

        Raises:
            AnsweredBefore: it holds the answer to this very request.
            Conflict: the key was used for another request.
        """
        connection.execute(
            delete(answered_request).where(
                answered_request.c.scope == self._scope, answered_request.c.expires_at <= self._now
            )
        )
        claim = self._dialect.insert_or_skip(answered_request).returning(answered_request.c.scope)
        if connection.scalar(claim, self._row(_PENDING, Ciphertext(b""))) is not None:
            return
        query = select(answered_request).where(answered_request.c.scope == self._scope)
        row = connection.execute(query).one()
        if row.request != self._request:
            detail = "This Idempotency-Key came with another request, or with other rights, before."
            raise Conflict("idempotency-key-reused", detail)
        raise AnsweredBefore(self._open(row.answer, row.status))

    def keep(self, connection: Connection, result: object) -> None:
        """Keep the answer that reports what this transaction did."""
        answer = self._render(result)
        connection.execute(
            update(answered_request)
            .where(answered_request.c.scope == self._scope)
            .values(status=answer.status, answer=self._seal(answer))
        )

    def keep_refusal(self, connection: Connection, answer: Answer) -> None:
        """Keep the answer to a request that was refused, and so had no transaction of its own."""
        connection.execute(
            self._dialect.insert_or_skip(answered_request), self._row(answer.status, self._seal(answer))
        )

    def _row(self, status: int, answer: Ciphertext) -> dict[str, object]:
        return {
            "scope": self._scope,
            "request": self._request,
            "status": status,
            "answer": answer,
            "expires_at": self._now + KEPT,
        }

    def _seal(self, answer: Answer) -> Ciphertext:
        written = encode({"headers": dict(answer.headers), "body": answer.body})
        return self._keys.key(SERVICE_SCOPE).seal(written, answered_request.c.answer, _place(self._scope))

    def _open(self, sealed: Ciphertext, status: int) -> Answer:
        found = decode_object(self._keys.open(sealed, answered_request.c.answer, _place(self._scope)))
        headers, body = found["headers"], found["body"]
        assert isinstance(headers, dict)
        return Answer(status, {name: str(value) for name, value in headers.items()}, str(body))


def _rights(person: Person) -> tuple[str, ...]:
    return (person.organisation, "houses", *sorted(person.houses), "roles", *sorted(person.roles))


def _place(scope: Digest) -> tuple[str]:
    return (scope.data.hex(),)
