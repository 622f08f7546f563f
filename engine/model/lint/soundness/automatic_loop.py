"""A loop in which nothing waits and nothing chooses would run for ever within one step."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.graph import cycles
from engine.model.lint.model import Model, is_event_subprocess
from engine.model.lint.rule import Basis, Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Cycles of nodes that neither wait nor choose a way out."""
    for scope in model.scopes:
        inside = [
            child for child in scope.children if is_a(child.name, "flowNode") and _runs_on(model, child)
        ]
        for loop in cycles(model, inside):
            path = " -> ".join(str(node.id) for node in (*loop, loop[0]))
            yield Fault(loop[0], f"nothing stops the loop {path}")


_PASSING = (
    "task",
    "manualTask",
    "scriptTask",
    "businessRuleTask",
    "parallelGateway",
    "intermediateThrowEvent",
)


def _runs_on(model: Model, node: Element) -> bool:
    """Whether a token that enters is sent on over every flow at once."""
    if node.name == "exclusiveGateway" or node.name == "inclusiveGateway":
        return len(model.outgoing(node)) == 1
    if node.name == "subProcess":
        return node not in model.boundaries and _runs_through(model, node)
    if node.name not in _PASSING or node.extension("zeebe:taskDefinition") is not None:
        return False
    conditional = any(flow.first("conditionExpression") is not None for flow in model.outgoing(node))
    return not conditional and not (node.name == "parallelGateway" and len(model.incoming(node)) > 1)


def _runs_through(model: Model, subprocess: Element) -> bool:
    """Whether nothing inside an embedded subprocess waits, chooses or throws it out of the loop."""
    nodes = [child for child in subprocess.children if is_a(child.name, "flowNode")]
    return all(
        not model.kinds(node)
        if node.name in ("startEvent", "endEvent")
        else not is_event_subprocess(node) and _runs_on(model, node)
        for node in nodes
    )


RULE = Rule(
    "automatic-loop",
    __doc__ or "",
    "Put a condition, an event or a task into the loop.",
    check,
    basis=Basis.EXECUTION,
)
