"""A signal is found by its name: a signal event of an executable process must refer to a signal with
one.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Signal events without signal or name."""
    for event in model.events:
        for item in model.definitions(event):
            if item.name == "signalEventDefinition":
                signal = model.document.resolve(item.get("signalRef"))
                if item.get("signalRef") is None or (signal is not None and not signal.get("name")):
                    yield Fault(event, f"{label(event)} names no signal")


RULE = Rule(
    "signal-reference",
    __doc__ or "",
    "Refer to a signal with a name.",
    check,
    basis=Basis.EXECUTION,
)
