"""Job types that begin with `ketenmotor:` are done by the engine itself; an unknown one would wait for
ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import BUILT_IN
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Unknown built-in types."""
    for definition in model.named("zeebe:taskDefinition"):
        kind = definition.get("type") or ""
        if kind.startswith("ketenmotor:") and kind not in BUILT_IN:
            yield Fault(definition, f"there is no built-in job `{kind}`")


RULE = Rule(
    "built-in-job",
    __doc__ or "",
    f"Use one of {', '.join(f'`{kind}`' for kind in BUILT_IN)}, or a type of your own.",
    check,
    basis=Basis.EXECUTION,
)
