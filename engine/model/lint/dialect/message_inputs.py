"""A built-in message job sends what its inputs say: `messageName` always, and nothing but the inputs
it knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.model.lint.job_inputs import jobs
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule

_NAMES: Final = ("messageName", "correlationKey", "house", "receiver")


def check(model: Model) -> Iterator[Fault]:
    """Message jobs with missing or other inputs."""
    for node, inputs in jobs(model, "ketenmotor:message"):
        targets = [item.get("target") or "" for item in inputs]
        if "messageName" not in targets:
            yield Fault(node, f"{label(node)} names no message")
        for target in targets:
            if target not in _NAMES and target.split(".")[0] != "payload":
                yield Fault(node, f"{label(node)} maps to `{target}`, which is not sent")


RULE = Rule(
    "message-inputs",
    __doc__ or "",
    "Map to `messageName`, `correlationKey`, `house`, `receiver` and `payload`.",
    check,
    basis=Basis.EXECUTION,
)
