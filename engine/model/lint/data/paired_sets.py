"""An input set and an output set that belong together name each other (clause 10.4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """One-sided references between sets."""
    for group in model.named("inputSet", "outputSet"):
        there, back = _NAMES[group.name]
        for item in group.all(there):
            other = model.document.resolve(item.text)
            if other is not None and group.id not in {entry.text for entry in other.all(back)}:
                yield Fault(group, f"`{item.text}` does not refer back to `{group.id}`")


_NAMES = {"inputSet": ("outputSetRefs", "inputSetRefs"), "outputSet": ("inputSetRefs", "outputSetRefs")}


RULE = Rule(
    "data-set-pair",
    __doc__ or "",
    "Add the reference on the other side.",
    check,
)
