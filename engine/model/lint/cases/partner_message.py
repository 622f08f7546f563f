"""What leaves the house is written down field by field: the inputs of a partner message are its
whitelist, and nothing is copied whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.model.lint.job_inputs import jobs
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Partner messages with missing or other inputs, or with whole variables in the payload."""
    for node, inputs in jobs(model, "ketenmotor:partner-message"):
        targets = {item.get("target") or "": item for item in inputs}
        for name in ("partner", "messageName"):
            if name not in targets:
                yield Fault(node, f"{label(node)} has no `{name}`")
        for target, item in targets.items():
            if target in ("partner", "messageName", "reference"):
                continue
            if not target.startswith("payload."):
                yield Fault(node, f"{label(node)} maps to `{target}`, which may not leave the house")
            elif _WHOLE.fullmatch((item.get("source") or "").strip()):
                yield Fault(node, f"{label(node)} copies a whole variable into `{target}`")


_WHOLE = re.compile(r"=?\s*[^\W\d]\w*")


RULE = Rule(
    "partner-message",
    __doc__ or "",
    "Map to `partner`, `messageName`, `reference` and `payload.<field>`, each from a field.",
    check,
    basis=Basis.EXECUTION,
)
