"""A task for a role that nobody can have would wait for ever, as would work that such a role chooses."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.declaration import NOBODY
from engine.model.lint.model import Model
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Static candidate groups, and roles that choose work, that the manifest does not list."""
    manifest = model.surroundings.manifest
    if manifest is None:
        return
    for definition in model.named("zeebe:assignmentDefinition"):
        groups = definition.get("candidateGroups") or ""
        if groups.startswith("="):
            continue
        for group in filter(None, (part.strip() for part in groups.split(","))):
            if not manifest.knows_role(group.partition("@")[0]):
                yield Fault(definition, f"the role `{group.partition('@')[0]}` is not in the manifest")
    for entry, _ in written(model):
        if entry.get("name") != "chosenBy":
            continue
        for role in sorted({part.strip() for part in (entry.get("value") or "").split(",")} - {"", NOBODY}):
            if not manifest.knows_role(role):
                yield Fault(entry, f"the role `{role}` is not in the manifest")


RULE = Rule(
    "candidate-group",
    __doc__ or "",
    "Use a role of the manifest, with `@organisation` if need be.",
    check,
    basis=Basis.EXECUTION,
)
