"""Who does an activity is said either by a resource with its parameters or by an expression, not by both
(clause 10.3.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Roles with both, or with parameters of another resource."""
    for role in model.document.elements:
        if not is_a(role.name, "resourceRole"):
            continue
        reference = role.first("resourceRef")
        bindings = list(role.all("resourceParameterBinding"))
        if role.first("resourceAssignmentExpression") is not None and (reference is not None or bindings):
            yield Fault(role, f"`{role.name}` has a resource and an expression")
        resource = model.document.resolve(reference.text) if reference is not None else None
        for binding in bindings if resource is not None else ():
            parameter = model.document.resolve(binding.get("parameterRef"))
            if parameter is not None and model.parent(parameter) is not resource:
                yield Fault(role, f"`{parameter.id}` is no parameter of `{resource.id if resource else ''}`")


RULE = Rule(
    "resource-role",
    __doc__ or "",
    "Leave the resource or the expression, with parameters of that resource.",
    check,
)
