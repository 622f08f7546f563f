"""The course of a case as far as one person may know it: who takes and took part, and what happened when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, select

from engine.access.acts import Act
from engine.access.onlooker import Onlooker, Period, onlooker
from engine.access.participation import Participation, is_own
from engine.access.person import Person
from engine.model.events import MessageEvent
from engine.model.manifest import NO_MANIFEST, Manifest
from engine.model.nodes import CatchEvent, FlowNode, ReceiveTask
from engine.model.process import walk
from engine.queries.cases import ROOT, concerned_by_case, visible_case
from engine.queries.keyset import Key, Wanted, cut
from engine.queries.source import Reading, Source
from engine.store.audit.recording import recorded
from engine.store.tables.cases import participant
from engine.store.tables.definitions import definition
from engine.store.tables.history import decision_made, element_instance, stage
from engine.store.tables.instances import process_instance
from engine.store.tables.jobs import outbox
from engine.store.tables.waits import task
from engine.store.values import decode

_CATCHING: Final = ("receiveTask", "startEvent", "intermediateCatchEvent", "boundaryEvent")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedParty:
    """Who takes or took part; the reason is shown to their own organisation alone."""

    id: str
    person: str | None
    organisation: str | None
    role: str
    role_label: str
    since: datetime
    until: datetime | None
    reason: str | None

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (self.since.isoformat(), self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened in a case.

    Args:
        id: where it is kept; with the kind unique within the case.
        at: business time.
        kind: kebab-case word, as the reference lists them.
        label: what people call it.
        stage: id of the stage that was entered or left.
        person, organisation: who did it; of a message that was sent, whom it went to.
    """

    id: str
    at: datetime
    kind: str
    label: str
    stage: str | None = None
    person: str | None = None
    organisation: str | None = None

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (self.at.isoformat(), self.id, self.kind)


