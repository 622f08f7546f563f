"""Repetition of an activity (BPMN 2.0.2, clause 10.3.8): one spec, the token of the body and one per
repetition.

`loop` of the body holds for multi-instance ``total, active, completed, terminated, next``, for a standard
loop
``passed``. The body keeps the items of a sequential multi-instance in ``items`` and gathers outputs in
``out``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.feel import JsonValue
from engine.model.loops import Behavior, MultiInstance, StandardLoop
from engine.model.nodes import Activity as ActivityDefinition
from engine.model.origin import UNKNOWN, Origins
from engine.run import history, propagation
from engine.run.authorship import origins_of
from engine.run.expressions import condition, evaluate, stored
from engine.run.faults import Fault
from engine.run.kept import Counts
from engine.run.mapping import absorb, hand_on_collection, map_collection
from engine.run.token import READY, Token
from engine.run.variables import Level, counters, write_local

if TYPE_CHECKING:
    from engine.run.activity import Activity
    from engine.run.changes import Measured


def body_type(loop: StandardLoop | MultiInstance) -> str:
    """The element type by which history knows a body."""
    return "multiInstanceBody" if isinstance(loop, MultiInstance) else "standardLoopBody"


def definition_of(token: Token) -> ActivityDefinition:
    """The definition of the repeated activity."""
    definition = token.task_spec.definition
    assert isinstance(definition, ActivityDefinition)
    return definition


def open_body(token: Token, loop: StandardLoop | MultiInstance | None) -> bool | None:
    """Begins the repetition: True when there is nothing to do.

    :raises Fault: the collection, cardinality or condition is not as it must be.
    """
    if isinstance(loop, MultiInstance):
        return _open_instances(token, loop)
    assert loop is not None
    token.internal_data["loop"] = {"passed": 0}
    if loop.test_before and not _goes_on(token, loop, 0):
        return True
    _spawn_pass(token)
    return None


# --- multi-instance -------------------------------------------------------------------------------------


def _open_instances(token: Token, loop: MultiInstance) -> bool | None:
    map_collection(token)
    items = _items(token, loop)
    internal, name = token.internal_data, token.task_spec.name
    token.workflow.top.origins.pop(token.id, None)  # of outputs that a failed attempt gathered
    bound = definition_of(token).properties.bounded_by
    if len(items) > bound:
        raise Fault("bound", f"{name} would have {len(items)} instances; its bound is {bound}")
    if loop.output_collection is not None:
        internal["out"] = [None] * len(items)
    at_once = 1 if loop.sequential else len(items)
    internal["loop"] = {
        "total": len(items),
        "active": 0,
        "completed": 0,
        "terminated": 0,
        "next": 0,
    }
    if not items:
        return True
    if loop.sequential:
        internal["items"] = items
    for index in range(at_once):
        _spawn_instance(token, loop, index, items[index])
    return None


def _items(token: Token, loop: MultiInstance) -> list[JsonValue]:
    if loop.collection is not None:
        value = stored(evaluate(token, loop.collection, "input collection"), "input collection")
        if not isinstance(value, list):
            kind = "null" if value is None else "no list"
            raise Fault("collection", f"the input collection of {token.task_spec.name} is {kind}")
        return value
    if loop.cardinality is None:
        raise Fault("collection", f"{token.task_spec.name} has neither a collection nor a cardinality")
    count = evaluate(token, loop.cardinality, "loop cardinality")
    if isinstance(count, bool) or not isinstance(count, int | Decimal) or count != int(count) or count < 0:
        raise Fault(
            "collection", f"the loop cardinality of {token.task_spec.name} must be a whole number from 0"
        )
    bound = definition_of(token).properties.bounded_by
    if count > bound:
        raise Fault("bound", f"{token.task_spec.name} would have {count} instances; its bound is {bound}")
    return [None] * int(count)


def _spawn_instance(body: Token, loop: MultiInstance, index: int, item: JsonValue) -> None:
    counts = body.internal_data["loop"]
    counts["next"] = index + 1
    counts["active"] += 1
    token = body.workflow.spawn(body.task_spec, body)
    token.internal_data["idx"] = index
    token.internal_data["item"] = True
    if loop.input_element is not None:
        write_local(token, (loop.input_element,), item)


def leave_repetition(token: Token) -> None:
    """One repetition is done: everything that may fail first, then the body is told.

    :raises Fault: an output or condition cannot be evaluated.
    """
    body = token.parent
    assert isinstance(body, Token)
    absorb(token)
    loop = definition_of(token).loop
    measures = history.measures(token, token.task_spec.definition.properties)
    node = token.task_spec
    if isinstance(loop, StandardLoop):
        more = _goes_on(token, loop, token.internal_data["idx"] + 1)
        node.end_repetition(token, measures)
        body.internal_data["loop"] = {"passed": token.internal_data["idx"] + 1}
        body.again("next" if more else "leave")
        return
    assert isinstance(loop, MultiInstance)
    _leave_instance(token, body, loop, measures)


def _leave_instance(token: Token, body: Token, loop: MultiInstance, measures: Measured) -> None:
    node: Activity = token.task_spec
    counts = body.internal_data["loop"].copy()
    counts["active"] -= 1
    counts["completed"] += 1
    seen = [counters(counts)]
    output, origins = None, UNKNOWN
    if loop.output_element is not None and loop.output_collection is not None:
        output = stored(evaluate(token, loop.output_element, "output element", extra=seen), "output element")
        origins = origins_of(token, loop.output_element)
    done = loop.completion_condition is not None and condition(
        token, loop.completion_condition, "completion condition", extra=seen
    )
    events = _events(token, loop, counts, seen)
    # Nothing fails from here on.
    body.internal_data["loop"] = counts
    if loop.output_collection is not None:
        index = token.internal_data["idx"]
        body.internal_data["out"][index] = output
        if origins:
            body.workflow.top.note_origins(body.id, f"out {index}", origins)
    node.end_repetition(token, measures)
    if done or counts["completed"] + counts["terminated"] == counts["total"]:
        _end_instances(body, token, counts)
    elif loop.sequential:
        body.again("next")
    for event in events:
        propagation.throw_implicitly(body, event)


def _events(
    token: Token, loop: MultiInstance, counts: Counts, seen: Sequence[Level]
) -> list[propagation.Thrown]:
    definitions = []
    if loop.behavior is Behavior.NONE and loop.none_event is not None:
        definitions.append(loop.none_event)
    elif loop.behavior is Behavior.ONE and loop.one_event is not None and counts["completed"] == 1:
        definitions.append(loop.one_event)
    elif loop.behavior is Behavior.COMPLEX:
        definitions += [
            each.event
            for each in loop.complex_behaviors
            if condition(token, each.condition, "condition of complex behavior", extra=seen)
        ]
    # The inputs of the activity are its own: what it throws by itself carries nothing out of it.
    return [propagation.evaluated(token, definition, {}) for definition in definitions]


def _end_instances(body: Token, last: Token, counts: Counts) -> None:
    for child in body.offspring():
        if child is not last and "idx" in child.internal_data:
            counts["active"] -= 1
            counts["terminated"] += 1
            child.cancel()
    body.again("leave")


def instance_terminated(body: Token) -> None:
    """One instance was terminated by hand: the body goes on without it."""
    counts = body.internal_data["loop"]
    counts["active"] -= 1
    counts["terminated"] += 1
    if counts["completed"] + counts["terminated"] == counts["total"]:
        body.again("leave")
    elif "items" in body.internal_data:
        body.again("next")


def gather_outputs(body: Token) -> None:
    """The output collection leaves the body, in the order of the inputs."""
    loop = definition_of(body).loop
    if isinstance(loop, MultiInstance) and loop.output_collection is not None:
        gathered = body.internal_data.get("out", [])
        origins = _gathered_origins(body, len(gathered))
        hand_on_collection(body, loop.output_collection, gathered, origins)


def _gathered_origins(body: Token, count: int) -> Origins:
    noted = body.workflow.top.origins.get(body.id, {})
    found = {}
    for index in range(count if noted else 0):
        found.update({(index, *at): who for at, who in noted.get(f"out {index}", UNKNOWN).items()})
    return found


# --- standard loop and sequence -------------------------------------------------------------------------


def next_pass(body: Token) -> None:
    """The next repetition of a standard loop or a sequential multi-instance."""
    loop = definition_of(body).loop
    if isinstance(loop, MultiInstance):
        index = body.internal_data["loop"]["next"]
        _spawn_instance(body, loop, index, body.internal_data["items"][index])
    else:
        _spawn_pass(body)


def _spawn_pass(body: Token) -> None:
    token = body.workflow.spawn(body.task_spec, body, READY)
    token.internal_data["idx"] = body.internal_data["loop"]["passed"]


def _goes_on(token: Token, loop: StandardLoop, passes: int) -> bool:
    if loop.maximum is not None and passes >= loop.maximum:
        return False
    bound = definition_of(token).properties.bounded_by
    if loop.condition is not None and not condition(token, loop.condition, "loop condition"):
        return False
    if passes >= bound:
        raise Fault("bound", f"{token.task_spec.name} ran {passes} times, its bound, and would go on")
    return loop.condition is not None or loop.maximum is not None
