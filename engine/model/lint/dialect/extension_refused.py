"""Some extension elements would change how the process runs, and the engine does not run them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import REFUSED
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Refused zeebe elements and attributes."""
    for element in model.document.elements:
        if element.name in REFUSED:
            yield Fault(element, f"`{element.name}` is not executed here", REFUSED[element.name])
        for name in element.attributes if element.name.startswith("zeebe:") else ():
            key = f"{element.name}@{name}"
            if key in REFUSED:
                yield Fault(element, f"`{name}` of `{element.name}` is not executed here", REFUSED[key])


RULE = Rule(
    "extension-refused",
    __doc__ or "",
    "Remove it.",
    check,
    basis=Basis.EXECUTION,
)
