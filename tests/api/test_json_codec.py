"""JSON keeps the digits of numbers, and refuses what could mean two things or what nothing can keep."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.json_codec import decode, encode
from engine.errors import Invalid
from tests.api.conftest import Caller

DEPTH = 20
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
)
keys = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.sampled_from(
    ["typename", "__class__", "$ref", "a.b", "🙂"]
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4)
)


def code_of(body: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        decode(body, DEPTH)
    return refusal.value.faults[0].code


@given(values)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_the_same(value: Any) -> None:
    assert decode(encode(value), DEPTH) == value


@pytest.mark.parametrize("number", ["1.10", "0.1000000000000000055511151231257827", "1E+3", "-0.00"])
def test_numbers_keep_their_digits(number: str) -> None:
    assert decode(number.encode(), DEPTH).as_tuple() == Decimal(number).as_tuple()
    assert encode(Decimal(number)) == number.encode()


def test_a_moment_in_utc_ends_in_z() -> None:
    assert encode(datetime(2026, 11, 21, 9, 0, tzinfo=UTC)) == b'"2026-11-21T09:00:00Z"'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "json"),
        (b"{", "json"),
        (b"{} x", "json"),
        (b"[NaN]", "json"),
        (b"[-Infinity]", "json"),
        (b"\xff", "encoding"),
        (b'{"a": 1, "a": 2}', "duplicate-key"),
        (rb'{"a": 1, "\u0061": 2}', "duplicate-key"),
        (rb'["a\u0000b"]', "nul"),
        (rb'{"\u0000": 1}', "nul"),
        (rb'["\ud800"]', "surrogate"),
        (b"1e999999999", "number"),
        (b"1" * 5000, "number"),
        (b"[" * 21 + b"]" * 21, "depth"),
        (b'{"a":' * 21 + b"1" + b"}" * 21, "depth"),
        (b"[" * 100_000 + b"]" * 100_000, "depth"),
    ],
)
def test_what_is_not_plain_json_is_refused_by_name(body: bytes, code: str) -> None:
    assert code_of(body) == code


def test_a_body_may_be_as_deep_as_the_limit() -> None:
    assert json.dumps(decode(b"[" * DEPTH + b"]" * DEPTH, DEPTH)) == "[" * DEPTH + "]" * DEPTH


def test_a_whole_character_out_of_two_surrogates_and_an_escaped_backslash_are_fine() -> None:
    assert decode(rb'["\ud83d\ude42", "\\u0000"]', DEPTH) == ["🙂", "\\u0000"]


def test_a_fault_points_at_its_place() -> None:
    with pytest.raises(Invalid) as refusal:
        decode(rb'{"a/b": [{"c~d": "\u0000"}], "z": "\u0000"}', DEPTH)

    assert [fault.pointer for fault in refusal.value.faults] == ["/a~1b/0/c~0d", "/z"]


def test_a_request_with_a_broken_body_gets_the_fault(anna: Caller) -> None:
    answer = anna("POST", "/berries", data='{"number": 1, "number": 2}', content_type="application/json")

    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, "duplicate-key")


def test_many_odd_keys_survive(anna: Caller) -> None:
    values = {f"k{number}.🙂": number for number in range(1000)} | {
        "typename": "x",
        "__class__": "y",
        "$ref": "#",
    }

    answer = anna("POST", "/berries", json={"number": 99, "values": values})

    assert answer.json["values"] == values
