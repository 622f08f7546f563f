"""The key store: a database of its own with one key per case and per house, each wrapped by the master key.

It never lies beside what its keys open. A key is written before the first row that needs it, and destroyed
after the last one is gone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    ColumnElement,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import Row as DatabaseRow
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.schema import CreateTable

from engine.ids import IdSource
from engine.settings import MASTER_KEY_BYTES, SettingError, Settings
from engine.store.columns import Ciphertext, Digest
from engine.store.dialects.sqlite import empty_log
from engine.store.sealing import KEY_BYTES, Row, SealingKey, key_of

_CACHED: Final = 4096
_NONCE_BYTES: Final = 12

key_metadata = MetaData()
sealing_key = Table(
    "sealing_key",
    key_metadata,
    Column("id", String(36), primary_key=True),
    Column("scope", String(200), nullable=False, unique=True),
    Column("master", String(16), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)
# It lies here and not in the main database, so that no backup of that one can take it back.
destroyed_key = Table(
    "destroyed_key",
    key_metadata,
    Column("id", String(36), primary_key=True),
    Column("scope", String(200), nullable=False, unique=True),
    Column("record", Text, nullable=False),
)


# One row: the name of this key store, which the main database remembers.
key_store = Table(
    "key_store",
    key_metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(36), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A key that was destroyed for ever: its scope, and the record of that, as text without personal data."""

    scope: str
    record: str


def case_scope(root_id: str) -> str:
    """Return the scope of the key of one case."""
    return f"case:{root_id}"


def key_scope(root_id: str, house: str, case_type: str | None, about: str | None) -> str:
    """Return the scope of the key that seals the rows of a root instance.

    Args:
        root_id: its id.
        house: in which it runs.
        case_type: None where it is no case.
        about: the case that the engine told of by starting it.
    """
    if case_type is not None:
        return case_scope(root_id)
    return house_scope(house) if about is None else case_scope(about)


def root_of(scope: str) -> str:
    """Return the root id of a scope that :func:`case_scope` made."""
    return scope.removeprefix("case:")


def house_scope(house: str) -> str:
    """Return the scope of the key of what belongs to a house and to no case."""
    return f"house:{house}"


def index_scope(house: str) -> str:
    """Return the scope of the key that hashes correlation keys and business keys of a house."""
    return f"index:{house}"


SERVICE_SCOPE: Final = "service"
"""The scope of what belongs to no house: stored answers, digests of requests."""


class KeyDestroyedError(LookupError):
    """The key was destroyed, and with it for ever what it sealed."""


