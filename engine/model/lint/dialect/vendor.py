"""Extensions of other engines that change how a process runs are not obeyed here."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import EQUIVALENTS, HARMLESS, VENDORS
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Extension elements and attributes of other vendors that change behaviour."""
    for element in model.document.elements:
        prefix, _, name = element.name.partition(":")
        if prefix in VENDORS and name not in HARMLESS:
            yield Fault(element, f"`{element.name}` is of another engine", EQUIVALENTS.get(name))
        for attribute in element.attributes:
            prefix, _, name = attribute.partition(":")
            if prefix in VENDORS and name not in HARMLESS:
                yield Fault(element, f"`{attribute}` is of another engine", EQUIVALENTS.get(name))


RULE = Rule(
    "vendor-extension",
    __doc__ or "",
    "Use the Camunda 8 equivalent.",
    check,
    basis=Basis.EXECUTION,
)
