"""Who decides how long a case is kept: roles that the manifest names, each for one act."""

from __future__ import annotations

from enum import Enum

from engine.access.decision import OTHER_HOUSE, Decision, allow, deny
from engine.access.person import Person
from engine.model.manifest import Manifest


class Custodial(Enum):
    """What somebody can decide about the keeping of a case."""

    HOLD = "hold a case, so that it is not destroyed"
    EXTEND = "keep a case longer than its date"
    DESTROY = "have a case destroyed before its date"


def is_custodian(person: Person, house: str, manifest: Manifest) -> bool:
    """Tell whether a person decides anything about the keeping of a house's cases.

    Such a person sees of each case when it is to be destroyed and what keeps it, and nothing that it holds.
    """
    return house in person.houses and bool(person.roles & manifest.custody.roles)


def may_decide(person: Person, house: str, manifest: Manifest, act: Custodial) -> Decision:
    """Whether a person may take one kind of decision about the keeping of a house's cases."""
    custody = manifest.custody
    roles = {
        Custodial.HOLD: custody.holds,
        Custodial.EXTEND: custody.extends,
        Custodial.DESTROY: custody.destroys,
    }[act]
    if house not in person.houses:
        return OTHER_HOUSE
    if not person.roles & roles:
        named = " or ".join(sorted(roles)) or "none: the manifest names nobody for this"
        return deny("role-needed", f"This needs the role {named}.")
    return allow("custody")
