"""What comes from outside into a case changes none of its data that the model does not say it changes.

A worker's result, a signal and a message without form update variables by their names where the element maps
no output. In a case that would let whoever does one job rewrite all that people filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.errors import Fault, Invalid
from engine.feel import JsonValue
from engine.model.nodes import Activity, BoundaryEvent, FlowNode, StartEvent
from engine.model.process import walk
from engine.store.addresses import Address
from engine.store.form_access import RootOf
from engine.store.tables.instances import process_instance

if TYPE_CHECKING:
    from engine.commands.roots import RootFacts
    from engine.commands.unit import Unit


def require_mapped_result(
    unit: Unit, facts: RootFacts | RootOf, place: Address, element_id: str, variables: Mapping[str, JsonValue]
) -> None:
    """Let the result of a job pass that its element maps, or that is no data of the case.

    Args:
        unit: the transaction.
        facts: of the root instance.
        place: the instance that the element is in.
        element_id: which element.
        variables: the result.

    Raises:
        Invalid: `not-mapped`, for each variable that is.
    """

    def keeps(nodes: Mapping[str, FlowNode]) -> frozenset[str]:
        node = nodes[element_id]
        return frozenset(variables) if _maps(node) else frozenset(one.target[0] for one in node.inputs)

    _require(unit, facts, place, variables, keeps)


def require_mapped_error(
    unit: Unit, facts: RootFacts | RootOf, place: Address, element_id: str, variables: Mapping[str, JsonValue]
) -> None:
    """Let the variables of an error pass that the events on the border of its element map; as for results."""

    def keeps(nodes: Mapping[str, FlowNode]) -> frozenset[str]:
        borders = [
            one for one in nodes.values() if isinstance(one, BoundaryEvent) and one.attached_to == element_id
        ]
        return frozenset(variables) if borders and all(map(_maps, borders)) else frozenset()

    _require(unit, facts, place, variables, keeps)


def require_mapped_payload(
    unit: Unit, facts: RootFacts | RootOf, place: Address, element_id: str, variables: Mapping[str, JsonValue]
) -> None:
    """Let the payload of a signal or a message without form pass that its receiver maps; as for results.

    An event subprocess keeps what it receives to itself.
    """

    def keeps(nodes: Mapping[str, FlowNode]) -> frozenset[str]:
        node = nodes[element_id]
        return frozenset(variables) if isinstance(node, StartEvent) or _maps(node) else frozenset()

    _require(unit, facts, place, variables, keeps)


def _require(
    unit: Unit,
    facts: RootFacts | RootOf,
    place: Address,
    variables: Mapping[str, JsonValue],
    keeps: Callable[[Mapping[str, FlowNode]], frozenset[str]],
) -> None:
    if facts.case_type is None or not variables:
        return
    declared = unit.services.declared
    catalogue = declared.catalogues.of_case(
        unit.connection, declared.definitions, facts.house, facts.process_id
    )
    data = [name for name in variables if catalogue.covers((name,))]
    if not data:
        return
    query = select(process_instance.c.definition_id).where(
        process_instance.c.root_id == place.root_id, process_instance.c.instance == place.number
    )
    process = declared.definitions.process(
        unit.connection, unit.connection.execute(query).scalar_one()
    ).process
    kept = keeps({node.id: node for _, node in walk(process.scope)})
    detail = "This is data of the case, and the model does not say that it is changed here."
    remedy = "Name it in an output mapping of the element."
    faults = [
        Fault(f"/variables/{name.replace('~', '~0').replace('/', '~1')}", "not-mapped", detail, remedy)
        for name in data
        if name not in kept
    ]
    if faults:
        raise Invalid(faults)


def _maps(node: FlowNode) -> bool:
    data = node.data if isinstance(node, Activity) else None
    return bool(node.outputs) or (data is not None and bool(data.output_associations))
