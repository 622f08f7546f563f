"""A task for a role that nobody can have would wait for ever."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Static candidate groups whose role the manifest does not list."""
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


RULE = Rule(
    "candidate-group",
    __doc__ or "",
    "Use a role of the manifest, with `@organisation` if need be.",
    check,
    basis=Basis.EXECUTION,
)
