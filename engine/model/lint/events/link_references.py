"""Where links name each other, each throw has one target and each catch lists all its sources (clause
10.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """One-sided references between link events, in files that use them."""
    links = list(model.named("linkEventDefinition"))
    if not any(item.first("source") or item.first("target") for item in links):
        return
    sources = {item: {model.document.local(source.text) for source in item.all("source")} for item in links}
    for item in links:
        throwing = model.parent(item).name in ("intermediateThrowEvent", "endEvent")
        if throwing:
            target = item.first("target")
            aimed = model.document.resolve(target.text) if target is not None else None
            if aimed is None:
                yield Fault(item, "the throwing link names no target")
            elif item.id not in sources.get(aimed, ()):
                yield Fault(item, f"the target `{aimed.id}` does not list this link as a source")
        elif item.first("source") is None:
            yield Fault(item, "the catching link names no source")


RULE = Rule(
    "link-reference",
    __doc__ or "",
    "Add the missing `target` or `source`, or remove all of them and pair links by name.",
    check,
)
