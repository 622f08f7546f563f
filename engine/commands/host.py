"""The surroundings of a root instance while a command steps it: definitions, decisions, time, the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from engine.access.register import has_ground, may_take_part
from engine.calendar.house import HouseCalendar
from engine.commands.definitions import Definitions, Found, Kind, bound, latest
from engine.commands.partner_functions import Register, register_functions
from engine.commands.terms import TermRow, host_functions, term_row
from engine.dmn import UnknownDecisionError, evaluate
from engine.feel import Environment, FeelError, HostFunction, JsonValue, Value
from engine.model.catalogue import Catalogue
from engine.model.extensions import Binding
from engine.model.manifest import NO_MANIFEST, Manifest
from engine.model.measures import NO_MEASURES
from engine.run.faults import Fault, Missing
from engine.run.host import (
    Deadline,
    Decided,
    DeployedProcess,
    DeployedTemplate,
    InstanceFacts,
    MatchedRule,
)
from engine.store.calendars import find_calendar
from engine.store.case_catalogues import CaseCatalogues
from engine.store.partners import Partner, as_option, eligible, find_partner, grounded
from engine.store.recipients import recipients
from engine.store.tables.definitions import house

TERMS: Final = "terms"
"""The decision that knows the terms of each house."""


class EngineHost:
    """What :class:`engine.run.host.Host` asks for, out of one transaction.

    Which version is latest is asked once: within a command it does not change.

    Args:
        connection: the transaction.
        definitions: what this process has read.
        house: of the root instance.
        now: business time.
        calendars: of the house, as far as they were read already; None is the default one.
        catalogues: what this process has folded of declarations.
        root_id: of the root instance; None outside any.
    """

    def __init__(
        self,
        connection: Connection,
        definitions: Definitions,
        house: str,
        now: datetime,
        calendars: Mapping[str | None, HouseCalendar] = MappingProxyType({}),
        *,
        catalogues: CaseCatalogues | None = None,
        root_id: str | None = None,
    ) -> None:
        self._connection = connection
        self._definitions = definitions
        self._house = house
        self._now = now
        self._found: dict[tuple[object, ...], Found | None] = {}
        self._calendars = dict(calendars)
        self._catalogues = catalogues or CaseCatalogues()
        self._root_id = root_id
        self._deadlines: list[Deadline] = []

    @property
    def now(self) -> datetime:
        """Business time."""
        return self._now

    @contextmanager
    def as_at(self, moment: datetime) -> Iterator[None]:
        """Let expressions reckon as at an earlier moment."""
        now, self._now = self._now, moment
        try:
            yield
        finally:
            self._now = now

    def process(
        self, process_id: str, binding: Binding, version_tag: str | None, caller: DeployedProcess
    ) -> DeployedProcess:
        """The process that a call activity starts.

        Raises:
            Missing: nothing fits, or it is not executable.
        """
        found = self._bound(Kind.PROCESS, process_id, binding, version_tag, caller)
        if found is None:
            raise Missing(f"process {process_id} is not deployed{_as_bound(binding, version_tag)}")
        if found.standing != "executable":
            raise Missing(f"process {process_id} is documentation: it cannot be started")
        return self.definition(found.id)

    def definition(self, definition_id: str) -> DeployedProcess:
        """A deployed process by id."""
        return self._definitions.process(self._connection, definition_id)

    def form(
        self, form_id: str, binding: Binding, version_tag: str | None, caller: DeployedProcess
    ) -> str | None:
        """Return the definition id of the form that a user task is bound to."""
        found = self._bound(Kind.FORM, form_id, binding, version_tag, caller)
        return None if found is None else found.id

    def catalogue(self, process_id: str) -> Catalogue:
        """What is declared of the data of a case whose root is of this process."""
        return self._catalogues.of_case(self._connection, self._definitions, self._house, process_id)

    def template(self, template_id: str) -> DeployedTemplate:
        """The newest version of a template of documents.

        Raises:
            Missing: there is none.
        """
        found = self._latest(Kind.TEMPLATE, template_id)
        if found is None:
            raise Missing(f"template {template_id} is not deployed")
        return DeployedTemplate(found.id, self._definitions.template(self._connection, found.id))

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

        Raises:
            Missing: no such decision.
            Fault: it cannot be evaluated.
        """
        found = self._bound(Kind.DECISION, decision_id, binding, version_tag, caller)
        if found is None:
            raise Missing(f"decision {decision_id} is not deployed{_as_bound(binding, version_tag)}")
        return self._evaluate(found, variables, environment)

    def environment(
        self, facts: InstanceFacts, process_id: str, calendar: str | None, time_zone: str | None
    ) -> Environment:
        """Functions, zone and time for expressions.

        Raises:
            Fault: the house has no such calendar.
        """
        return self._environment(calendar, time_zone, facts.regime, process_id)

    def house_environment(self, regime: str | None = None) -> Environment:
        """Functions, zone and time for expressions outside any process: of forms and start events."""
        return self._environment(None, None, regime, None)

    def objection_to_measure(self, name: str, value: JsonValue) -> str | None:
        """Return what is wrong with a measured value, without repeating it; None when it may be kept."""
        declared = self._definitions.measures(self._connection, self._house) or NO_MEASURES
        objection = declared.objection(name, value)
        whose = declared.organisation
        if objection is None and whose is not None and whose.name == name:
            known = find_partner(self._connection, str(value)) is not None
            return None if known else "it must be an organisation of the register"
        return objection

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone of the house."""
        return self._calendar(None).time_zone

    def deadlines(self, environment: Environment) -> tuple[Deadline, ...]:
        """What `term()` reckoned since the last call: one evaluation runs at a time."""
        reckoned = tuple(self._deadlines)
        self._deadlines.clear()
        return reckoned

    def _environment(
        self, calendar: str | None, time_zone: str | None, regime: str | None, process_id: str | None
    ) -> Environment:
        reckoned_on = self._calendar(calendar)
        zone = reckoned_on.time_zone if time_zone is None else ZoneInfo(time_zone)
        now = self._now.astimezone(zone)

        def find_term(term_id: str) -> TermRow:
            return self._term(term_id, regime, process_id, Environment(now=now, zone=zone))

        told = HostFunction("recipients", (), self._recipients)
        functions = {
            **host_functions(reckoned_on, self._now, find_term, self._deadlines.append),
            **register_functions(self._register(regime)),
            told.name: told,
        }
        return Environment(now=now, zone=zone, functions=functions)

    def _recipients(self) -> Value:
        if self._root_id is None:
            return []
        return list(recipients(self._connection, self._root_id, self._house))

    def _register(self, regime: str | None) -> Register:
        """The register as a case of the house under a regime sees it."""

        def find(partner_id: str, on: date | None) -> Mapping[str, Value] | None:
            day = on or self._today()
            found = find_partner(self._connection, partner_id)
            if found is None or not (grounds := found.in_force(self._house, day)):
                return None
            names: list[Value] = [*sorted({one.ground for one in grounds})]
            return {
                "id": found.id,
                "name": found.name,
                "kind": found.kind,
                "grounds": names,
                "permitted": may_take_part(grounded(grounds), regime, self._manifest()),
            }

        def offer(kinds: Sequence[str]) -> Sequence[Mapping[str, Value]]:
            found = eligible(
                self._connection,
                self._house,
                self._today(),
                kinds=kinds,
                regime=regime,
                manifest=self._manifest(),
            )
            return [dict(as_option(one)) for one in found]

        return Register(find, offer)

    def objection_to_participant(self, organisation: str, regime: str | None) -> str | None:
        """Return why an organisation may not take part in a case under a regime; None when it may.

        Under a regime that takes certain grounds alone, whoever has none of them learns nothing.
        """
        return self._objection(organisation, regime, lambda: find_partner(self._connection, organisation))

    def objection_to_partner(self, found: Partner, regime: str | None) -> str | None:
        """Return the same of a partner that was found in the register already."""
        return self._objection(found.id, regime, lambda: found)

    def _objection(
        self, organisation: str, regime: str | None, find: Callable[[], Partner | None]
    ) -> str | None:
        manifest = self._manifest()
        known = None if regime is None else manifest.regimes.get(regime)
        if known is None or organisation == self._own_organisation():
            return None
        found = find()
        grounds = () if found is None else found.in_force(self._house, self._today())
        if has_ground(grounded(grounds), regime, manifest):
            return None
        if known.participants is None:
            return f"{organisation} takes part under other regimes than {regime} alone"
        taken = " or ".join(sorted(known.participants))
        return f"under {regime} only {taken} participants take part, and today {organisation} is none"

    def _own_organisation(self) -> str | None:
        query = select(house.c.organisation).where(house.c.id == self._house)
        organisation: str | None = self._connection.scalar(query)
        return organisation

    def _today(self) -> date:
        return self._now.astimezone(self.time_zone).date()

    def _manifest(self) -> Manifest:
        return self._definitions.manifest(self._connection, self._house) or NO_MANIFEST

    def _term(
        self, term_id: str, regime: str | None, process_id: str | None, environment: Environment
    ) -> TermRow:
        found = self._latest(Kind.DECISION, TERMS)
        if found is None:
            raise FeelError("decision terms is not deployed: term() needs it")
        inputs: dict[str, Value] = {
            "term": term_id,
            "house": self._house,
            "regime": regime,
            "process": process_id,
        }
        try:
            return term_row(term_id, self._evaluate(found, inputs, environment).value)
        except Fault as fault:
            raise FeelError(fault.cause) from fault

    def _evaluate(self, found: Found, variables: Mapping[str, Value], environment: Environment) -> Decided:
        model = self._definitions.decisions(self._connection, found.id)
        try:
            outcome = evaluate(model, found.key, variables, environment)
        except (UnknownDecisionError, FeelError) as error:
            raise Fault("decision", f"decision {found.key} cannot be evaluated", str(error)) from error
        matched = tuple(
            MatchedRule(trace.id, rule, index)
            for trace in outcome.decisions
            for rule, index in trace.matched_rules
        )
        return Decided(outcome.value, found.id, matched)

    def _calendar(self, calendar_id: str | None) -> HouseCalendar:
        if calendar_id not in self._calendars:
            found = find_calendar(self._connection, self._house, calendar_id)
            if found is None:
                raise Fault("calendar", f"the house has no calendar {calendar_id}")
            self._calendars[calendar_id] = found
        return self._calendars[calendar_id]

    def _latest(self, kind: Kind, key: str) -> Found | None:
        place = (kind, key)
        if place not in self._found:
            self._found[place] = latest(self._connection, kind, key, self._house)
        return self._found[place]

    def _bound(
        self, kind: Kind, key: str, binding: Binding, version_tag: str | None, caller: DeployedProcess
    ) -> Found | None:
        if binding is Binding.LATEST:
            return self._latest(kind, key)
        place = (kind, key, binding, version_tag, caller.deployment_id)
        if place not in self._found:
            self._found[place] = bound(
                self._connection,
                kind,
                key,
                self._house,
                binding=binding,
                version_tag=version_tag,
                deployment_id=caller.deployment_id,
            )
        return self._found[place]


def _as_bound(binding: Binding, version_tag: str | None) -> str:
    match binding:
        case Binding.LATEST:
            return ""
        case Binding.DEPLOYMENT:
            return " together with its caller"
        case Binding.VERSION_TAG:
            return f" with version tag {version_tag}"
