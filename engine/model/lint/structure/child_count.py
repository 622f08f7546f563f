"""Too few or too many children leave an element without a definite meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.model.document import of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import shape, slot


def check(model: Model) -> Iterator[Fault]:
    """Children outside their multiplicity."""
    for element in model.document.elements:
        known = shape(element.name) if of_bpmn(element) else None
        if known is None:
            continue
        counts = Counter(slot(element.name, child.name) for child in element.children if of_bpmn(child))
        for name, child in known.children.items():
            if counts[name] < child.least:
                yield Fault(element, f"`{element.name}` needs {child.least} `{name}` and has {counts[name]}")
            elif child.most is not None and counts[name] > child.most:
                yield Fault(
                    element, f"`{element.name}` has {counts[name]} `{name}`; {child.most} may stand there"
                )


RULE = Rule(
    "child-count",
    __doc__ or "",
    "Add what is missing, or leave one.",
    check,
)
