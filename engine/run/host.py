"""What the pure core asks of its surroundings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.feel import Environment, JsonValue, Value
from engine.model.catalogue import Catalogue
from engine.model.extensions import Binding
from engine.model.process import Process
from engine.model.templates import Template


@dataclass(frozen=True, slots=True)
class DeployedProcess:
    """A process as deployed: specs are built from it once per `definition_id`."""

    definition_id: str
    version: int
    deployment_id: str
    process: Process


@dataclass(frozen=True, slots=True)
class DeployedTemplate:
    """A template of documents as deployed."""

    definition_id: str
    template: Template


@dataclass(frozen=True, slots=True)
class MatchedRule:
    """A rule of a decision table that matched."""

    decision_id: str
    rule_id: str
    index: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome of a decision and the rules that led to it."""

    value: Value
    definition_id: str
    matched: tuple[MatchedRule, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: known to `completedBy` and to history."""

    person: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class InstanceFacts:
    """What expressions see as `process`, and what does not change while an instance runs."""

    instance_id: str
    """The public id of the root instance."""
    business_key: str | None
    case_number: str | None
    house: str
    regime: str | None
    started_at: datetime
    initiator: Actor | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that `term()` reckoned, with its ground."""

    term: str
    label: str
    due: datetime
    source: str
    since: datetime | None = None
    """As at which moment it was reckoned; None: now."""


class Host(Protocol):
    """Definitions, decisions, time and functions, given to an instance by whoever steps it."""

    @property
    def now(self) -> datetime:
        """Business time, aware, in UTC."""
        ...

    def process(
        self, process_id: str, binding: Binding, version_tag: str | None, caller: DeployedProcess
    ) -> DeployedProcess:
        """The process that a call activity starts.

        :raises engine.run.faults.Missing: nothing fits.
        """
        ...

    def definition(self, definition_id: str) -> DeployedProcess:
        """A deployed process that a stored state refers to."""
        ...

    def catalogue(self, process_id: str) -> Catalogue:
        """What is declared of the data of a case whose root is of this process."""
        ...

    def template(self, template_id: str) -> DeployedTemplate:
        """The newest version of a template of documents.

        :raises engine.run.faults.Missing: there is none.
        """
        ...

    def decide(
        self,
        decision_id: str,
        binding: Binding,
        version_tag: str | None,
        caller: DeployedProcess,
        variables: Mapping[str, Value],
        environment: Environment,
    ) -> Decided:
        """Evaluate a decision.

        :raises engine.run.faults.Missing: no such decision.
        :raises engine.run.faults.Fault: it cannot be evaluated.
        """
        ...

    def environment(
        self, facts: InstanceFacts, process_id: str, calendar: str | None, time_zone: str | None
    ) -> Environment:
        """Functions (`term`, working days), zone and time for expressions of an element of that process."""
        ...

    def objection_to_participant(self, organisation: str, regime: str | None) -> str | None:
        """Why an organisation may not take part under a regime; None when it may."""
        ...

    def deadlines(self, environment: Environment) -> tuple[Deadline, ...]:
        """What `term()` reckoned in this environment since the last call."""
        ...

    def objection_to_measure(self, name: str, value: JsonValue) -> str | None:
        """What is wrong with a measured value, without repeating it; None when it may be kept."""
        ...