class KeyMissingError(LookupError):
    """The key store lacks a key and never destroyed it: set KETENMOTOR_KEYS_URL to the right key store."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class WrongMasterKeyError(RuntimeError):
    """The master key is not the one that wrapped these keys: set the right KETENMOTOR_MASTER_KEY."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class KeyStore:
    """Makes, finds, caches and destroys keys.

    Args:
        engine: the key store's own database.
        master: the key that wraps all others, 32 bytes.
        ids: source of ids.
        previous: the key before it, while keys are still wrapped by that one.
    """

    def __init__(self, engine: Engine, master: bytes, ids: IdSource, previous: bytes | None = None) -> None:
        self._engine = engine
        self._ids = ids
        self._master = _Master(master)
        known = [self._master, *([] if previous is None else [_Master(previous)])]
        self._masters = {one.name: one for one in known}
        self._lock = threading.Lock()
        self._by_scope: OrderedDict[str, SealingKey] = OrderedDict()
        self._by_id: OrderedDict[UUID, SealingKey] = OrderedDict()

    def prepare(self) -> None:
        """Create the tables in an empty key store; several processes may try at once."""
        for table in key_metadata.sorted_tables:
            try:
                self._create(table)
            except DBAPIError:
                # PostgreSQL lets two look at once and one fail; then the table is there.
                self._create(table)

    def name(self) -> str:
        """Return the name that tells this key store from all others, given to it at its first start."""
        query = select(key_store.c.name)
        with self._engine.connect() as connection:
            known = connection.scalar(query)
        if known is None:
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(key_store), {"id": 1, "name": self._ids.new()})
            except IntegrityError:
                pass  # another process has just named it
            with self._engine.connect() as connection:
                known = connection.scalar(query)
        return str(known)

    def check_master(self) -> None:
        """Find out at the start, not at the first case, that the master key is the wrong one.

        Raises:
            WrongMasterKeyError: a key is wrapped by neither the present nor the previous master key.
        """
        one_of_each = select(func.min(sealing_key.c.id)).group_by(sealing_key.c.master)
        with self._engine.connect() as connection:
            rows = connection.execute(select(sealing_key).where(sealing_key.c.id.in_(one_of_each))).all()
        for row in rows:
            self._unwrap(row)

    def _create(self, table: Table) -> None:
        with self._engine.begin() as connection:
            connection.execute(CreateTable(table, if_not_exists=True))

    def key(self, scope: str) -> SealingKey:
        """Return the key of a scope, made and committed here when there is none yet.

        Raises:
            KeyDestroyedError: it was destroyed; a scope gets no second key.
        """
        if (known := self._by_scope.get(scope)) is not None:
            return known
        found = self._find(sealing_key.c.scope == scope) or self._make(scope)
        return self._keep(scope, found)

    def find(self, scope: str) -> SealingKey | None:
        """Return the key of a scope, if any: looked up anew, so that an absent one costs the same."""
        return self._find(sealing_key.c.scope == scope)

    def open(self, sealed: Ciphertext, column: Column[Ciphertext], row: Row) -> bytes:
        """Open a sealed value with whichever key sealed it.

        Raises:
            KeyDestroyedError: that key was destroyed.
            KeyMissingError: this key store never had it.
            SealBrokenError: the value was changed or moved.
        """
        key_id = key_of(sealed)
        key = self._by_id.get(key_id)
        if key is None:
            key = self._find(sealing_key.c.id == str(key_id))
            if key is None:
                raise self._gone(key_id, column)
            self._keep(None, key)
        return key.open(sealed, column, row)

    def digest(self, scope: str, *parts: str) -> Digest:
        """Return the keyed hash of texts under the key of a scope."""
        return self.key(scope).digest(*parts)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def destroy(self, scope: str, record: str) -> None:
        """Delete the key of a scope; what it sealed can never be read again, and never sealed anew.

        Args:
            scope: of the key; one without a key is left as it is.
            record: what is to be known of it later on, without personal data.
        """
        with self._lock:
            known = self._by_scope.pop(scope, None)
            if known is not None:
                self._by_id.pop(known.id, None)
        of_scope = sealing_key.c.scope == scope
        with self._engine.begin() as connection:
            key_id = connection.scalar(delete(sealing_key).where(of_scope).returning(sealing_key.c.id))
            if key_id is not None:
                connection.execute(insert(destroyed_key), {"id": key_id, "scope": scope, "record": record})
        empty_log(self._engine)

    def tombstones(self, after: str, most: int) -> Sequence[Tombstone]:
        """Return the keys that were destroyed, in order of their scopes, from the one after a scope."""
        query = (
            select(destroyed_key.c.scope, destroyed_key.c.record)
            .where(destroyed_key.c.scope > after)
            .order_by(destroyed_key.c.scope)
            .limit(most)
        )
        with self._engine.connect() as connection:
            return [Tombstone(row.scope, row.record) for row in connection.execute(query)]

    def rotate_master(self) -> int:
        """Wrap every key with the present master key, in one transaction; return how many were not yet.

        Raises:
            WrongMasterKeyError: a key is wrapped by neither the present nor the previous master key.
        """
        present = self._master
        old = select(sealing_key).where(sealing_key.c.master != present.name)
        with self._engine.begin() as connection:
            rows = connection.execute(old).all()
            for row in rows:
                wrapped = present.wrap(self._unwrap(row), row.id, row.scope)
                connection.execute(
                    update(sealing_key)
                    .where(sealing_key.c.id == row.id)
                    .values(master=present.name, wrapped=wrapped)
                )
        return len(rows)

    def _unwrap(self, row: DatabaseRow[Any]) -> bytes:
        master = self._masters.get(row.master)
        if master is None:
            raise WrongMasterKeyError
        return master.unwrap(row.wrapped, row.id, row.scope)

    def _find(self, condition: ColumnElement[bool]) -> SealingKey | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(sealing_key).where(condition)).first()
        if row is None:
            return None
        return SealingKey(UUID(row.id), self._unwrap(row))

    def _gone(self, key_id: UUID, column: Column[Ciphertext]) -> LookupError:
        with self._engine.connect() as connection:
            known = connection.scalar(select(destroyed_key.c.id).where(destroyed_key.c.id == str(key_id)))
        return KeyMissingError() if known is None else KeyDestroyedError(f"the key of {column} was destroyed")

    def _make(self, scope: str) -> SealingKey:
        key_id, secret = self._ids.new(), os.urandom(KEY_BYTES)
        row = {
            "id": key_id,
            "scope": scope,
            "master": self._master.name,
            "wrapped": self._master.wrap(secret, key_id, scope),
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(sealing_key), row)
                if connection.scalar(select(destroyed_key.c.id).where(destroyed_key.c.scope == scope)):
                    raise KeyDestroyedError("this scope had a key that was destroyed")
        except IntegrityError:
            other = self._find(sealing_key.c.scope == scope)
            assert other is not None, "somebody else just made this key"
            return other
        return SealingKey(UUID(key_id), secret)

    def _keep(self, scope: str | None, key: SealingKey) -> SealingKey:
        with self._lock:
            self._by_id[key.id] = key
            if scope is not None:
                self._by_scope[scope] = key
            for cache in (self._by_id, self._by_scope):
                while len(cache) > _CACHED:
                    cache.popitem(last=False)
        return key


