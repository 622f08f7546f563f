"""History, tasks and corrections name elements by id, so each process and flow node needs one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Processes, nodes and flows without id."""
    for element in (*model.scopes, *model.nodes, *model.flows):
        if element.id is None and element.name != "implicitThrowEvent":
            yield Fault(element, f"this `{element.name}` has no id")


RULE = Rule(
    "node-id",
    __doc__ or "",
    "Give the element an id.",
    check,
    basis=Basis.EXECUTION,
)
