"""Whoever is to send a message may never do so. Where nothing else ends the wait, neither a term nor what
people do beside it, the instance stands still for ever, and only an operator can take it further.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.finding import Severity
from engine.model.lint.graph import Graph
from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Basis, Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Waits for messages alone that nothing in this process ends; a caller may still do."""
    graphs: dict[Element, Graph] = {}
    for wait in _waits(model):
        inside = (wait, *model.document.ancestors(wait))
        if not any(_left(model, graphs, part) for part in inside if is_a(part.name, "flowNode")):
            yield Fault(wait, f"nothing but a message ends {label(wait)}")


def _waits(model: Model) -> Iterator[Element]:
    """What waits for one message or for several, and for nothing else."""
    for node in model.nodes:
        if node.name == "eventBasedGateway" and not node.flag("instantiate"):
            targets = [model.target(flow) for flow in model.outgoing(node)]
            if targets and all(target is not None and _awaits_message(model, target) for target in targets):
                yield node
        elif _awaits_message(model, node) and not any(
            source is not None and source.name == "eventBasedGateway"
            for source in map(model.source, model.incoming(node))
        ):
            yield node


def _awaits_message(model: Model, node: Element) -> bool:
    if node.name == "receiveTask":
        return not node.flag("instantiate")
    if node.name != "intermediateCatchEvent":
        return False
    kinds = model.kinds(node)
    return "message" in kinds and (node.flag("parallelMultiple") or not _comes_by_itself(kinds))


def _left(model: Model, graphs: dict[Element, Graph], part: Element) -> bool:
    """Whether something ends a wait, or a subprocess around it, that does not come from elsewhere."""
    scope = model.parent(part)
    borders = [event for event in model.boundaries.get(part, ()) if _comes_by_itself(model.kinds(event))]
    if any(event.flag("cancelActivity", True) for event in borders):
        return True
    if any(_interrupts(model, child) for child in scope.children if is_event_subprocess(child)):
        return True
    graph = graphs.setdefault(scope, Graph(model, scope))
    ends = {node for node in graph.nodes if _ends_scope(model, node)}
    return any(not ends.isdisjoint(found) for found in graph.beside(part, borders))


def _interrupts(model: Model, subprocess: Element) -> bool:
    """Whether an event subprocess ends what is around it by itself, at its start or in the end."""
    starts = [child for child in subprocess.children if child.name == "startEvent"]
    return any(
        _comes_by_itself(model.kinds(start))
        and (start.flag("isInterrupting", True) or any(_throws(model, end) for end in subprocess.children))
        for start in starts
    )


def _ends_scope(model: Model, node: Element) -> bool:
    return _throws(model, node) or (node.name == "endEvent" and "terminate" in model.kinds(node))


def _throws(model: Model, node: Element) -> bool:
    """Whether a node ends a scope around its own by what it throws."""
    throws = node.name in ("endEvent", "intermediateThrowEvent")
    return throws and any(kind in ("error", "escalation", "cancel") for kind in model.kinds(node))


def _comes_by_itself(kinds: tuple[str, ...]) -> bool:
    """A term ends, a condition becomes true; messages and signals are for others to send."""
    return any(kind in ("timer", "conditional") for kind in kinds)


RULE = Rule(
    "endless-wait",
    __doc__ or "",
    "Put a timer on its border that leads to what ends the wait, such as a task and a terminate end event.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
