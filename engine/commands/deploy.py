"""Deploy files: all of them or none, checked first, each definition with a version of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import delete, insert, select, update

from engine.access.acts import Act
from engine.access.decision import OTHER_HOUSE, require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.bindings import Companions, Key, is_bound, outdated
from engine.commands.definitions import Kind
from engine.commands.delivering import perform
from engine.commands.reading import Defined, ReadFiles, Resource, read_files
from engine.commands.services import Services
from engine.commands.start_timers import UnusableTimerError, set_start_timers
from engine.commands.triggers import triggers_of
from engine.commands.unit import Unit
from engine.errors import Fault, Invalid
from engine.model.case_data import Definitions as Served
from engine.model.case_data import case_data, case_processes
from engine.model.finding import Finding, Severity
from engine.model.lint import Surroundings, check, standing
from engine.model.manifest import Manifest
from engine.model.measures import NO_MEASURES, unknown_roles
from engine.model.measures.identifying import measure_findings
from engine.model.process import Process, Standing
from engine.settings import Mode
from engine.store.audit.recording import recorded
from engine.store.case_catalogues import serving
from engine.store.metadata import stamp
from engine.store.tables.definitions import (
    definition,
    deployed_definition,
    deployment,
    resource,
    start_event,
)

_ONE_AT_A_TIME: Final = b"deployment"
_SERVICE: Final = "ketenmotor"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedResource:
    """One definition of a deployment; `unchanged` ones are those that were there already."""

    kind: str
    key: str
    version: int
    id: str
    standing: str
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Deployment:
    """What was deployed, and what the checks have to say without refusing it."""

    id: str
    resources: tuple[DeployedResource, ...]
    findings: tuple[Finding, ...]


class DeploymentRefused(Invalid):
    """Something in these files would not be executed faithfully: nothing was deployed."""

    default_code = "deployment-refused"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [found for found in findings if found.severity is Severity.ERROR]
        first = errors[0]
        super().__init__(
            [Fault(found.resource, found.rule, found.detail, found.remedy) for found in errors],
            f"Nothing was deployed: {len(errors)} errors, the first in {first.resource}, "
            f"line {first.line}: {first.detail}",
        )


@recorded(Act.CHANGE, "deployment")
def deploy(
    services: Services, person: Person | None, resources: Sequence[Resource], *, house: str | None = None
) -> Deployment:
    """Deploy files.

    Args:
        services: what commands work with.
        person: a designer; None for the service itself, at its start.
        resources: the files.
        house: for which alone they serve and win; None for all houses.

    Raises:
        DeploymentRefused: with every finding.
        Forbidden: the person is no designer, or not of that house.
        Invalid: there are no files.
    """
    if person is not None:
        require(True, permits(person, Operation.DEPLOY))
        if house is not None and house not in person.houses:
            raise OTHER_HOUSE.refusal()
    if not resources:
        raise Invalid([Fault("/resources", "missing", "Send at least one file.")])
    read = read_files(resources)

    def work(unit: Unit) -> Deployment:
        services.database.dialect.lock_name(unit.connection, _ONE_AT_A_TIME)
        if person is not None and unit.trail is not None:
            unit.trail.in_houses(person.houses if house is None else [house])
        return _Deploying(unit, read, house or "").deploy(resources)

    # What all houses share sets timers and ends older ones in each of them.
    deployed = perform(services.across_houses(), person, work)
    services.partnerships.forget()  # another manifest may take other grounds
    return deployed


class _Deploying:
    """One deployment under way."""

    def __init__(self, unit: Unit, read: ReadFiles, house: str) -> None:
        self._unit = unit
        self._connection = unit.connection
        self._read = read
        self._house = house
        self._id = unit.services.ids.new()
        self._digests: dict[str, str] = {}
        self._deployments: dict[str, str] = {}
        self._defined: list[tuple[Defined, DeployedResource, Standing]] = []

    def deploy(self, resources: Sequence[Resource]) -> Deployment:
        standings = self._checked()
        person = self._unit.actor
        self._connection.execute(
            insert(deployment),
            {
                "id": self._id,
                "house": self._house,
                "created_at": self._unit.now,
                "created_by": _SERVICE if person is None else person.person,
            },
        )
        known = self._latest()
        files = self._write_resources(resources)
        kept = self._kept(known)
        deployed = tuple(
            replace(kept[key], unchanged=True)
            if (key := (item.kind.value, item.key)) in kept
            else self._define(item, files, known.get(key), standings)
            for item in self._read.defined
        )
        for item, one, found in self._defined:  # a start timer may ask for a decision beside it
            if item.process is not None:
                self._listen(item, item.process, one, found)
        self._connection.execute(
            insert(deployed_definition),
            [
                {"deployment_id": self._id, "definition_id": item.id, "unchanged": item.unchanged}
                for item in deployed
            ],
        )
        return Deployment(self._id, deployed, tuple(self._read.findings))

    def _checked(self) -> Mapping[tuple[str, str], Standing]:
        """Return the standing of each process by file and id; refuse the deployment for the errors."""
        read = self._read
        surroundings = self._surroundings()
        findings = [*read.findings, *check(read.files, surroundings)]
        findings += self._data_of_cases(surroundings.manifest)
        findings += self._assessment(surroundings.manifest)
        if read.measures is not None and surroundings.manifest is not None:
            findings += unknown_roles(read.measures, surroundings.manifest, self._resource_of_measures())
        read.findings = list(dict.fromkeys(findings))
        if any(found.severity is Severity.ERROR for found in read.findings):
            raise DeploymentRefused(read.findings)
        return {
            (file.resource, process_id): found
            for file in read.files
            for process_id, found in standing(file, read.findings).items()
        }

    def _assessment(self, manifest: Manifest | None) -> list[Finding]:
        """A live service changes the processing of cases only with a reference of its assessment.

        Whatever is deployed beside a case type changes it: a form, a decision, the manifest itself.
        """
        if manifest is None or manifest.dpia is not None or not self._read.defined:
            return []
        cases = [item for item in self._read.defined if item.process and item.process.properties.case_type]
        if not cases and not self._deployed_cases():
            return []
        if self._connection.scalar(select(stamp.c.mode)) != Mode.LIVE:
            return []
        first = next(iter(cases), self._read.defined[0])
        detail = "The manifest names no data protection impact assessment (GDPR, article 35) for these cases."
        remedy = "Write its reference into `dpia` of the manifest, and deploy that along."
        return [Finding(first.resource.name, 1, first.key, "dpia", Severity.ERROR, detail, remedy, first.key)]

    def _surroundings(self) -> Surroundings:
        read, services = self._read, self._unit.services
        manifest = read.manifest or services.definitions.manifest(self._connection, self._house)
        rows = self._connection.execute(
            select(definition.c.kind, definition.c.key, definition.c.case_type).where(
                definition.c.latest, definition.c.house.in_(("", self._house))
            )
        ).all()
        keys: dict[Kind, set[str]] = {kind: set(read.keys(kind)) for kind in Kind}
        for row in rows:
            keys[Kind(row.kind)].add(row.key)
        here = read.keys(Kind.PROCESS)
        return Surroundings(
            processes=frozenset(keys[Kind.PROCESS]),
            decisions=frozenset(keys[Kind.DECISION]),
            forms=frozenset(keys[Kind.FORM]),
            templates=self._served().templates,
            manifest=manifest,
            case_types=frozenset(row.case_type for row in rows if row.case_type and row.key not in here),
            case_processes=frozenset(row.key for row in rows if row.case_type and row.key not in here),
        )

    def _data_of_cases(self, manifest: Manifest | None) -> list[Finding]:
        """What is wrong with the data of each case type, as it would be after this deployment."""
        read = self._read
        processes = {item.key: item.process for item in read.defined if item.process is not None}
        serve = self._served()
        measures = read.measures
        if measures is None:
            measures = self._unit.services.definitions.measures(self._connection, self._house) or NO_MEASURES
        everything = [serve.processes[key] for key in sorted({*processes, *self._deployed_cases()})]
        cases = [one for one in everything if one.executable and one.properties.case_type is not None]
        findings = [found for case in cases for found in case_data(case, serve, manifest, measures).findings]
        of_cases = {process.id for case in cases for process in case_processes(case, serve.processes)}
        for item in read.defined:
            if item.process is not None and item.key not in of_cases:
                findings += measure_findings(item.process, item.resource.name, measures, None)
        return findings

    def _served(self) -> Served:
        """What serves the house after this deployment."""
        read = self._read
        return serving(
            self._connection,
            self._unit.services.definitions,
            self._house,
            processes={item.key: item.process for item in read.defined if item.process is not None},
            resources={item.key: item.resource.name for item in read.defined if item.process is not None},
            forms={form.id: form for form in read.forms},
            templates={template.id: template for template in read.templates},
        )

    def _resource_of_measures(self) -> str:
        return next(item.resource.name for item in self._read.defined if item.kind is Kind.MEASURES)

    def _deployed_cases(self) -> list[str]:
        query = select(definition.c.key).where(
            definition.c.latest,
            definition.c.case_type.is_not(None),
            definition.c.house.in_(("", self._house)),
        )
        return list(self._connection.scalars(query))

    def _define(
        self,
        item: Defined,
        files: Mapping[str, str],
        before: DeployedResource | None,
        standings: Mapping[tuple[str, str], Standing],
    ) -> DeployedResource:
        if before is not None:
            self._connection.execute(
                update(definition).where(definition.c.id == before.id).values(latest=False)
            )
        found = standings.get((item.resource.name, item.key), Standing.EXECUTABLE)
        deployed = DeployedResource(
            kind=item.kind.value,
            key=item.key,
            version=1 if before is None else before.version + 1,
            id=self._unit.services.ids.new(),
            standing=found.value,
            unchanged=False,
        )
        self._write_definition(item, deployed, files[item.resource.name])
        self._defined.append((item, deployed, found))
        return deployed

    def _kept(self, known: Mapping[Key, DeployedResource]) -> Mapping[Key, DeployedResource]:
        """Return what is the same as before, and bound to nothing that is not."""
        items = {(item.kind.value, item.key): item for item in self._read.defined}
        same = {
            key: known[key]
            for key, item in items.items()
            if key in known and self._digests[known[key].id] == item.digest
        }
        bound = {
            key: Companions(process, self._deployed_with(same[key].id))
            for key in same
            if (process := items[key].process) is not None and is_bound(process)
        }
        old = outdated(bound, items.keys() - same.keys(), {key: found.id for key, found in same.items()})
        return {key: found for key, found in same.items() if key not in old}

    def _deployed_with(self, definition_id: str) -> Mapping[Key, str]:
        """Return all that the deployment of a definition held, by key."""
        query = (
            select(definition.c.kind, definition.c.key, definition.c.id)
            .join(deployed_definition, deployed_definition.c.definition_id == definition.c.id)
            .where(deployed_definition.c.deployment_id == self._deployments[definition_id])
        )
        return {(row.kind, row.key): row.id for row in self._connection.execute(query)}

    def _latest(self) -> dict[tuple[str, str], DeployedResource]:
        """Return the newest version of everything for exactly this house."""
        rows = self._connection.execute(
            select(definition).where(definition.c.latest, definition.c.house == self._house)
        ).all()
        self._digests = {row.id: row.digest for row in rows}
        self._deployments = {row.id: row.deployment_id for row in rows}
        return {
            (row.kind, row.key): DeployedResource(
                kind=row.kind,
                key=row.key,
                version=row.version,
                id=row.id,
                standing=row.standing,
                unchanged=False,
            )
            for row in rows
        }

    def _write_resources(self, resources: Sequence[Resource]) -> dict[str, str]:
        """Write the files; return their ids by name."""
        ids = {item.name: self._unit.services.ids.new() for item in resources}
        rows = [
            {"id": ids[item.name], "deployment_id": self._id, "name": item.name, "content": item.content}
            for item in resources
        ]
        self._connection.execute(insert(resource), rows)
        return ids

    def _write_definition(self, item: Defined, deployed: DeployedResource, resource_id: str) -> None:
        properties = None if item.process is None else item.process.properties
        self._connection.execute(
            insert(definition),
            {
                "id": deployed.id,
                "deployment_id": self._id,
                "resource_id": resource_id,
                "kind": deployed.kind,
                "key": deployed.key,
                "name": item.name,
                "house": self._house,
                "version": deployed.version,
                "version_tag": item.version_tag,
                "latest": True,
                "standing": deployed.standing,
                "case_type": None if properties is None else properties.case_type,
                "purpose": None if properties is None else properties.purpose,
                "digest": item.digest,
            },
        )

    def _listen(self, item: Defined, process: Process, deployed: DeployedResource, found: Standing) -> None:
        """Let the newest version of a process be started by its events, and no older one."""
        older = select(definition.c.id).where(
            definition.c.kind == deployed.kind,
            definition.c.key == deployed.key,
            definition.c.house == self._house,
        )
        self._connection.execute(delete(start_event).where(start_event.c.definition_id.in_(older)))
        if found is not Standing.EXECUTABLE:
            return
        rows = [
            {
                "definition_id": deployed.id,
                "element_id": trigger.element_id,
                "alternative": trigger.alternative,
                "process_id": deployed.key,
                "house": self._house,
                "kind": trigger.kind,
                "name": trigger.name,
            }
            for trigger in triggers_of(process, self._unit.now)
        ]
        if rows:
            self._connection.execute(insert(start_event), rows)
        try:
            set_start_timers(self._unit, deployed.id, process, self._house)
        except UnusableTimerError as error:
            detail = f"A start timer of {item.key} gives no point in time: {error}."
            refused = Finding(
                item.resource.name,
                process.line,
                item.key,
                "start-timer",
                Severity.ERROR,
                detail,
                "Write ISO 8601, or FEEL that needs no variables.",
                item.key,
            )
            raise DeploymentRefused([refused]) from error
