"""What items carry: the type behind an item-aware element, message, error, escalation or signal."""

from __future__ import annotations

from engine.model.lint.model import Model


def structure(model: Model, reference: str | None) -> str | None:
    """The `structureRef` behind the element referred to; None when the file does not say."""
    found = model.document.resolve(reference)
    for step in ("dataObjectRef", "dataStoreRef"):
        if found is not None and found.get("itemSubjectRef") is None and found.get(step) is not None:
            found = model.document.resolve(found.get(step))
    if found is None:
        return None
    definition = model.document.resolve(
        found.get("itemSubjectRef") or found.get("itemRef") or found.get("structureRef")
    )
    if definition is None or definition.name != "itemDefinition":
        return None
    return definition.get("structureRef") or definition.id
