"""A message goes from one pool to another, never within one (clause 9.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.document import Element
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Message flows within one pool."""
    pools = {
        model.document.local(pool.get("processRef") or ""): pool
        for pool in model.named("participant")
        if pool.get("processRef")
    }
    for flow in model.named("messageFlow"):
        ends = [model.document.resolve(flow.get(end)) for end in ("sourceRef", "targetRef")]
        sides = [_pool(model, end, pools) for end in ends if end is not None]
        if len(sides) == 2 and sides[0] is not None and sides[0] is sides[1]:
            yield Fault(flow, f"both ends lie in `{sides[0].id}`")


def _pool(model: Model, end: Element, pools: Mapping[str | None, Element]) -> Element | None:
    if end.name == "participant":
        return end
    owner = model.owner(end)
    return pools.get(owner.id, owner) if owner is not None else None


RULE = Rule(
    "message-flow-pools",
    __doc__ or "",
    "Use a sequence flow within a pool.",
    check,
)
