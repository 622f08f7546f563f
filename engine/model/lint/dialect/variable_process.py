"""`process` is what expressions see of the instance itself; a variable of that name would hide it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Mappings, results and data objects of that name."""
    for element in model.document.elements:
        for attribute in _NAMES.get(element.name, ()):
            if (element.get(attribute) or "").split(".")[0].strip() == "process":
                yield Fault(element, f"`{attribute}` of `{element.name}` is `process`")


_NAMES = {
    "zeebe:input": ("target",),
    "zeebe:output": ("target",),
    "zeebe:script": ("resultVariable",),
    "zeebe:calledDecision": ("resultVariable",),
    "zeebe:loopCharacteristics": ("inputElement", "outputCollection"),
    "zeebe:adHoc": ("outputCollection",),
    "dataObject": ("id",),
    "property": ("name",),
    "inputDataItem": ("id",),
    "outputDataItem": ("id",),
}


RULE = Rule(
    "variable-process",
    __doc__ or "",
    "Choose another name.",
    check,
    basis=Basis.EXECUTION,
)
