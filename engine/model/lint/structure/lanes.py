"""A lane divides the nodes of its own process; a node stands in at most one lane of a lane set (clause
10.8).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Nodes in two lanes, or in a lane of another process."""
    for lanes in model.named("laneSet", "childLaneSet"):
        seen: dict[str, Element] = {}
        for lane in lanes.all("lane"):
            for reference in lane.all("flowNodeRef"):
                first = seen.setdefault(reference.text, lane)
                found = model.document.resolve(reference.text)
                if first is not lane:
                    yield Fault(lane, f"`{reference.text}` already stands in lane `{first.id}`")
                elif found is not None and model.owner(found) is not model.owner(lane):
                    yield Fault(lane, f"`{reference.text}` belongs to another process")


RULE = Rule(
    "lane-nodes",
    __doc__ or "",
    "List each node in one lane of its own process.",
    check,
)
