"""One entry of the audit log, and the bytes whose hash chains it to the entry before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Self

import msgspec
from sqlalchemy import RowMapping

from engine.store.dialects.dialect import chained
from engine.store.tables.audit import DIGEST_BYTES

START: Final = bytes(DIGEST_BYTES)
"""What stands for the entry before the first."""
_FORMAT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody did or was refused; a column of `audit_entry` each."""

    stream: str
    house: str
    at: datetime
    person: str | None
    organisation: str | None
    roles: tuple[str, ...]
    act: str
    refused: bool
    reason: str | None
    operation: str
    object_kind: str
    object_id: str | None
    case_id: str | None
    case_number: str | None
    categories: tuple[str, ...]
    purpose: str | None
    named: tuple[str, ...] = ()
    copy_digest: str | None = None
    trace_id: str | None = None
    caller_span: str | None = None

    def digest(self, sequence: int, previous: bytes) -> bytes:
        """Return the hash that chains this entry, in its place, to the one before it.

        Args:
            sequence: its place in its stream, from 1.
            previous: hash of the entry before it; `START` before the first.
        """
        return chained(previous, sequence, self.content_digest())

    def content_digest(self) -> bytes:
        """Return the hash of a JSON array of the format and all columns in order, whatever its place."""
        values = [getattr(self, name) for name in _NAMES]
        values[_AT] = self.at.astimezone(UTC)
        return hashlib.sha256(msgspec.json.encode([_FORMAT, *values])).digest()

    def cells(self) -> dict[str, Any]:
        """Return the cells of its row, but for its place and hash."""
        return {name: getattr(self, name) for name in _NAMES}

    @classmethod
    def of_row(cls, row: Mapping[str, Any] | RowMapping) -> Self:
        """Return the entry of a row of `audit_entry`."""
        return cls(**{name: row[name] for name in _NAMES})


_NAMES: Final = tuple(Entry.__dataclass_fields__)
_AT: Final = _NAMES.index("at")


def case_stream(root_id: str) -> str:
    """Return the stream of all acts on one case."""
    return f"case:{root_id}"


def person_stream(house: str, person: str | None) -> str:
    """Return the stream of what somebody does in a house outside any one case; None is the service itself."""
    return f"house:{house}" if person is None else f"person:{house}/{person}"
