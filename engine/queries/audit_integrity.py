"""Whether the audit log is the one that was written: its entries, heads and seals, and the copies outside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

from joserfc.jwk import KeySet
from sqlalchemy import Connection, RowMapping, column

from engine.calendar.duration import Duration
from engine.store.audit.entry import Entry
from engine.store.audit.seal_files import SealFiles
from engine.store.audit.seals import BrokenSealError, Head, Seal, read
from engine.store.audit.untrusted import UntrustedRows
from engine.store.audit.verification import (
    AuditFault,
    Copies,
    SealedHeads,
    StoredEntry,
    StoredHead,
    StoredSeal,
    faults_of_seals,
    faults_of_stream,
)
from engine.store.tables.audit import audit_entry, audit_seal, audit_sealed_head, audit_stream

_AT_ONCE: Final = 1_000
_NOTHING_TOLD: Final = SealedHeads()
_STRANGE: Final = "its row is not as the service writes it"


@dataclass(frozen=True, slots=True)
class Sealing:
    """What seals are checked with.

    Args:
        keys: the public keys of the service.
        files: the copies outside the database; None where no folder is set.
        term: how long entries are kept.
    """

    keys: KeySet
    files: SealFiles | None
    term: Duration

    def copies(self) -> Mapping[str, frozenset[str]]:
        """Return which copies there are, by house: to be asked before the database is read."""
        return {} if self.files is None else self.files.names()


class StoredLog:
    """The audit log that a snapshot of the database holds.

    Args:
        connection: the snapshot.
        sealing: what seals are checked with.
        copies: which copies there were before it, by house.
        now: business time.
    """

    def __init__(
        self, connection: Connection, sealing: Sealing, copies: Mapping[str, frozenset[str]], now: datetime
    ) -> None:
        self._connection = connection
        self._sealing = sealing
        self._copies = copies
        self._now = now
        self._told: dict[str, SealedHeads] = {}
        self._heads: dict[str, StoredHead] = {}
        self.seals = 0
        self.entries = 0

    def check_seals(self) -> list[AuditFault]:
        """Check the seals of all houses; what they tell is what streams are checked against."""
        faults: list[AuditFault] = []
        by_house: defaultdict[str, list[StoredSeal]] = defaultdict(
            list, {house: [] for house in self._copies}
        )
        for row, cells in self._rows(audit_seal, "house", "number"):
            self.seals += 1
            place = f"seal {row['number']} of house {row['house']}"
            if cells is None:
                faults.append(AuditFault(place, _STRANGE))
                continue
            seal = _read(cells["signed"], self._sealing.keys)
            by_house[cells["house"]].append(self._stored(cells, seal))
            if seal is not None and (seal.day, seal.sealed_at) != (cells["day"], cells["sealed_at"]):
                faults.append(AuditFault(place, "its row tells another time"))
        for house, seals in sorted(by_house.items()):
            found, self._told[house] = faults_of_seals(house, seals, self._copies_of(house))
            faults += found
        return [*faults, *self._sealed_heads()]

    def _stored(self, cells: Mapping[str, Any], seal: Seal | None) -> StoredSeal:
        return StoredSeal(
            seal=seal,
            number=cells["number"],
            signed=cells["signed"],
            file_name=SealFiles.name(cells["number"], cells["day"]),
            filed=cells["filed"],
            emptied=cells["emptied_at"] is not None,
            term_is_over=self._sealing.term.after(cells["sealed_at"], ZoneInfo("UTC")) <= self._now,
        )

    def _copies_of(self, house: str) -> Copies | None:
        files = self._sealing.files
        if files is None:
            return None
        return Copies(self._copies.get(house, frozenset()), files.of_house(house))

    def _sealed_heads(self) -> Iterator[AuditFault]:
        """The table of sealed heads says no other than the seals themselves."""
        rows = {}
        for row, cells in self._rows(audit_sealed_head, "stream", "sequence"):
            place = (str(row["house"]), str(row["stream"]), str(row["sequence"]))
            rows[place] = None if cells is None else (cells["digest"].hex(), cells["seal"])
        signed = {
            (house, stream, str(sequence)): (digest, number)
            for house, told in self._told.items()
            for stream, places in told.by_stream.items()
            for sequence, (digest, number) in places.items()
        }
        for house, stream, sequence in sorted(rows.keys() | signed.keys()):
            place = (house, stream, sequence)
            if place not in rows or rows[place] != signed.get(place):
                where = f"house {house}, stream {stream}, entry {sequence}"
                yield AuditFault(where, "its row of sealed heads is another one")

    def check_streams(self) -> list[AuditFault]:
        """Check the chain of each stream, and its head."""
        faults: list[AuditFault] = []
        for row, cells in self._rows(audit_stream, "stream"):
            head = None
            if cells is not None:
                head = Head(cells["stream"], cells["sequence"], cells["digest"].hex())
            self._heads[str(row["stream"])] = StoredHead(str(row["house"]), head)
        sealed = {stream: house for house, told in self._told.items() for stream in told.by_stream}
        seen: set[str] = set()
        rows = self._rows(audit_entry, "stream", "sequence")
        for stream, entries in groupby(rows, key=lambda row: str(row[0]["stream"])):
            seen.add(stream)
            faults += self._of_stream(stream, sealed.get(stream), entries)
        for stream in sorted((self._heads.keys() | sealed.keys()) - seen):
            faults += self._of_stream(stream, sealed.get(stream), iter(()))
        return faults

    def _of_stream(self, stream: str, house: str | None, rows: Iterator[_Row]) -> Iterator[AuditFault]:
        first = next(rows, None)
        head = self._heads.get(stream)
        if house is None:  # no seal tells of it
            house = head.house if head is not None else "" if first is None else str(first[0]["house"])
        found: list[AuditFault] = []
        entries = self._entries(
            f"house {house}, stream {stream}", rows if first is None else chain([first], rows), found
        )
        yield from faults_of_stream(house, stream, entries, head, self._told.get(house, _NOTHING_TOLD))
        yield from found

    def _entries(self, stream: str, rows: Iterable[_Row], faults: list[AuditFault]) -> Iterator[StoredEntry]:
        """Yield the entries of a stream that are as the service writes them; the others are faults."""
        for row, cells in rows:
            self.entries += 1
            if cells is None:
                faults.append(AuditFault(f"{stream}, entry {row['sequence']}", _STRANGE))
            else:
                yield StoredEntry(cells["sequence"], cells["digest"], Entry.of_row(cells))

    def unsealed(self) -> int:
        """Return how many streams have entries that no seal covers yet."""
        return sum(
            stored.head is not None
            and stored.head.sequence
            not in self._told.get(stored.house, _NOTHING_TOLD).by_stream.get(stream, {})
            for stream, stored in self._heads.items()
        )

    def _rows(self, table: Any, *order: str) -> Iterator[_Row]:
        rows = UntrustedRows(table, self._connection.dialect)
        query = rows.query().order_by(*(column(name) for name in order))
        found = self._connection.execute(query, execution_options={"yield_per": _AT_ONCE})
        return ((row, rows.cells(row)) for row in found.mappings())


_Row = tuple[RowMapping, dict[str, Any] | None]


def _read(signed: str, keys: KeySet) -> Seal | None:
    try:
        return read(signed, keys)
    except BrokenSealError:
        return None
