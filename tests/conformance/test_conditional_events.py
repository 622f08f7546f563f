"""Conditional events, which fire when their condition turns true (BPMN 2.0.2, clause 10.5.5)."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    conditional_event,
    element,
    flow,
    model,
    start,
    user,
)
from tests.conformance.event_kinds import caught
from tests.conformance.matrix import proves


@proves("intermediateCatchEvent", "conditional: at once, or when it turns true")
@pytest.mark.parametrize("first", [True, False])
def test_a_condition_is_checked_at_activation_and_on_change(run: Runner, first: bool) -> None:
    ran = run(model(*caught(conditional_event("n > 5")))).begin({"n": 6 if first else 1})
    if not first:
        assert ran.open == []
        ran.write({"n": 3})
        assert ran.open == []
        ran.write({"n": 9})
    assert ran.open == ["a"]


@proves("intermediateCatchEvent", "conditional: variables written by a parallel branch")
def test_a_condition_sees_what_other_branches_write(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            element("intermediateCatchEvent", "c", conditional_event("done")),
            user("a"),
            user("b"),
            flow("start f c a"),
            flow("f b"),
        )
    ).begin()
    ran.do("b", {"done": True})
    assert ran.open == ["a"]


@proves("intermediateCatchEvent", "conditional, narrowed to names and kinds of change")
def test_a_conditional_filter_narrows(run: Runner) -> None:
    definition = (
        "<conditionalEventDefinition><extensionElements>"
        '<zeebe:conditionalFilter variableNames="a" variableEvents="update"/></extensionElements>'
        "<condition>=b &gt; 1</condition></conditionalEventDefinition>"
    )
    ran = run(model(*caught(definition))).begin({"b": 0})
    ran.write({"b": 2}).write({"a": 1})
    assert ran.open == []
    assert ran.write({"a": 2}).open == ["a"]
