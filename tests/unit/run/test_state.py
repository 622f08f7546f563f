"""The stored state: any data survives it, it stays small, and its formats are known."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import JsonValue
from engine.run.faults import UnreadableState
from engine.run.instance import Instance
from engine.run.upgrades import FORMAT, upgrade
from tests.conformance.elements import (
    element,
    end,
    flow,
    model,
    script,
    start,
    user,
)
from tests.conformance.harness import Run, deploy

LOOP = model(
    start(),
    element("exclusiveGateway", "m"),
    user("a", default="a_end"),
    end(),
    flow("start m a end"),
    flow("a m", "true"),
)
HOST = deploy(LOOP)
NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
KEYS = st.text() | st.sampled_from(["typename", "__class__", "$ref", "a.b", "", "😀", "vars", "process"])
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_any_data_survives(data: Mapping[str, JsonValue]) -> None:
    ran = Run(HOST, restoring=True).begin({"first": dict(data)})
    ran.do("a", {"second": dict(data)})
    assert ran.variables == {"first": data, "second": data}


def test_ten_thousand_keys_survive() -> None:
    data: dict[str, JsonValue] = {f"key {n}": n for n in range(10_000)}
    ran = Run(HOST, restoring=True).begin(data)
    assert ran.variables == data


def test_digits_of_a_number_are_kept() -> None:
    ran = Run(HOST, restoring=True).begin({"n": Decimal("1.10"), "big": 10**40})
    assert repr(ran.variables["n"]) == "Decimal('1.10')"
    assert ran.variables["big"] == 10**40


def test_the_state_is_as_small_after_a_thousand_tasks_as_after_ten() -> None:
    ran = Run(HOST).begin()
    sizes = []
    for count in range(1000):
        ran.instance.complete(max(ran.instance.workflow.tokens), {})
        if count in (9, 999):
            sizes.append(len(ran.instance.dump()))
    assert sizes[1] <= sizes[0] + 10


def test_the_format_comes_first() -> None:
    state = msgspec.json.decode(Run(HOST).begin().instance.dump())
    assert state[0] == FORMAT == 2


@pytest.mark.parametrize("state", [b"", b"{}", b"[]", b'["1"]', b"[true]", b"[99,0,0,[]]"])
def test_an_unknown_format_is_refused(state: bytes) -> None:
    with pytest.raises(UnreadableState):
        Instance.load(HOST, state)


def test_each_format_is_brought_to_the_next() -> None:
    steps = {1: lambda state: [2, state[1] + 1], 2: lambda state: [3, state[1] * 10]}
    assert upgrade([1, 4], steps, 3) == [3, 50]


def test_branches_never_share_what_they_change() -> None:
    ran = Run(
        deploy(
            model(
                start(),
                script("copy", "{one: given, two: given}"),
                user("a"),
                flow("start copy a"),
            )
        )
    ).begin({"given": {"x": {"y": 1}}})
    ran.do("a", {"one": {"x": {"y": 2}}})
    assert ran.variables == {"given": {"x": {"y": 1}}, "one": {"x": {"y": 2}}, "two": {"x": {"y": 1}}}
