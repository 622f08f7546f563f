"""Which of the engine's own roles an operation needs: one table, the source of the reference of access."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from engine.access.decision import OTHER_HOUSE, Decision, allow, deny
from engine.access.person import Person
from engine.model.manifest import ADMINISTRATOR, AUDITOR, DESIGNER, INTEGRATOR, OPERATOR


class Operation(Enum):
    """What somebody can do by a role of the engine, beside what the data of a case opens to them."""

    DEPLOY = "deploy definitions"
    EVALUATE = "evaluate decisions and expressions"
    READ_STATISTICS = "read counts per element of a definition"
    START_INSTANCE = "start an instance that is no case"
    READ_INSTANCE = "see instances, their elements and flows"
    FOLLOW_CASE = "see where cases stand, not what they hold nor who takes part"
    READ_VARIABLES = "read the variables of an instance outside any case"
    WRITE_VARIABLES = "write variables of an instance"
    CANCEL_INSTANCE = "cancel an instance"
    SUSPEND_INSTANCE = "suspend and resume an instance"
    MODIFY_INSTANCE = "modify the active elements of an instance"
    MIGRATE_INSTANCE = "migrate an instance to another version"
    WORK_ON_JOBS = "activate, complete and fail jobs"
    MANAGE_JOBS = "list jobs and give them retries"
    RESOLVE_INCIDENT = "list and resolve incidents"
    PUBLISH_MESSAGE = "publish a message whose receiver names no sender"
    BROADCAST_SIGNAL = "broadcast a signal"
    READ_AUDIT_LOG = "read the audit log"
    MANAGE_HOUSES = "change houses, calendars and partners"
    MOVE_CLOCK = "move the virtual clock of a demo"


ROLES: Mapping[Operation, frozenset[str]] = MappingProxyType(
    {
        Operation.DEPLOY: frozenset({DESIGNER}),
        Operation.EVALUATE: frozenset({DESIGNER}),
        Operation.READ_STATISTICS: frozenset({DESIGNER, OPERATOR}),
        Operation.START_INSTANCE: frozenset({INTEGRATOR}),
        Operation.READ_INSTANCE: frozenset({OPERATOR, INTEGRATOR}),
        Operation.FOLLOW_CASE: frozenset({OPERATOR}),
        Operation.READ_VARIABLES: frozenset({INTEGRATOR}),
        Operation.WRITE_VARIABLES: frozenset({INTEGRATOR}),
        Operation.CANCEL_INSTANCE: frozenset({OPERATOR}),
        Operation.SUSPEND_INSTANCE: frozenset({OPERATOR}),
        Operation.MODIFY_INSTANCE: frozenset({OPERATOR}),
        Operation.MIGRATE_INSTANCE: frozenset({OPERATOR}),
        Operation.WORK_ON_JOBS: frozenset({INTEGRATOR}),
        Operation.MANAGE_JOBS: frozenset({OPERATOR}),
        Operation.RESOLVE_INCIDENT: frozenset({OPERATOR}),
        Operation.PUBLISH_MESSAGE: frozenset({INTEGRATOR}),
        Operation.BROADCAST_SIGNAL: frozenset({INTEGRATOR}),
        Operation.READ_AUDIT_LOG: frozenset({AUDITOR}),
        Operation.MANAGE_HOUSES: frozenset({ADMINISTRATOR}),
        Operation.MOVE_CLOCK: frozenset({OPERATOR}),
    }
)


def permits(person: Person, operation: Operation, house: str | None = None) -> Decision:
    """Whether one of the person's roles permits an operation.

    Args:
        person: who asks.
        operation: what they want to do.
        house: the house whose rows it touches; None where it touches what all houses share.
    """
    if not person.roles & ROLES[operation]:
        return deny("role-needed", f"This needs the role {' or '.join(sorted(ROLES[operation]))}.")
    if house is not None and house not in person.houses:
        return OTHER_HOUSE
    return allow("role")
