"""Column types of our own: moments, lists of names, sealed bytes, blind indexes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import DateTime, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """Bytes that a :class:`engine.store.sealing.SealingKey` made; nothing else makes them."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Digest:
    """A keyed hash of a personal value, fit for comparing and nothing else."""

    data: bytes


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a zone: {value.isoformat()}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Names(TypeDecorator[tuple[str, ...]]):
    """A few ids or static texts in order, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else msgspec.json.decode(value, type=tuple[str, ...])


class Sealed(TypeDecorator[Ciphertext]):
    """The only type of column that holds personal data: it takes nothing but sealed bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Ciphertext | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Ciphertext):
            raise TypeError("a sealed column takes a Ciphertext: seal the value with its key first")
        return value.data

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Ciphertext | None:
        return None if value is None else Ciphertext(bytes(value))


class BlindIndex(TypeDecorator[Digest]):
    """A keyed hash of a personal value that a query may compare for equality."""

    impl = LargeBinary(32)
    cache_ok = True

    def process_bind_param(self, value: Digest | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Digest):
            raise TypeError("a blind index takes a Digest: hash the value with its key first")
        return value.data

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Digest | None:
        return None if value is None else Digest(bytes(value))
