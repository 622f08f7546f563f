"""A reference to nothing cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import XML_SCHEMA
from engine.model.lint.model import Model
from engine.model.lint.references import elsewhere, written
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """References without target in this file; those into imported namespaces are left alone."""
    imported = {element.get("namespace") for element in model.named("import")}
    for element, what, value in written(model.document):
        if elsewhere(element, what) or model.document.resolve(value) is not None:
            continue
        prefix = value.rpartition(":")[0]
        outside = model.document.local(value) is None
        if not outside:
            yield Fault(element, f"{what} refers to `{value}`, which does not exist")
        elif model.document.namespaces.get(prefix) not in {*imported, XML_SCHEMA}:
            yield Fault(element, f"{what} refers to `{value}`, and nothing is imported as `{prefix}`")


RULE = Rule(
    "reference-unresolved",
    __doc__ or "",
    "Refer to the id of an element of this file, or remove the reference.",
    check,
)
