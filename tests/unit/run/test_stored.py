"""Variables read out of a stored state are those that the instance itself knows."""

import pytest

from engine.run.faults import UnreadableState
from engine.run.stored import StoredVariables
from tests.conformance.elements import (
    element,
    end,
    extensions,
    flow,
    mappings,
    model,
    other_process,
    start,
    subprocess,
    user,
)
from tests.conformance.harness import Run, deploy

EACH = (
    "<multiInstanceLoopCharacteristics><extensionElements>"
    '<zeebe:loopCharacteristics inputCollection="=partners" inputElement="partner"/>'
    "</extensionElements></multiInstanceLoopCharacteristics>"
)
CALLED = other_process("called", start("cs"), user("ask"), end("ce"), flow("cs ask ce"))
NESTED = model(
    start(),
    subprocess(
        "inner",
        start("s1"),
        user("write", extensions(mappings({"total": "1 + 1", "who.name": "name"}))),
        end("e1"),
        flow("s1 write e1"),
        extensions(mappings({"local": "name"})),
    ),
    element(
        "callActivity",
        "each",
        extensions(
            '<zeebe:calledElement processId="called" propagateAllParentVariables="false"/>'
            + mappings({"question": "partner"})
        )
        + EACH,
    ),
    user("plain"),
    end(),
    flow("start inner end"),
    flow("start each end"),
    flow("start plain end"),
    top=CALLED,
)


def running() -> Run:
    return Run(deploy(NESTED), restoring=False).begin({"name": "x", "partners": ["a", "b"], "total": 0})


def test_every_active_element_sees_the_same() -> None:
    instance = running().instance
    stored = StoredVariables(instance.dump())

    elements = instance.elements()

    assert len([one for one in elements if one.element_id == "ask"]) == 2
    for one in elements:
        assert stored.visible(one.number) == instance.visible_variables(one.number), one.element_id


def test_every_scope_holds_the_same() -> None:
    instance = running().instance
    stored = StoredVariables(instance.dump())

    assert stored.of_scope() == instance.variables()
    for one in instance.elements():
        assert stored.of_scope(one.number) == instance.variables(one.number), one.element_id


def test_the_variables_of_an_ended_instance_can_be_read() -> None:
    ran = Run(deploy(model(start(), user("a"), end(), flow("start a end"))), restoring=False).begin()
    ran.do("a", {"x": "1.50"})

    assert StoredVariables(ran.instance.dump()).of_scope() == {"x": "1.50"}


def test_what_is_not_active_has_none() -> None:
    stored = StoredVariables(running().instance.dump())

    assert stored.visible(999) is None
    assert stored.of_scope(999) is None


@pytest.mark.parametrize("state", [b"", b"{", b"[]", b'[99, 1, "active", []]'])
def test_what_is_no_state_is_told(state: bytes) -> None:
    with pytest.raises(UnreadableState):
        StoredVariables(state)