class _Master:
    """The key that wraps the others, known by the first bytes of its hash."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != MASTER_KEY_BYTES:
            raise ValueError(f"a master key has {MASTER_KEY_BYTES} bytes")
        self.name = hashlib.sha256(b"ketenmotor master key" + secret).hexdigest()[:16]
        self._cipher = AESGCM(secret)

    def wrap(self, secret: bytes, key_id: str, scope: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, f"{key_id}\x1f{scope}".encode())

    def unwrap(self, wrapped: bytes, key_id: str, scope: str) -> bytes:
        nonce, body = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, f"{key_id}\x1f{scope}".encode())
        except InvalidTag:
            raise WrongMasterKeyError from None


def master_key(settings: Settings) -> bytes:
    """Return the master key of the settings; a demo makes its file at the first start.

    Raises:
        SettingError: the file is missing or holds no key.
    """
    if settings.master_key is not None:
        return settings.master_key
    path = settings.master_key_file
    if path is None:
        raise SettingError("KETENMOTOR_MASTER_KEY is not set: give 32 random bytes in base64.")
    if settings.demo and not path.exists():
        _write_master_key(path)
    return _in_file(path, "KETENMOTOR_MASTER_KEY_FILE")


def previous_master_key(settings: Settings) -> bytes | None:
    """Return the master key that is being replaced, if one is.

    Raises:
        SettingError: its file is missing or holds no key.
    """
    path = settings.previous_master_key_file
    if path is None:
        return settings.previous_master_key
    return _in_file(path, "KETENMOTOR_PREVIOUS_MASTER_KEY_FILE")


def _in_file(path: Path, variable: str) -> bytes:
    try:
        secret = base64.b64decode(path.read_bytes().strip(), validate=True)
    except (OSError, binascii.Error):
        secret = b""
    if len(secret) != MASTER_KEY_BYTES:
        raise SettingError(f"{variable} must name a file with {MASTER_KEY_BYTES} bytes in base64.")
    return secret


def _write_master_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(os.urandom(MASTER_KEY_BYTES)))
    try:
        os.link(draft, path)  # two first starts at once: one file wins, complete
    except FileExistsError:
        return
    finally:
        draft.unlink()
