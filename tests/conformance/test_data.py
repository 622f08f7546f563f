"""Data and expressions (BPMN 2.0.2, clause 10.4)."""

from __future__ import annotations

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    element,
    end,
    extensions,
    flow,
    job,
    mappings,
    message,
    message_event,
    model,
    script,
    start,
    subprocess,
    user,
)
from tests.conformance.matrix import proves

IO = (
    '<ioSpecification><dataInput id="din" name="order"/><dataOutput id="dout" name="receipt"/>'
    "<inputSet><dataInputRefs>din</dataInputRefs></inputSet>"
    "<outputSet><dataOutputRefs>dout</dataOutputRefs></outputSet></ioSpecification>"
    '<dataInputAssociation id="dia"><sourceRef>ref</sourceRef><targetRef>din</targetRef>'
    "</dataInputAssociation>"
    '<dataOutputAssociation id="doa"><sourceRef>dout</sourceRef><targetRef>ref</targetRef>'
    "</dataOutputAssociation>"
)
OBJECT = '<dataObject id="file"/><dataObjectReference id="ref" dataObjectRef="file"/>'


@proves("dataObject", "a variable of its scope")
@proves("ioSpecification", "inputs and outputs by associations")
@proves("dataInputAssociation", "from a data object")
@proves("dataOutputAssociation", "to a data object")
def test_data_goes_in_and_out_by_associations(run: Runner) -> None:
    ran = run(model(OBJECT, start(), user("a", IO), end(), flow("start a end"))).begin({"file": 1})
    assert ran.instance.visible_variables(ran.number_of("a"))["din"] == 1
    ran.do("a", {"dout": 2, "noise": 3})
    assert ran.variables == {"file": 2}


@proves("dataObject", "of a subprocess is local to it")
def test_a_data_object_of_a_subprocess_is_local(run: Runner) -> None:
    inner = subprocess("sub", '<dataObject id="mine"/>', start("s2"), user("a"), flow("s2 a"))
    ran = run(model(start(), inner, user("b"), flow("start sub b"))).begin()
    ran.do("a", {"mine": 1, "yours": 2})
    assert ran.variables == {"yours": 2}


@proves("property", "a local of its scope, null at its start")
def test_a_property_is_a_local(run: Runner) -> None:
    inner = subprocess(
        "sub",
        '<property id="pr" name="mine"/>',
        start("s2"),
        script("s", "mine = null", "was"),
        user("a"),
        flow("s2 s a"),
    )
    ran = run(model(start(), inner, user("b"), flow("start sub b"))).begin()
    ran.do("a", {"mine": 1})
    assert ran.variables == {"was": True}


@proves("zeebe:ioMapping", "inputs in order, dotted targets, outputs merge into what is there")
def test_mappings_run_in_order_and_merge(run: Runner) -> None:
    mapped = mappings({"a.b": "1", "c": "a.b + 1"}, {"file.x": "c", "file.y": "file.x + 1"})
    ran = run(model(start(), job("j", extra=mapped), flow("start j"))).begin({"file": {"kept": True}})
    ran.do("j")
    assert ran.variables == {"file": {"kept": True, "x": 2, "y": 3}}


@proves("userTask", "completing merges by path and leaves what was not shown")
def test_completing_a_task_merges(run: Runner) -> None:
    ran = run(model(start(), user("a"), user("b"), flow("start a b"))).begin(
        {"person": {"name": "A", "born": "1980", "address": {"city": "B", "street": "C"}}, "list": [1, 2]}
    )
    ran.do("a", {"person": {"name": "N", "address": {"city": "M"}}, "list": [3]})
    assert ran.variables == {
        "person": {"name": "N", "born": "1980", "address": {"city": "M", "street": "C"}},
        "list": [3],
    }


@proves("variables", "branches see each other's writes; a join merges nothing")
def test_a_join_merges_nothing(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            user("a"),
            user("b"),
            element("parallelGateway", "j"),
            user("c"),
            flow("start f a j c"),
            flow("f b j"),
        )
    ).begin({"items": [1]})
    ran.do("a", {"items": [1, 1]})
    assert ran.instance.visible_variables(ran.number_of("b"))["items"] == [1, 1]
    ran.do("b", {"other": 1})
    assert ran.variables == {"items": [1, 1], "other": 1}


@proves("process", "read-only facts of the instance")
def test_expressions_know_their_process(run: Runner) -> None:
    ran = run(
        model(
            start(),
            script("s", "[process.processId, process.house, process.instanceId, process.parent]", "p"),
            user("a"),
            flow("start s a"),
        )
    ).begin()
    assert ran.variables["p"] == ["p", "house", "root", None]


@proves("completedBy", "who completed an element")
def test_expressions_know_who_completed_what(run: Runner) -> None:
    ran = run(
        model(
            start(),
            user("a"),
            script("s", 'completedBy("a").person', "who"),
            script("n", 'completedBy("never")', "nobody"),
            user("b"),
            flow("start a s n b"),
        )
    ).begin()
    ran.do("a", by="anna")
    assert ran.variables == {"who": "anna", "nobody": None}


@proves("zeebe:ioMapping", "on a start event")
def test_a_start_event_may_map_its_payload(run: Runner) -> None:
    mapped = extensions(mappings(outputs={"got": "x"}))
    content = [start("s", mapped + message_event("m")), user("a"), flow("s a")]
    ran = run(model(*content, top=message("m"))).begin({"x": 1, "y": 2}, start_event="s")
    assert ran.variables == {"got": 1}


@proves("temporal values", "are stored as FEEL writes them")
def test_temporal_values_are_stored_as_text(run: Runner) -> None:
    ran = run(
        model(
            start(), script("s", '{d: date("2026-01-02"), p: duration("P1D")}'), user("a"), flow("start s a")
        )
    ).begin()
    assert ran.variables == {"d": "2026-01-02", "p": "P1D"}
