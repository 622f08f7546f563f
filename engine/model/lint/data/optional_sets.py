"""What a set names as optional or as used while executing must be listed in that set (clause 10.4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Optional entries that their set lacks."""
    for group in model.named("inputSet", "outputSet"):
        listed = {item.text for item in group.all("dataInputRefs", "dataOutputRefs")}
        for item in group.all(
            "optionalInputRefs", "whileExecutingInputRefs", "optionalOutputRefs", "whileExecutingOutputRefs"
        ):
            if item.text not in listed:
                yield Fault(group, f"`{item.text}` stands in `{item.name}` and not in the set")


RULE = Rule(
    "data-set-optional",
    __doc__ or "",
    "List it in `dataInputRefs` or `dataOutputRefs` of the same set, too.",
    check,
)
