"""A sealed value opens with its own key, in its own row and column, unchanged; nowhere else."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert

from engine.store.columns import Ciphertext, Digest
from engine.store.sealing import SealBrokenError, SealingKey, key_of
from engine.store.tables.instances import root_instance
from engine.store.tables.jobs import job
from engine.store.tables.messages import message

KEY = SealingKey(UUID(int=7), bytes(range(32)))
STATE, VARIABLES = root_instance.c.state, job.c.variables


@settings(max_examples=30, deadline=None)
@given(plain=st.binary(max_size=300), element=st.integers(min_value=0))
def test_what_was_sealed_opens_in_its_place(plain: bytes, element: int) -> None:
    sealed = KEY.seal(plain, VARIABLES, ("r", element))

    assert KEY.open(sealed, VARIABLES, ("r", element)) == plain
    assert key_of(sealed) == KEY.id


def test_the_same_value_never_looks_the_same() -> None:
    assert KEY.seal(b"x", STATE, ("r",)) != KEY.seal(b"x", STATE, ("r",))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(min_value=17), bit=st.integers(0, 7))
def test_one_changed_bit_breaks_the_seal(place: int, bit: int) -> None:
    sealed = bytearray(KEY.seal(b"a value", STATE, ("r",)).data)
    sealed[17 + place % (len(sealed) - 17)] ^= 1 << bit

    with pytest.raises(SealBrokenError):
        KEY.open(Ciphertext(bytes(sealed)), STATE, ("r",))


@pytest.mark.parametrize(
    ("column", "row"),
    [(VARIABLES, ("other", 1)), (VARIABLES, ("r", 2)), (STATE, ("r", 1))],
)
def test_a_value_moved_to_another_place_does_not_open(column: object, row: tuple[str, int]) -> None:
    sealed = KEY.seal(b"a value", VARIABLES, ("r", 1))

    with pytest.raises(SealBrokenError, match="does not open"):
        KEY.open(sealed, column, row)  # type: ignore[arg-type]


def test_another_key_does_not_open() -> None:
    sealed = KEY.seal(b"a value", STATE, ("r",))

    with pytest.raises(SealBrokenError):
        SealingKey(UUID(int=8), bytes(32)).open(sealed, STATE, ("r",))


def test_bytes_of_another_format_name_no_key() -> None:
    with pytest.raises(SealBrokenError, match="unknown format"):
        key_of(Ciphertext(b"\x02" + bytes(60)))


def test_a_digest_depends_on_how_its_parts_are_divided() -> None:
    assert KEY.digest("ab", "c") != KEY.digest("a", "bc")
    assert KEY.digest("ab", "c") == KEY.digest("ab", "c")


def test_a_sealed_column_takes_no_plain_bytes() -> None:
    with create_engine("sqlite://").connect() as connection:
        message.create(connection)
        for column, value in (("payload", b"plain"), ("key_index", b"plain")):
            with pytest.raises(Exception, match="first"):
                connection.execute(insert(message), {"id": "1", column: value})


def test_a_blind_index_keeps_the_digest() -> None:
    digest = KEY.digest("name")

    assert isinstance(digest, Digest)
    assert len(digest.data) == 32
