"""Compensation and data, from deployment to what the database says afterwards."""

from __future__ import annotations

from tests.conformance.deployed import World
from tests.conformance.elements import (
    boundary,
    element,
    end,
    flow,
    job,
    mappings,
    model,
    script,
    start,
    subprocess,
    user,
)

CANCEL = "<cancelEventDefinition/>"


COMPENSATE = "<compensateEventDefinition/>"


def compensated(host: str, handler: str) -> str:
    """A compensation boundary event on the host, and its handler."""
    event = boundary(f"c_{host}", host, COMPENSATE)
    ends = f'sourceRef="c_{host}" targetRef="{handler}" associationDirection="One"'
    return event + f'<association id="as_{host}" {ends}/>'


def test_a_scope_is_undone_in_reverse_with_the_data_of_the_moment(world: World) -> None:
    nodes = start()
    for task, handler in (("a", "undo_a"), ("b", "undo_b")):
        undo = job(handler, extra=mappings({"then": "n"}))
        nodes += user(task) + compensated(task, handler)
        nodes += undo.replace("<serviceTask", '<serviceTask isForCompensation="true"')
    nodes += script("later", "99", "n") + end("end", COMPENSATE) + flow("start a b later end")
    root = world.run(model(nodes), {"n": 1})
    world.do("a", {"n": 10})
    world.do("b", {"n": 20})
    seen = []
    for _ in range(2):
        found = world.job()
        seen.append((found.element_id, found.variables))
        world.finish(found)
    assert seen == [("undo_b", {"then": 20}), ("undo_a", {"then": 10})]
    assert world.state(root) == "completed"


def test_a_cancelled_transaction_is_undone_and_left_by_its_cancel_border(world: World) -> None:
    undo = user("undo", isForCompensation="true")
    choice = element("exclusiveGateway", "x", default="x_ok")
    paths = flow("s2 a x") + flow("x stop", "bad") + flow("x ok")
    body = (
        start("s2") + user("a") + compensated("a", "undo") + undo + choice + end("stop", CANCEL) + end("ok")
    )
    inside = subprocess("t", body, paths, tag="transaction")
    content = (
        start() + inside + boundary("b", "t", CANCEL) + user("sorry") + flow("start t") + flow("b sorry")
    )
    root = world.run(model(content))
    world.do("a", {"bad": True})
    assert world.open(root) == ["undo"]
    world.do("undo")
    assert world.open(root) == ["sorry"]


def test_data_objects_and_associations_carry_data(world: World) -> None:
    sets = "<inputSet id='i1'><dataInputRefs>in</dataInputRefs></inputSet>"
    sets += "<outputSet id='o1'><dataOutputRefs>out</dataOutputRefs></outputSet>"
    specification = f'<ioSpecification><dataInput id="in"/><dataOutput id="out"/>{sets}</ioSpecification>'
    into = (
        "<dataInputAssociation><sourceRef>order</sourceRef><targetRef>in</targetRef></dataInputAssociation>"
    )
    out_of = (
        "<dataOutputAssociation><sourceRef>out</sourceRef><targetRef>bill</targetRef></dataOutputAssociation>"
    )
    work = job("j", content=specification + into + out_of)
    data = '<dataObject id="order"/><dataObject id="bill"/>'
    root = world.run(model(data, start(), work, user("u"), flow("start j u")), {"order": 5})
    found = world.job()
    assert found.variables["in"] == 5
    world.finish(found, {"out": 12})
    assert world.variables(root)["bill"] == 12
