"""A script without `scriptFormat` is written in no known language (clause 10.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Scripts without format."""
    for task in model.named("scriptTask"):
        if task.first("script") is not None and not task.get("scriptFormat"):
            yield Fault(task, f"{label(task)} has a script without format")


RULE = Rule(
    "script-format",
    __doc__ or "",
    'Set `scriptFormat="feel"`, and write FEEL.',
    check,
)
