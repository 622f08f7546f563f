"""What read models read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from sqlalchemy import Connection

from engine.access.acts import Attempt, Trace
from engine.access.person import Person
from engine.clock import BusinessClock
from engine.model.manifest import Manifest
from engine.store.audit.trail import Trail
from engine.store.business_time import virtual_now
from engine.store.database import Database
from engine.store.form_access import Declared
from engine.store.keys import KeyStore


@dataclass(frozen=True, slots=True)
class Source:
    """What queries read from.

    Args:
        database: the main database.
        keys: the keys to what is sealed in it.
        declared: what is declared of the data of cases.
        business_clock: None when business time is the virtual clock in the database.
        attempt: the query under way, for the audit log.
        trace: the trace that it is part of.
    """

    database: Database
    keys: KeyStore
    declared: Declared
    business_clock: BusinessClock | None = None
    attempt: Attempt | None = None
    trace: Trace | None = None

    def now(self, connection: Connection) -> datetime:
        """Return business time as this transaction sees it."""
        return virtual_now(connection) if self.business_clock is None else self.business_clock.now()

    def manifests(self, connection: Connection, houses: Iterable[str]) -> dict[str, Manifest | None]:
        """Return the manifest of each of these houses; None where a house has none."""
        return {house: self.declared.definitions.manifest(connection, house) for house in houses}

    def attempting(self, attempt: Attempt | None) -> Self:
        """Return the same source for one query that the audit log is to tell of."""
        return replace(self, attempt=attempt)

    @contextmanager
    def reading(self, person: Person) -> Iterator[Reading]:
        """Open a transaction that reads, and at its end writes who read what.

        Args:
            person: who reads.
        """
        assert self.attempt is not None, "a recorded query attempts something"
        with self.database.write() as connection:
            trail = Trail(self.attempt, person, self.now(connection), self.trace)
            yield Reading(connection, trail)
            with self.database.dialect.last(connection):
                trail.write(connection, self.database.dialect)


@dataclass(frozen=True, slots=True)
class Reading:
    """A transaction that reads, and what the audit log is to tell of it."""

    connection: Connection
    trail: Trail

    def names(self, person: Person, rows: Iterable[tuple[str, str]]) -> None:
        """Say which instances a list names; whoever finds none has searched all the same.

        Args:
            person: who reads.
            rows: of the page, by house and root id.
        """
        self.trail.in_houses(person.houses)
        for house, root_id in rows:
            self.trail.names(house, [root_id])
