"""Whatever is done to an audit log after it was written, verification finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import KeySet, RSAKey

from engine.store.audit.entry import START, Entry
from engine.store.audit.seal_files import SealFiles
from engine.store.audit.seals import (
    BrokenSealError,
    Head,
    Seal,
    hash_of_heads,
    hash_of_signed,
    read,
    sign,
)
from engine.store.audit.verification import (
    Copies,
    SealedHeads,
    StoredEntry,
    StoredHead,
    StoredSeal,
    faults_of_seals,
    faults_of_stream,
)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
STREAM = "case:1"
NOBODY_TOLD = SealedHeads()
KEY = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "PS256"})
OTHER = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "PS256"})
FIRST = Entry(
    stream=STREAM,
    house="noord",
    at=NOON,
    person="ada",
    organisation="molen",
    roles=("baker",),
    act="read",
    refused=False,
    reason=None,
    operation="read-case",
    object_kind="case",
    object_id="1",
    case_id="1",
    case_number="noord-1",
    categories=("ordinary",),
    purpose="bread",
)
CHANGES = {
    "house": "zuid",
    "at": NOON + timedelta(microseconds=1),
    "person": None,
    "organisation": "winkel",
    "roles": ("baker", "guest"),
    "act": "change",
    "refused": True,
    "reason": "hidden",
    "operation": "read-task",
    "object_kind": "task",
    "object_id": None,
    "case_id": None,
    "case_number": "noord-2",
    "categories": ("ordinary", "secret"),
    "purpose": None,
    "named": ("2",),
    "copy_digest": "aa",
    "trace_id": "bb",
    "caller_span": "cc",
}


def chain(persons: Sequence[str]) -> list[StoredEntry]:
    made, previous = [], START
    for sequence, person in enumerate(persons, start=1):
        entry = replace(FIRST, person=person)
        previous = entry.digest(sequence, previous)
        made.append(StoredEntry(sequence, previous, entry))
    return made


def head(entries: Sequence[StoredEntry]) -> Head:
    return Head(STREAM, entries[-1].sequence, entries[-1].digest.hex())


def faults(entries: Sequence[StoredEntry], last: Head | None, told: SealedHeads = NOBODY_TOLD) -> list[str]:
    stored = None if last is None else StoredHead("noord", last)
    return [str(fault) for fault in faults_of_stream("noord", STREAM, entries, stored, told)]


PERSONS = st.lists(st.sampled_from(["ada", "ben", "cas"]), min_size=2, max_size=8)


def test_every_column_is_part_of_the_chain() -> None:
    assert set(CHANGES) | {"stream"} == set(Entry.__dataclass_fields__)


@given(PERSONS)
def test_what_nobody_touched_has_no_fault(persons: list[str]) -> None:
    written = chain(persons)

    assert faults(written, head(written)) == []


@given(PERSONS, st.data())
def test_any_change_of_any_column_is_found(persons: list[str], data: st.DataObject) -> None:
    written = chain(persons)
    place = data.draw(st.integers(0, len(written) - 1))
    column = data.draw(st.sampled_from(sorted(CHANGES)))
    changed = replace(written[place].entry, **{column: CHANGES[column]})  # type: ignore[arg-type]
    tampered = [*written[:place], replace(written[place], entry=changed), *written[place + 1 :]]

    assert any(f"entry {place + 1}" in fault for fault in faults(tampered, head(written)))


@given(PERSONS, st.data())
def test_any_entry_that_is_gone_is_found(persons: list[str], data: st.DataObject) -> None:
    written = chain(persons)
    place = data.draw(st.integers(0, len(written) - 1))

    assert faults([*written[:place], *written[place + 1 :]], head(written))


@given(PERSONS, st.data())
def test_any_other_order_is_found_also_with_new_numbers(persons: list[str], data: st.DataObject) -> None:
    written = chain(persons)
    order = data.draw(st.permutations(range(len(written))).filter(lambda found: found != sorted(found)))
    moved = [replace(written[place], sequence=number) for number, place in enumerate(order, start=1)]

    assert faults(moved, head(written))


@given(PERSONS, st.data())
def test_a_tail_that_was_cut_off_with_its_head_is_found_by_the_seal(
    persons: list[str], data: st.DataObject
) -> None:
    written = chain(persons)
    left = written[: data.draw(st.integers(0, len(written) - 1))]
    told = SealedHeads({STREAM: {len(written): (written[-1].digest.hex(), 1)}})

    assert faults(left, head(left) if left else None, told)


@given(PERSONS, PERSONS)
def test_a_chain_that_was_reckoned_anew_is_found_by_the_seal(persons: list[str], others: list[str]) -> None:
    written, forged = chain(persons), chain(others)
    told = SealedHeads({STREAM: {len(written): (written[-1].digest.hex(), 1)}})

    assert bool(faults(forged, head(forged), told)) == (persons != others[: len(persons)])


def sealed(days: Sequence[Sequence[str]]) -> list[StoredSeal]:
    """A house whose one stream grows day by day, sealed each night."""
    made: list[StoredSeal] = []
    persons: list[str] = []
    for number, day in enumerate(days, start=1):
        persons += day
        last = head(chain(persons))
        seal = Seal(
            house="noord",
            number=number,
            day=date(2026, 1, number),
            sealed_at=NOON + timedelta(days=number),
            previous=hash_of_signed(made[-1].signed) if made else None,
            streams=1,
            heads=hash_of_heads([last]),
            changed=(last,),
        )
        signed = sign(seal, KEY)
        made.append(
            StoredSeal(
                seal=read(signed, KeySet([KEY])),
                number=number,
                signed=signed,
                file_name=SealFiles.name(number, seal.day),
                filed=True,
                emptied=False,
                term_is_over=False,
            )
        )
    return made


WEEK = sealed([["ada"], ["ben", "ada"], ["cas"]])
FILES = {stored.file_name: stored.signed for stored in WEEK}


def copies(files: dict[str, str]) -> Copies:
    return Copies(frozenset(files), files)


def found(seals: Sequence[StoredSeal], files: dict[str, str]) -> list[str]:
    return [str(fault) for fault in faults_of_seals("noord", seals, copies(files))[0]]


def test_seals_that_nobody_touched_have_no_fault() -> None:
    assert found(WEEK, FILES) == []


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_seal_that_is_gone_is_found_within_the_database_or_by_its_copy(gone: int) -> None:
    assert found([*WEEK[:gone], *WEEK[gone + 1 :]], FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_copy_that_is_gone_or_another_one_is_found(name: str) -> None:
    assert found(WEEK, {other: text for other, text in FILES.items() if other != name})
    assert found(WEEK, FILES | {name: FILES[name] + "x"})


def test_a_seal_of_another_key_is_broken() -> None:
    seal = WEEK[0].seal
    assert seal is not None

    with pytest.raises(BrokenSealError):
        read(sign(seal, OTHER), KeySet([KEY]))


def test_seals_that_were_made_anew_with_the_right_key_differ_from_their_copies() -> None:
    assert found(sealed([["ben"], ["ben", "ada"], ["cas"]]), FILES)


def test_entries_may_be_deleted_after_their_term_and_not_before() -> None:
    emptied = [replace(WEEK[0], emptied=True, term_is_over=True), *WEEK[1:]]
    early = [replace(WEEK[0], emptied=True), *WEEK[1:]]
    left = chain(["ada", "ben", "ada", "cas"])[1:]

    assert found(emptied, FILES) == []
    told = faults_of_seals("noord", emptied, copies(FILES))[1]
    assert faults(left, head(left), told) == []
    assert faults(left[1:], head(left), told), "what was not sealed that day is missing"
    assert any("before their term" in fault for fault in found(early, FILES))
