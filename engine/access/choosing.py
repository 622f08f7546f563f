"""Who may choose work in an ad-hoc subprocess (BPMN 2.0.2, clause 10.3.5): roles that it names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from engine.access.decision import Decision, allow, deny
from engine.access.operations import Operation, permits
from engine.access.person import Person

_CLOSED: Final = deny(
    "not-a-chooser",
    "There is no active ad-hoc subprocess of this id here in which you may choose: its property `chosenBy` "
    "names the roles that may.",
)


def chooses_by_role(person: Person, house: str) -> bool:
    """Tell whether a person may choose in every ad-hoc subprocess of a house, as systems do."""
    return permits(person, Operation.WRITE_VARIABLES, house).allowed


def may_choose(roles: Collection[str], declared: Collection[str]) -> Decision:
    """Whether somebody may choose: who takes part in the root instance in a role that is declared.

    The refusal is the same whatever there is: who may not choose is not told that there is something.

    Args:
        roles: those in which they take part.
        declared: what the ad-hoc subprocess names; empty also where there is none.
    """
    return allow("declared") if set(roles) & set(declared) else _CLOSED
