"""Who may choose work is named by roles of the manifest: of another word nobody could ever choose."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.declaration import NOBODY
from engine.model.lint.model import Model
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Roles in `chosenBy` that the manifest does not list, and `nobody` beside others."""
    for entry, _ in written(model):
        if entry.get("name") != "chosenBy":
            continue
        roles = {part.strip() for part in (entry.get("value") or "").split(",")} - {""}
        if NOBODY in roles and len(roles) > 1:
            yield Fault(entry, f"`{NOBODY}` stands beside others in `chosenBy`")
        manifest = model.surroundings.manifest
        for role in sorted(roles - {NOBODY}):
            if manifest is not None and not manifest.knows_role(role):
                yield Fault(entry, f"the role `{role}` is not in the manifest")


RULE = Rule(
    "chooser-role",
    __doc__ or "",
    "Use roles of the manifest, without an organisation, or `nobody` alone.",
    check,
    basis=Basis.EXECUTION,
)
