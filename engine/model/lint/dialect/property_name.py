"""A property whose name is nearly one that the engine knows is probably a slip, and would have no
effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.model.dialect import PROPERTIES
from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Unknown names close to known ones."""
    for entry, _ in written(model):
        name = str(entry.get("name"))
        if name in PROPERTIES or name.startswith("measure."):
            continue
        near = get_close_matches(name, PROPERTIES, n=1, cutoff=0.8)
        if near:
            yield Fault(entry, f"property `{name}` is unknown; did you mean `{near[0]}`?")


RULE = Rule(
    "property-name",
    __doc__ or "",
    "Correct the name, or choose the element template.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
