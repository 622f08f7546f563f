"""A reference to an element of another kind (a flow to an annotation, a message event to a signal) has
no meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.references import allowed, written
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """References whose target is of a kind that cannot stand there."""
    for element, what, value in written(model.document):
        found = model.document.resolve(value)
        kinds = allowed(element, what)
        if found is not None and kinds and not any(is_a(found.name, kind) for kind in kinds):
            yield Fault(element, f"{what} refers to `{value}`, which is a `{found.name}`")


RULE = Rule(
    "reference-type",
    __doc__ or "",
    "Refer to an element of the right kind.",
    check,
)
