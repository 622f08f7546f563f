"""A receive task that starts the process comes first: either the process has no start event and no flow
leads to the task, or its only incoming flow comes from a start event (clause 10.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Instantiating receive tasks behind something else, or beside a start event."""
    for task in model.named("receiveTask"):
        if not task.flag("instantiate"):
            continue
        sources = [model.source(flow) for flow in model.incoming(task)]
        if len(sources) > 1 or any(source is None or source.name != "startEvent" for source in sources):
            yield Fault(task, f"a flow leads to {label(task)}, which starts the process")
        elif not sources and model.beside(task, "startEvent"):
            yield Fault(task, f"{label(task)} starts the process, and so does a start event")


RULE = Rule(
    "receive-instantiate",
    __doc__ or "",
    "Remove the other flows and starts, or `instantiate`.",
    check,
)
