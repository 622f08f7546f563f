"""First answers to requests with an `Idempotency-Key`, kept in the very transaction that they report.

Two equal requests at once: the second waits for the first one's row. A crash leaves either the effect with
its answer or neither, so that a client may always repeat. Who saw an instance and lost access to it since
is not given the answer again; who lost it by the very request is, for it tells them nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, delete, select, update
from sqlalchemy.sql.dml import ReturningInsert

from engine.access.acts import NOTHING, Revealed
from engine.access.instances import visible_instances
from engine.access.person import Person
from engine.access.rows import Predicate
from engine.errors import Conflict, NotFound
from engine.store.columns import Ciphertext, Digest
from engine.store.dialects.dialect import StoreDialect
from engine.store.keys import SERVICE_SCOPE, KeyStore
from engine.store.standings import RULES_KEPT, seen_roots
from engine.store.tables.instances import root_instance
from engine.store.tables.requests import answered_request
from engine.store.values import encode

KEPT: Final = timedelta(hours=24)
_PENDING: Final = 0
_OF_SCOPE: Final = answered_request.c.scope == bindparam("of_scope")
_FORGET: Final = delete(answered_request).where(
    _OF_SCOPE, answered_request.c.expires_at <= bindparam("machine_now")
)
_ANSWERED: Final = select(answered_request).where(_OF_SCOPE)
_FILL: Final = update(answered_request).where(_OF_SCOPE)


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
    """The request was answered before; nothing is done now but to give the answer again.

    Args:
        answer: the first answer.
        root_id: the root instance that it is about, where it is about one.
        revealed: what kinds of data it showed or reported.
    """

    def __init__(self, answer: Answer, root_id: str | None, revealed: Revealed) -> None:
        super().__init__("answered before")
        self.answer = answer
        self.root_id = root_id
        self.revealed = revealed


class _Kept(msgspec.Struct, frozen=True):
    """A sealed answer."""

    headers: dict[str, str]
    body: str
    categories: frozenset[str]
    purposes: frozenset[str]


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
        self._caller = request.caller
        self._root: tuple[str, str] | None = None
        self._scope = keys.digest(
            SERVICE_SCOPE, "request", request.caller.subject, request.method, request.path, request.key
        )
        self._request = keys.digest(SERVICE_SCOPE, "body", request.body.hex(), *_rights(request.caller))

    def concern(self, root_id: str, key_scope: str) -> None:
        """Note which root instance the request is about, and the scope of the key that seals its rows."""
        self._root = (root_id, key_scope)

    def claim(self, connection: Connection) -> None:
        """Take the row of this request, or wait for whoever has it.

        Raises:
            AnsweredBefore: it holds the answer to this very request.
            Conflict: the key was used for another request.
            NotFound: the caller saw what the answer is about, and does not see it any more.
        """
        connection.execute(_FORGET, {"of_scope": self._scope, "machine_now": self._now})
        if connection.scalar(_claim(self._dialect), self._empty()) is not None:
            return
        # No row: it is about what is in another house now.
        row = connection.execute(_ANSWERED, {"of_scope": self._scope}).first()
        if row is None or row.request != self._request:
            detail = "This Idempotency-Key came with another request, or with other rights, before."
            raise Conflict("idempotency-key-reused", detail)
        if row.visible and not self._sees(connection, row.root_id):
            raise NotFound
        raise self._before(row)

    def keep(self, connection: Connection, result: object, revealed: Revealed) -> None:
        """Keep the answer that reports what this transaction did, and what kinds of data that was."""
        answer = self._render(result)
        connection.execute(_FILL, {"of_scope": self._scope, **self._filled(connection, answer, revealed)})

    def keep_refusal(self, connection: Connection, answer: Answer) -> None:
        """Keep the answer to a request that was refused, and so had no transaction of its own."""
        row = self._empty() | self._filled(connection, answer, NOTHING)
        connection.execute(self._dialect.insert_or_skip(answered_request), row)

    def _empty(self) -> dict[str, object]:
        return {
            "scope": self._scope,
            "request": self._request,
            "status": _PENDING,
            "answer": Ciphertext(b""),
            "root_id": None,
            "visible": False,
            "expires_at": self._now + KEPT,
        }

    def _filled(self, connection: Connection, answer: Answer, revealed: Revealed) -> dict[str, object]:
        root_id, key_scope = self._root or (None, SERVICE_SCOPE)
        written = encode(
            {
                "headers": dict(answer.headers),
                "body": answer.body,
                "categories": sorted(revealed.categories),
                "purposes": sorted(revealed.purposes),
            }
        )
        place = _place(self._scope)
        return {
            "status": answer.status,
            "answer": self._keys.key(key_scope).seal(written, answered_request.c.answer, place),
            "root_id": root_id,
            "visible": root_id is not None and self._sees(connection, root_id),
        }

    def _sees(self, connection: Connection, root_id: str) -> bool:
        """Tell whether the caller may know of an instance now."""
        return connection.scalar(_seen(visible_instances(self._caller)), {"root": root_id}) is not None

    def _before(self, row: Row[Any]) -> AnsweredBefore:
        opened = self._keys.open(row.answer, answered_request.c.answer, _place(self._scope))
        kept = msgspec.json.decode(opened, type=_Kept)
        revealed = Revealed(kept.categories, kept.purposes)
        return AnsweredBefore(Answer(row.status, kept.headers, kept.body), row.root_id, revealed)


@cache
def _claim(dialect: StoreDialect) -> ReturningInsert[tuple[Digest]]:
    return dialect.insert_or_skip(answered_request).returning(answered_request.c.scope)


@lru_cache(maxsize=RULES_KEPT)
def _seen(rule: Predicate) -> Select[tuple[str]]:
    """Return the query for an instance by its `root`, if the rule holds for it."""
    root_id = root_instance.c.root_id
    return select(root_id).where(root_id == bindparam("root"), seen_roots(rule))


def _rights(person: Person) -> tuple[str, ...]:
    return (person.organisation, "houses", *sorted(person.houses), "roles", *sorted(person.roles))


def _place(scope: Digest) -> tuple[str]:
    return (scope.data.hex(),)
