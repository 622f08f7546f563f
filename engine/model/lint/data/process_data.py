"""The inputs of a process are filled by its caller and its outputs are read by it: nothing inside writes the
first or reads the second (clause 10.4.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Data associations into inputs or out of outputs of a process."""
    for element in model.named("dataInputAssociation", "dataOutputAssociation"):
        for end, kind, verb in (("targetRef", "dataInput", "writes"), ("sourceRef", "dataOutput", "reads")):
            for reference in element.all(end):
                found = model.document.resolve(reference.text)
                if found is None or found.name != kind:
                    continue
                holder = model.parent(found)
                if holder.name == "ioSpecification" and model.parent(holder).name == "process":
                    what = kind.removeprefix("data").lower()
                    yield Fault(element, f"it {verb} the {what} `{found.id}` of the process")


RULE = Rule(
    "process-data",
    __doc__ or "",
    "Use a data object of the process.",
    check,
)
