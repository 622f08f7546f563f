"""What commands work with: databases, keys, clocks, ids and the cache of definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Self

from sqlalchemy import Connection

from engine.access.acts import Attempt, Trace
from engine.calendar import Duration, parse_duration
from engine.clock import BusinessClock, MachineClock, SystemBusinessClock, SystemMachineClock
from engine.commands.definitions import Definitions
from engine.commands.replay import Replay
from engine.ids import IdSource
from engine.settings import ClockKind, Settings
from engine.store.audit.seal_files import SealFiles
from engine.store.business_time import start_virtual_clock, virtual_now
from engine.store.case_catalogues import CaseCatalogues
from engine.store.database import Database
from engine.store.form_access import Declared
from engine.store.keys import SERVICE_SCOPE, KeyStore, master_key, previous_master_key
from engine.store.known_partnerships import KnownPartnerships
from engine.store.signing import SigningKeys
from engine.store.stamp import check_apart, check_key_store

FIVE_YEARS: Final = parse_duration("P5Y")


def _go_on(point: str) -> None:
    """Pass a failpoint."""


@dataclass(frozen=True, slots=True)
class AuditKeeping:
    """How the audit log is kept.

    Args:
        files: the copies of its seals outside the database; None keeps none.
        term: how long its entries are kept after they were sealed.
    """

    files: SealFiles | None = None
    term: Duration = FIVE_YEARS


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What a command works with.

    Args:
        database: the main database.
        keys: the key store.
        signing: the keys that sign messages to partners.
        definitions: cache of what is deployed.
        ids: source of ids.
        machine_clock: leases, stored answers.
        business_clock: None when business time is the virtual clock in the database.
        catalogues: cache of what is declared of the data of cases.
        partnerships: cache of what the register says of an organisation.
        failpoint: called with the name of each point at which a crash must do no harm; tests stop there.
        replay: the request whose first answer the next transaction keeps.
        audit: how the audit log is kept.
        attempt: the command under way, for the audit log.
        trace: the trace that it is part of.
    """

    database: Database
    keys: KeyStore
    signing: SigningKeys
    definitions: Definitions
    ids: IdSource
    machine_clock: MachineClock
    business_clock: BusinessClock | None
    catalogues: CaseCatalogues = field(default_factory=CaseCatalogues)
    partnerships: KnownPartnerships = field(default_factory=KnownPartnerships)
    failpoint: Callable[[str], None] = _go_on
    replay: Replay | None = None
    audit: AuditKeeping = field(default_factory=AuditKeeping)
    attempt: Attempt | None = None
    trace: Trace | None = None

    @property
    def declared(self) -> Declared:
        """What decides about the data of cases."""
        return Declared(self.definitions, self.catalogues)

    def now(self, connection: Connection) -> datetime:
        """Return business time as this transaction sees it."""
        if self.business_clock is not None:
            return self.business_clock.now()
        return virtual_now(connection)

    def failing_at(self, failpoint: Callable[[str], None]) -> Self:
        """Return the same services with another hook at the failpoints."""
        return replace(self, failpoint=failpoint)

    def answering(self, replay: Replay | None) -> Self:
        """Return the same services for one request whose answer is kept, or for what follows from it."""
        return replace(self, replay=replay)

    def within(self, houses: Iterable[str]) -> Self:
        """Return the same services behind the walls of these houses: there is nothing of another one."""
        return replace(self, database=self.database.within(houses))

    def across_houses(self) -> Self:
        """Return the same services for all houses: for what is not done in one house."""
        return replace(self, database=self.database.across_houses())

    def attempting(self, attempt: Attempt | None) -> Self:
        """Return the same services for one command that the audit log is to tell of."""
        return replace(self, attempt=attempt)

    def traced(self, trace: Trace | None) -> Self:
        """Return the same services for what is part of a trace."""
        return replace(self, trace=trace)

    def close(self) -> None:
        """Close all connections."""
        self.database.close()
        self.keys.close()


def open_services(settings: Settings, machine_clock: MachineClock | None = None) -> Services:
    """Open what the settings name; the main database must have been migrated.

    Raises:
        SettingError: there is no usable master key.
        WrongMasterKeyError: it is not the one that wrapped the keys.
        WrongKeyStoreError: the key store is not the one of the main database, or lies in it.
    """
    clock = machine_clock or SystemMachineClock()
    ids = IdSource(clock)
    connections = settings.api_threads + settings.worker_threads + 1
    database = Database(settings.database_url, connections)
    key_engine = Database(settings.keys_url, connections).engine
    check_apart(key_engine)
    keys = KeyStore(key_engine, master_key(settings), ids, previous_master_key(settings))
    keys.prepare()
    keys.check_master()
    keys.key(SERVICE_SCOPE)  # made at the first start, so that from the second on a wrong master key is found
    with database.write() as connection:
        check_key_store(connection, keys.name())
    virtual = settings.clock is ClockKind.VIRTUAL
    if virtual:
        start_virtual_clock(database, clock.now())
    return Services(
        database=database,
        audit=AuditKeeping(SealFiles(settings.seals), settings.audit_term),
        keys=keys,
        signing=SigningKeys(key_engine, keys, ids),
        definitions=Definitions(),
        ids=ids,
        machine_clock=clock,
        business_clock=None if virtual else SystemBusinessClock(),
    )
