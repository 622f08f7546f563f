"""Who may open a case that they take no part in, when it cannot wait: roles that the manifest names."""

from __future__ import annotations

from engine.access.decision import OTHER_HOUSE, Decision, allow, deny
from engine.access.person import Person
from engine.model.manifest import Manifest


def may_open_in_emergency(person: Person, house: str, manifest: Manifest) -> Decision:
    """Whether a person may open any case of a house in an emergency."""
    if house not in person.houses:
        return OTHER_HOUSE
    named = {role.id for role in manifest.roles.values() if role.emergency_access}
    if manifest.emergency is None or not person.roles & named:
        needed = " or ".join(sorted(named)) or "none: the manifest names nobody for this"
        return deny("role-needed", f"This needs the role {needed}.")
    return allow("emergency")
