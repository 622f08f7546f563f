"""What extension elements add to an element, read and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from engine.feel import Expression
from engine.model.events import CatchUp
from engine.model.text import Text


class Binding(Enum):
    """Which version of a called process, decision or form is meant."""

    LATEST = "latest"
    DEPLOYMENT = "deployment"
    VERSION_TAG = "versionTag"


@dataclass(frozen=True, slots=True)
class Reference:
    """A form, process or decision by id, and how its version is chosen."""

    id: Text
    binding: Binding = Binding.LATEST
    version_tag: str | None = None


@dataclass(frozen=True, slots=True)
class VariableMapping:
    """One `zeebe:input` or `zeebe:output`: `source` is evaluated, `target` is a dotted path."""

    source: Expression
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """Work that a job worker does (`zeebe:taskDefinition`)."""

    type: Text
    retries: Text
    priority: Text | None
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who may do a user task; None where the model says nothing."""

    assignee: Text | None = None
    candidate_groups: tuple[str, ...] | Expression | None = None
    candidate_users: tuple[str, ...] | Expression | None = None


@dataclass(frozen=True, slots=True)
class WhileHeld:
    """On which holds of its instance an element goes on: on each, or on the grounds named."""

    always: bool = False
    grounds: frozenset[str] = frozenset()

    def goes_on(self, ground: str) -> bool:
        """Whether it goes on while the instance is held on that ground."""
        return self.always or ground in self.grounds


WAITS = WhileHeld()


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """The extension properties of one element, those known to the engine typed.

    `extra` keeps the names that the engine does not interpret.
    """

    case_type: str | None = None
    case_number: Expression | None = None
    part_of: tuple[str, ...] = ()
    regime: Expression | None = None
    purpose: str | None = None
    stage: str | None = None
    participant: Expression | None = None
    participant_until_case_end: bool = False
    participant_leaves: Expression | None = None
    hold: Expression | None = None
    while_held: WhileHeld = WAITS
    after_end: bool = False
    audience: tuple[str, ...] | None = None
    category: str | None = None
    different_from: tuple[str, ...] = ()
    chosen_by: tuple[str, ...] = ()
    sender: Expression | None = None
    form_id: str | None = None
    retention: Expression | None = None
    calendar: str | None = None
    time_zone: str | None = None
    catch_up: CatchUp = CatchUp.LATEST
    reckon_again: bool = False
    measures: Mapping[str, Expression] = field(default_factory=lambda: MappingProxyType({}))
    measured_on: Expression | None = None
    starts_in_office: bool = False
    bounded_by: int = 1000
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
