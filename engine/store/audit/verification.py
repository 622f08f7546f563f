"""What is wrong with an audit log: entries against their chain, chain against head, both against seals.

Everything is told by stream and place, so that an auditor knows where to look; nothing is put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.store.audit.entry import START, Entry
from engine.store.audit.seals import Head, Seal, hash_of_heads, hash_of_signed


@dataclass(frozen=True, slots=True)
class AuditFault:
    """One thing that is wrong.

    Args:
        place: stream and entry, or house and seal.
        fault: what it is.
    """

    place: str
    fault: str

    def __str__(self) -> str:
        return f"{self.place}: {self.fault}"


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it stands in the database."""

    sequence: int
    digest: bytes
    entry: Entry


@dataclass(frozen=True, slots=True)
class StoredHead:
    """The head of a stream as it stands in the database; None where it is not as the service writes it."""

    house: str
    head: Head | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSeal:
    """A seal as it stands in the database.

    Args:
        seal: what was signed; None where the signature is broken.
        number: as its row says.
        signed: the text.
        file_name: the name of its copy outside the database.
        filed: whether that copy was written.
        emptied: whether the entries up to it were deleted.
        term_is_over: whether they might be.
    """

    seal: Seal | None
    number: int
    signed: str
    file_name: str
    filed: bool
    emptied: bool
    term_is_over: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of the seals of a house outside the database.

    Args:
        before: which there were before the database was read: a seal is written there first.
        texts: what all copies say that there were after it, by name; None for one that is unreadable.
    """

    before: frozenset[str]
    texts: Mapping[str, str | None]


@dataclass(slots=True)
class SealedHeads:
    """All that the seals of a house say of its streams.

    Args:
        by_stream: every sealed place of a stream with its hash, and the number of the seal.
        emptied: up to where the entries of a stream were deleted, with the hash of the last one.
    """

    by_stream: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)
    emptied: dict[str, Head] = field(default_factory=dict)


def faults_of_seals(
    house: str, seals: Sequence[StoredSeal], copies: Copies | None
) -> tuple[list[AuditFault], SealedHeads]:
    """Check the seals of a house, in order, against each other and against their copies outside.

    Args:
        house: whose seals.
        seals: as the database has them.
        copies: those outside the database; None where no folder is set.

    Returns:
        The faults, and what the seals say.
    """
    faults: list[AuditFault] = []
    heads: dict[str, Head] = {}
    told = SealedHeads()
    previous: StoredSeal | None = None
    for expected, stored in enumerate(seals, start=1):
        place = f"seal {stored.number} of house {house}"
        if stored.number != expected:
            faults.append(AuditFault(place, f"seal {expected} is missing"))
        faults += [AuditFault(place, fault) for fault in _faults_of_seal(house, stored, previous)]
        if stored.seal is not None:
            for head in stored.seal.changed:
                heads[head.stream] = head
                told.by_stream.setdefault(head.stream, {})[head.sequence] = (head.digest, stored.number)
                if stored.emptied:
                    told.emptied[head.stream] = head
            if hash_of_heads(heads.values()) != stored.seal.heads or len(heads) != stored.seal.streams:
                faults.append(AuditFault(place, "it does not cover the heads of the seals before it"))
        previous = stored
    if copies is not None:
        faults += _faults_of_copies(house, seals, copies)
    return faults, told


def _faults_of_seal(house: str, stored: StoredSeal, previous: StoredSeal | None) -> Iterator[str]:
    if stored.seal is None:
        yield "its signature is broken"
        return
    if (stored.seal.house, stored.seal.number) != (house, stored.number):
        yield "it was signed for another place"
    if stored.seal.previous != (None if previous is None else hash_of_signed(previous.signed)):
        yield "it does not follow the seal before it"
    if stored.emptied and not stored.term_is_over:
        yield "its entries were deleted before their term was over"


def _faults_of_copies(house: str, seals: Sequence[StoredSeal], copies: Copies) -> Iterator[AuditFault]:
    for stored in seals:
        fault = _fault_of_copy(stored, copies.texts, is_last=stored is seals[-1])
        if fault is not None:
            yield AuditFault(f"seal {stored.number} of house {house}", fault)
    for name in sorted(copies.before - {stored.file_name for stored in seals}):
        yield AuditFault(f"copy {name} of house {house}", "the database has no such seal any more")


def _fault_of_copy(stored: StoredSeal, texts: Mapping[str, str | None], *, is_last: bool) -> str | None:
    name = stored.file_name
    if name not in texts:
        if stored.filed:
            return f"its copy {name} is missing outside the database"
        # The copy of the last one may be on its way.
        return None if is_last else f"its copy {name} outside the database was never written"
    if texts[name] is None:
        return f"its copy {name} outside the database cannot be read"
    return None if texts[name] == stored.signed else f"its copy {name} outside the database is another one"


def faults_of_stream(
    house: str, stream: str, entries: Iterable[StoredEntry], stored_head: StoredHead | None, told: SealedHeads
) -> Iterator[AuditFault]:
    """Check the entries of a stream, in order, against their chain, their head and the seals.

    Args:
        house: whose stream, by its seals; by its head or its first entry where no seal tells of it.
        stream: which stream.
        entries: as the database has them.
        stored_head: as the database has it; None where it has none.
        told: what the seals of its house say.
    """
    whole = f"house {house}, stream {stream}"
    base = told.emptied.get(stream)
    sequence, digest = (0, START) if base is None else (base.sequence, bytes.fromhex(base.digest))
    sealed = {place: text for place, (text, _) in told.by_stream.get(stream, {}).items() if place > sequence}
    for stored in entries:
        place = f"{whole}, entry {stored.sequence}"
        if stored.sequence <= sequence:
            yield AuditFault(place, "it stands where entries were deleted after their term")
            continue
        if stored.sequence != sequence + 1:
            yield AuditFault(place, _gap(sequence + 1, stored.sequence))
        elif stored.entry.digest(stored.sequence, digest) != stored.digest:
            yield AuditFault(place, "it was changed, or is not the one that followed the entry before it")
        elif stored.entry.house != house:
            yield AuditFault(place, f"it is of house {stored.entry.house}")
        sequence, digest = stored.sequence, stored.digest
        expected = sealed.pop(sequence, None)
        if expected is not None and expected != digest.hex():
            yield AuditFault(place, "a seal knows another entry here")
    for lost in sorted(sealed):
        yield AuditFault(whole, f"entry {lost} was sealed and is missing")
    if stored_head is not None:
        yield from _faults_of_head(whole, house, stored_head, Head(stream, sequence, digest.hex()))
    elif sequence:
        yield AuditFault(whole, "its head is missing")


def _faults_of_head(whole: str, house: str, stored: StoredHead, last: Head) -> Iterator[AuditFault]:
    if stored.house != house:
        yield AuditFault(whole, f"its head stands in house {stored.house}")
    if stored.head is None:
        yield AuditFault(whole, "its head is not as the service writes it")
    elif stored.head.sequence != last.sequence:
        told, is_last = stored.head.sequence, last.sequence
        yield AuditFault(whole, f"its head tells of entry {told}, its last one is {is_last}")
    elif stored.head.digest != last.digest:
        yield AuditFault(whole, f"its head tells of another entry {last.sequence}")


def _gap(expected: int, found: int) -> str:
    if found == expected + 1:
        return f"entry {expected} is missing before it"
    return f"entries {expected} to {found - 1} are missing before it"
