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
class StoredSeal:
    """A seal as it stands in the database.

    Args:
        seal: what was signed; None where the signature is broken.
        number: as its row says.
        signed: the text.
        emptied: whether the entries up to it were deleted.
        term_is_over: whether they might be.
    """

    seal: Seal | None
    number: int
    signed: str
    emptied: bool
    term_is_over: bool


@dataclass(slots=True)
class SealedHeads:
    """All that the seals of a house say of its streams.

    Args:
        by_stream: every sealed place of a stream with its hash.
        emptied: up to where the entries of a stream were deleted, with the hash of the last one.
    """

    by_stream: dict[str, dict[int, str]] = field(default_factory=dict)
    emptied: dict[str, Head] = field(default_factory=dict)


def faults_of_seals(
    house: str, seals: Sequence[StoredSeal], files: Mapping[str, str] | None, names: Mapping[int, str]
) -> tuple[list[AuditFault], SealedHeads]:
    """Check the seals of a house, in order, against each other and against their copies outside.

    Args:
        house: whose seals.
        seals: as the database has them.
        files: the copies, by the names of their files; None where no folder is set.
        names: by number the name that the file of a seal has; empty for a seal not filed yet.

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
                told.by_stream.setdefault(head.stream, {})[head.sequence] = head.digest
                if stored.emptied:
                    told.emptied[head.stream] = head
            if hash_of_heads(heads.values()) != stored.seal.heads or len(heads) != stored.seal.streams:
                faults.append(AuditFault(place, "it does not cover the heads of the seals before it"))
        previous = stored
    if files is not None:
        faults += _faults_of_files(house, seals, files, names)
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


def _faults_of_files(
    house: str, seals: Sequence[StoredSeal], files: Mapping[str, str], names: Mapping[int, str]
) -> Iterator[AuditFault]:
    known = {name: stored for stored in seals if (name := names.get(stored.number))}
    for name, stored in known.items():
        place = f"seal {stored.number} of house {house}"
        if name not in files:
            yield AuditFault(place, f"its copy {name} is missing outside the database")
        elif files[name] != stored.signed:
            yield AuditFault(place, f"its copy {name} outside the database is another one")
    pending = {stored.number for stored in seals} - set(names)
    for name in sorted(set(files) - set(known)):
        if int(name[:6]) not in pending or files[name] not in {stored.signed for stored in seals}:
            yield AuditFault(f"copy {name} of house {house}", "the database has no such seal any more")


def faults_of_stream(
    stream: str, entries: Iterable[StoredEntry], head: Head | None, told: SealedHeads
) -> Iterator[AuditFault]:
    """Check the entries of a stream, in order, against their chain, their head and the seals.

    Args:
        stream: which stream.
        entries: as the database has them.
        head: as the database has it.
        told: what the seals of its house say.
    """
    base = told.emptied.get(stream)
    sequence, digest = (0, START) if base is None else (base.sequence, bytes.fromhex(base.digest))
    sealed = {place: text for place, text in told.by_stream.get(stream, {}).items() if place > sequence}
    for stored in entries:
        place = f"stream {stream}, entry {stored.sequence}"
        if stored.sequence != sequence + 1:
            yield AuditFault(place, _gap(sequence + 1, stored.sequence))
        elif stored.entry.digest(stored.sequence, digest) != stored.digest:
            yield AuditFault(place, "it was changed, or is not the one that followed the entry before it")
        sequence, digest = stored.sequence, stored.digest
        expected = sealed.pop(sequence, None)
        if expected is not None and expected != digest.hex():
            yield AuditFault(place, "a seal knows another entry here")
    place = f"stream {stream}"
    for lost in sorted(sealed):
        yield AuditFault(place, f"entry {lost} was sealed and is missing")
    if head is None:
        if sequence:
            yield AuditFault(place, "its head is missing")
    elif (head.sequence, head.digest) != (sequence, digest.hex()):
        yield AuditFault(place, f"its head tells of entry {head.sequence}, its last one is {sequence}")


def _gap(expected: int, found: int) -> str:
    if found == expected + 1:
        return f"entry {expected} is missing before it"
    return f"entries {expected} to {found - 1} are missing before it"
