"""A lane assigns nothing: when a task in it is for somebody else, the drawing misleads."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """User tasks that the manifest's role of their lane may not do."""
    manifest = model.surroundings.manifest
    roles = {role.label: role.id for role in manifest.roles.values()} if manifest is not None else {}
    for lane in model.named("lane"):
        role = roles.get(lane.get("name") or "", lane.get("name") or "")
        if lane.first("childLaneSet") is not None or (role not in roles.values()):
            continue
        for reference in lane.all("flowNodeRef"):
            task = model.document.resolve(reference.text)
            who = task.extension("zeebe:assignmentDefinition") if task is not None else None
            groups = (who.get("candidateGroups") if who is not None else None) or ""
            names = {part.strip().partition("@")[0] for part in groups.split(",")}
            if task is not None and groups and not groups.startswith("=") and role not in names:
                yield Fault(task, f"{label(task)} stands in lane `{lane.get('name')}` and is for {groups}")


RULE = Rule(
    "lane-group",
    __doc__ or "",
    "Move the task, or change its candidate group.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