@dataclass(frozen=True, slots=True)
class PartyList:
    """One page of participants."""

    results: Sequence[DatedParty]
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of what happened."""

    results: Sequence[Happening]
    count: int


@recorded(Act.READ, "case", "case_id")
def list_participants(source: Source, person: Person, case_id: str, wanted: Wanted) -> PartyList:
    """List who takes and took part in a case, in order of beginning.

    Raises:
        NotFound: there is none that the person may know of.
    """
    with source.reading(person) as reading:
        case = _case(source, reading, person, case_id)
        seen = list(_parties(source, case))
    return PartyList(cut(seen, wanted), len(seen))


@recorded(Act.READ, "case", "case_id")
def read_timeline(source: Source, person: Person, case_id: str, wanted: Wanted) -> Timeline:
    """List what happened in a case, in order of time.

    Raises:
        NotFound: there is none that the person may know of.
    """
    with source.reading(person) as reading:
        case = _case(source, reading, person, case_id)
        parts = (_stages, _tasks, _sent, _received, _decisions)
        happened = list(chain(_comings(case), *(part(source, reading.connection, case) for part in parts)))
    return Timeline(cut(happened, wanted), len(happened))


@dataclass(frozen=True, slots=True)
class _Case:
    """A case with its participations, each period once, and the person who looks at it."""

    root_id: str
    manifest: Manifest
    periods: Mapping[str, tuple[Period, RowMapping]]
    onlooker: Onlooker


def _case(source: Source, reading: Reading, person: Person, case_id: str) -> _Case:
    connection = reading.connection
    row = visible_case(connection, person, case_id)
    reading.trail.about(concerned_by_case(source, connection, row))
    root_id, house = row["root_id"], row["house"]
    manifest = source.declared.definitions.manifest(connection, house) or NO_MANIFEST
    query = select(participant).where(participant.c.root_id == root_id).order_by(participant.c.joined_at)
    periods: dict[str, tuple[Period, RowMapping]] = {}
    open_ones: dict[tuple[object, ...], str] = {}
    for found in connection.execute(query).mappings():
        _add(periods, open_ones, found, row["regime"])
    looking = onlooker(person, house, [period for period, _ in periods.values()], manifest)
    return _Case(root_id, manifest, periods, looking)


def _add(
    periods: dict[str, tuple[Period, RowMapping]],
    latest: dict[tuple[object, ...], str],
    row: RowMapping,
    regime: str | None,
) -> None:
    """Add a participation; one that overlaps an equal one makes that longer: each task taken gives one."""
    part = Participation(row["person"], row["organisation"], row["role"], regime)
    period = Period(part=part, since=row["joined_at"], until=row["left_at"])
    # Sealed reasons are never equal: people are told of one who acts for several reasons several times.
    kind = (part, row["reason"] and row["id"])
    known = latest.get(kind)
    before = None if known is None else periods[known][0]
    if known is None or before is None or (before.until is not None and before.until < period.since):
        latest[kind] = row["id"]
        periods[row["id"]] = (period, row)
        return
    ends = [one.until for one in (before, period)]
    until = max(end for end in ends if end is not None) if None not in ends else None
    periods[known] = (Period(part=part, since=before.since, until=until), periods[known][1])


def _parties(source: Source, case: _Case) -> Iterator[DatedParty]:
    for period, row in case.periods.values():
        if case.onlooker.knows_period(period):
            role = case.manifest.roles.get(period.part.role)
            yield DatedParty(
                id=row["id"],
                person=period.part.person,
                organisation=period.part.organisation,
                role=period.part.role,
                role_label=period.part.role if role is None else role.label,
                since=period.since,
                until=period.until,
                reason=_reason(source, case, period, row),
            )


def _reason(source: Source, case: _Case, period: Period, row: RowMapping) -> str | None:
    if row["reason"] is None or not is_own(case.onlooker.person, period.part):
        return None
    return str(decode(source.keys.open(row["reason"], participant.c.reason, (case.root_id, row["id"]))))


def _comings(case: _Case) -> Iterator[Happening]:
    for id_, (period, _) in case.periods.items():
        if case.onlooker.knows_period(period):
            part = period.part
            role = case.manifest.roles.get(part.role)
            joined = Happening(
                id=id_,
                at=period.since,
                kind="participant-joined",
                label=part.role if role is None else role.label,
                person=part.person,
                organisation=part.organisation,
            )
            yield joined
            if period.until is not None:
                yield replace(joined, at=period.until, kind="participant-left")


def _stages(source: Source, connection: Connection, case: _Case) -> Iterator[Happening]:
    query = select(stage).where(stage.c.root_id == case.root_id)
    for row in connection.execute(query).mappings():
        if row["outcome"] and row["instance"] != ROOT:
            continue
        left = row["entered_at"] if row["outcome"] else row["left_at"]
        if not case.onlooker.knows_stage(left):
            continue
        known = case.manifest.stages.get(row["stage"])
        named = {"label": row["stage"] if known is None else known.label, "stage": row["stage"]}
        kind = "outcome-reached" if row["outcome"] else "stage-entered"
        yield Happening(id=_place(row), at=row["entered_at"], kind=kind, **named)
        if row["left_at"] is not None and not row["outcome"]:
            yield Happening(id=_place(row), at=row["left_at"], kind="stage-left", **named)


def _tasks(source: Source, connection: Connection, case: _Case) -> Iterator[Happening]:
    query = (
        select(
            task.c.element,
            task.c.name,
            task.c.ended_at,
            task.c.completed_by,
            element_instance.c.actor_organisation,
        )
        .select_from(task.join(element_instance, _same_element(task)))
        .where(task.c.root_id == case.root_id, task.c.state == "completed")
    )
    for row in connection.execute(query).mappings():
        by = (row["completed_by"], row["actor_organisation"])
        if case.onlooker.knows_act(row["ended_at"], *by):
            yield Happening(
                id=_place(row),
                at=row["ended_at"],
                kind="task-completed",
                label=row["name"],
                person=by[0],
                organisation=by[1],
            )


def _sent(source: Source, connection: Connection, case: _Case) -> Iterator[Happening]:
    query = select(outbox).where(outbox.c.root_id == case.root_id, outbox.c.state == "delivered")
    for row in connection.execute(query).mappings():
        at = row["ended_at"] or row["created_at"]
        if case.onlooker.knows_act(at, None, row["partner"]):
            yield Happening(
                id=row["id"],
                at=at,
                kind="message-sent",
                label=row["message_name"],
                organisation=row["partner"],
            )


def _received(source: Source, connection: Connection, case: _Case) -> Iterator[Happening]:
    """Messages that came in; from whom is not kept with the element, so they are for who coordinates."""
    element, instance = element_instance.c, process_instance.c
    of_instance = and_(instance.root_id == element.root_id, instance.instance == element.instance)
    query = (
        select(element.element, element.element_id, element.ended_at, instance.definition_id)
        .select_from(element_instance.join(process_instance, of_instance))
        .where(
            element.root_id == case.root_id,
            element.state == "completed",
            element.element_type.in_(_CATCHING),
        )
    )
    names: dict[str, Mapping[str, str]] = {}
    for row in connection.execute(query).mappings():
        id_ = row["definition_id"]
        if id_ not in names:
            process = source.declared.definitions.process(connection, id_).process
            names[id_] = {node.id: node.name or node.id for _, node in walk(process.scope) if _awaits(node)}
        name = names[id_].get(row["element_id"])
        if name is not None and case.onlooker.knows_act(row["ended_at"], None, None):
            yield Happening(id=_place(row), at=row["ended_at"], kind="message-received", label=name)


def _awaits(node: FlowNode) -> bool:
    if isinstance(node, ReceiveTask):
        return True
    return isinstance(node, CatchEvent) and any(isinstance(one, MessageEvent) for one in node.definitions)


def _decisions(source: Source, connection: Connection, case: _Case) -> Iterator[Happening]:
    """Decisions that rules made, by element once; nobody made them, so they are for who coordinates."""
    query = (
        select(
            decision_made.c.element,
            decision_made.c.decision_id,
            definition.c.name,
            element_instance.c.started_at,
        )
        .select_from(
            decision_made.join(element_instance, _same_element(decision_made)).outerjoin(
                definition, definition.c.id == decision_made.c.definition_id
            )
        )
        .where(decision_made.c.root_id == case.root_id)
    )
    for row in connection.execute(query).mappings():
        if case.onlooker.knows_act(row["started_at"], None, None):
            yield Happening(
                id=_place(row),
                at=row["started_at"],
                kind="decision-made",
                label=row["name"] or row["decision_id"],
            )


def _same_element(table: Table) -> ColumnElement[bool]:
    columns = element_instance.c
    return and_(columns.root_id == table.c.root_id, columns.element == table.c.element)


def _place(row: RowMapping) -> str:
    """Elements are numbered in order of start: at one moment, what began first comes first."""
    return f"{row['element']:010d}"
