"""A reference to nothing cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.references import written
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """References without target in this file; those into imported namespaces are left alone."""
    for element, what, value in written(model.document):
        if model.document.local(value) is not None and model.document.resolve(value) is None:
            yield Fault(element, f"{what} refers to `{value}`, which does not exist")


RULE = Rule(
    "reference-unresolved",
    __doc__ or "",
    "Refer to the id of an element of this file, or remove the reference.",
    check,
)
