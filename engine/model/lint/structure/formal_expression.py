"""An expression without the type `tFormalExpression` is natural language by the standard, and no
process that uses it is executable. Expressions that most editors write without it are read as FEEL
and only warned about elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Conditions and assignments of executable processes without formal type."""
    for element in model.named("condition", "activationCondition", "from", "to"):
        if (
            element.text
            and model.parent(element).name != "complexBehaviorDefinition"
            and model.executable(element)
            and (element.get("xsi:type") or "").rpartition(":")[2] != "tFormalExpression"
        ):
            yield Fault(element, f"`{element.name}` has no formal type")


RULE = Rule(
    "formal-expression",
    __doc__ or "",
    'Add `xsi:type="bpmn:tFormalExpression"`.',
    check,
    basis=Basis.EXECUTION,
)
