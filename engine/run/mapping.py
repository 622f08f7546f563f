"""Data into and out of an element: mappings, data associations, results (BPMN 2.0.2, clause 10.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.feel import JsonValue
from engine.model.data import DataAssociation, InputOutput
from engine.model.loops import MultiInstance
from engine.model.nodes import Activity, CallActivity, Event, UserTask
from engine.model.origin import UNKNOWN, Origins, from_json
from engine.run.authorship import origins_of, seen_origins
from engine.run.expressions import evaluate, stored
from engine.run.variables import find, levels, merged, write, write_local

if TYPE_CHECKING:
    from engine.run.kept import Variables
    from engine.run.token import Token


NO_COLLECTIONS: frozenset[str] = frozenset()


def data_of(token: Token) -> InputOutput | None:
    """The standard's inputs and outputs of the element, if it declares any."""
    definition = token.task_spec.definition
    return definition.data if isinstance(definition, Activity | Event) else None


def map_inputs(token: Token) -> None:
    """Makes the locals that the element declares.

    :raises Fault: a source cannot be evaluated or stored.
    """
    data, whole = data_of(token), _whole_collections(token)
    for association in data.input_associations if data is not None else ():
        if association.target not in whole:
            _associate(token, association, local=True)
    for mapping in token.task_spec.definition.inputs:
        what = f"input mapping to {'.'.join(mapping.target)}"
        value = stored(evaluate(token, mapping.source, what), what)
        write_local(token, mapping.target, value, origins_of(token, mapping.source))


def map_collection(body: Token) -> None:
    """Fills the data input that holds the items of a multi-instance activity: once, before its instances.

    :raises Fault: a source cannot be evaluated or stored.
    """
    data, whole = data_of(body), _whole_collections(body)
    for association in data.input_associations if data is not None and whole else ():
        if association.target in whole:
            _associate(body, association, local=True)


def hand_on_collection(body: Token, name: str, gathered: JsonValue, origins: Origins) -> None:
    """The outputs of all instances leave the body: by the data output that holds them, or as the variable.

    :raises Fault: an association cannot be evaluated or stored.
    """
    data = data_of(body)
    if data is None or name not in {item.id for item in data.outputs}:
        write(body, (name,), gathered, outer=True, origins=origins)
        return
    write_local(body, (name,), gathered, origins)
    for association in data.output_associations:
        if name in association.sources:
            _associate(body, association, local=False)


def _whole_collections(token: Token) -> frozenset[str]:
    """The data input and output that hold the items of all instances of a multi-instance activity."""
    definition = token.task_spec.definition
    if not isinstance(definition, Activity) or definition.data is None:
        return NO_COLLECTIONS
    loop, data = definition.loop, definition.data
    if not isinstance(loop, MultiInstance):
        return NO_COLLECTIONS
    ends = {item.id for item in (*data.inputs, *data.outputs)}
    named = () if loop.collection is None else loop.collection.free_names
    return frozenset(ends.intersection((*named, loop.output_collection)))


def inputs_of(token: Token) -> Variables:
    """The locals that input mappings and data inputs made, and nothing else."""
    names = [mapping.target[0] for mapping in token.task_spec.definition.inputs]
    data = data_of(token)
    names += [item.id for item in data.inputs] if data is not None else []
    own = token.internal_data.get("vars") or {}
    return {name: own[name] for name in names if name in own}


def absorb(token: Token) -> None:
    """Takes over the result of the element: where it maps outputs only their targets move, else every
    variable.

    :raises Fault: an output cannot be evaluated or stored.
    """
    definition = token.task_spec.definition
    result = token.internal_data.pop("result", None)
    origins = {name: from_json(one) for name, one in token.internal_data.pop("origins", {}).items()}
    data = data_of(token)
    output_associations = data.output_associations if data is not None else ()
    if result:
        _take_result(token, result, origins, bool(definition.outputs or output_associations))
        token.workflow.top.keep(token)
    outward = "item" not in token.internal_data
    for mapping in definition.outputs:
        what = f"output mapping to {'.'.join(mapping.target)}"
        value = stored(evaluate(token, mapping.source, what), what)
        write(token, mapping.target, value, outer=outward, origins=origins_of(token, mapping.source))
    whole = _whole_collections(token) if output_associations else NO_COLLECTIONS
    for association in output_associations:
        if whole.isdisjoint(association.sources):
            _associate(token, association, local=False)


def _take_result(
    token: Token, result: Mapping[str, JsonValue], origins: Mapping[str, Origins], local: bool
) -> None:
    # Completing a form leaves what the form does not show: a person's result merges, others replace.
    definition = token.task_spec.definition
    merging = isinstance(definition, UserTask)
    outward = isinstance(definition, CallActivity) and "item" not in token.internal_data
    for name, value in result.items():
        if local:
            before = _seen(token, name) if merging else None
            write_local(token, (name,), merged(before, value), origins.get(name, UNKNOWN))
        elif merging:
            whole = merged(find(token, name)[2].get(name), value)
            write(token, (name,), whole, origins=origins.get(name, UNKNOWN))
        elif not outward:
            write(token, (name,), value)
        elif _seen(token, name, outer=True) != value:
            write(token, (name,), value, outer=True)


def _seen(token: Token, name: str, *, outer: bool = False) -> JsonValue:
    return next((level[name] for level in levels(token, outer=outer) if name in level), None)


def _associate(token: Token, association: DataAssociation, *, local: bool) -> None:
    what = f"data association to {association.target or 'its assignments'}"
    outward = "item" not in token.internal_data
    if association.transformation is not None:
        value = stored(evaluate(token, association.transformation, what), what)
        origins = origins_of(token, association.transformation)
        _store(token, (association.target or "",), value, origins, local=local, outward=outward)
    elif association.sources and association.target is not None and not association.assignments:
        value, origins = _seen(token, association.sources[0]), seen_origins(token, association.sources[0])
        _store(token, (association.target,), value, origins, local=local, outward=outward)
    for assignment in association.assignments:
        value = stored(evaluate(token, assignment.source, what), what)
        origins = origins_of(token, assignment.source)
        _store(token, assignment.target, value, origins, local=local, outward=outward)


def _store(
    token: Token,
    path: tuple[str, ...],
    value: JsonValue,
    origins: Origins,
    *,
    local: bool,
    outward: bool,
) -> None:
    if local:
        write_local(token, path, value, origins)
    else:
        write(token, path, value, outer=outward, origins=origins)
