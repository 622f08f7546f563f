"""A link goes to exactly one target of its name in the same scope, and a target needs a source (clause
10.5.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Links without partner, or with several targets."""
    for scope in model.scopes:
        throws = _links(model, scope, "intermediateThrowEvent")
        catches = _links(model, scope, "intermediateCatchEvent")
        caught, thrown = ({name for _, name in links} for links in (catches, throws))
        for event, name in throws:
            if name not in caught:
                yield Fault(event, f"no link of this scope catches `{name}`")
        seen = set()
        for event, name in catches:
            if name in seen:
                yield Fault(event, f"another link already catches `{name}`")
            elif name not in thrown:
                yield Fault(event, f"no link of this scope throws `{name}`")
            seen.add(name)


def _links(model: Model, scope: Element, name: str) -> list[tuple[Element, str]]:
    found = []
    for event in scope.all(name):
        for item in model.definitions(event):
            if item.name == "linkEventDefinition":
                target = item.first("target")
                aimed = model.document.resolve(target.text) if target is not None else None
                found.append((event, (aimed or item).get("name") or item.id or ""))
    return found


RULE = Rule(
    "link-pair",
    __doc__ or "",
    "Give one catching link in this scope the name of the throwing links.",
    check,
)
