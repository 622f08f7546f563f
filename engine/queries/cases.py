"""Cases: which there are, where one stands, and what of it a person may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, or_, select

from engine.access.acts import Act, Concerned
from engine.access.forms import FormAccess
from engine.access.instances import visible_cases
from engine.access.participation import Participation, is_own, roles_in_case, sees_party
from engine.access.person import Person
from engine.access.rows import Predicate
from engine.errors import NotFound
from engine.feel import JsonValue
from engine.model.manifest import NO_MANIFEST, Manifest, Named
from engine.queries.instances import known_numbers
from engine.queries.keyset import Key, Wanted, fetch
from engine.queries.source import Reading, Source
from engine.run.stored import StoredVariables
from engine.store.addresses import instance_address
from engine.store.audit.concerning import concerned_root
from engine.store.audit.recording import recorded
from engine.store.form_access import RootOf, of_case
from engine.store.standings import RULES_KEPT, participations, seen_roots
from engine.store.tables.cases import deadline, participant
from engine.store.tables.history import element_instance, stage
from engine.store.tables.instances import process_instance, root_instance
from engine.store.values import decode, decode_object

ROOT: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list of cases is narrowed to; None does not narrow."""

    case_type: str | None = None
    number: str | None = None
    house: str | None = None
    stage: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStage:
    """A stage by id and label."""

    id: str
    label: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who takes part; the reason is shown to their own organisation alone."""

    person: str | None
    organisation: str | None
    role: str
    role_label: str
    since: datetime
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDeadline:
    """A date that a term made, with its ground."""

    label: str
    due: datetime
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """A case in a list."""

    id: str
    number: str
    case_type: str
    house: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    stages: Sequence[SeenStage]
    outcome: SeenStage | None
    revision: int

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (self.id,)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A name of the manifest with its label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as far as one person sees it."""

    entry: CaseEntry
    regime: Labelled | None
    purpose: Labelled | None
    holds: Sequence[Labelled]
    parties: Sequence[Party]
    deadlines: Sequence[SeenDeadline]
    data: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of cases."""

    results: Sequence[CaseEntry]
    count: int


@recorded(Act.SEARCH, "case")
def list_cases(source: Source, person: Person, filters: CaseFilter, wanted: Wanted) -> CaseList:
    """List the cases that a person may know of, the newest first."""
    with source.reading(person) as reading:
        connection = reading.connection
        query = visible(person).where(*_narrowed(filters))
        found = fetch(connection, query, (root_instance.c.root_id,), wanted, descending=True)
        reading.names(person, [(row["house"], row["root_id"]) for row in found.rows])
        return CaseList(entries_of(source, connection, found.rows), found.count)


@recorded(Act.READ, "case", "case_id")
def read_case(source: Source, person: Person, case_id: str) -> Case:
    """Read one case; of those who take part in it whom the person may know of.

    Raises:
        NotFound: there is none that the person may know of.
    """
    with source.reading(person) as reading:
        connection = reading.connection
        row = visible_case(connection, person, case_id)
        manifests = _manifests(source, connection, [row])
        (entry,) = _entries(connection, [row], manifests)
        reading.trail.about(concerned_by_case(source, connection, row))
        return Case(
            entry=entry,
            regime=_labelled(row["regime"], manifests[row["house"]].regimes),
            purpose=_purpose(source, connection, row, manifests[row["house"]]),
            holds=[Labelled(one, _label(one, manifests[row["house"]].holds)) for one in row["held"] or ()],
            parties=_parties(source, connection, person, row, manifests[row["house"]]),
            deadlines=_deadlines(source, connection, person, row["root_id"]),
            data=_data(source, reading, person, row),
        )


def _purpose(source: Source, connection: Connection, row: RowMapping, manifest: Manifest) -> Labelled | None:
    process = source.declared.definitions.process(connection, row["definition_id"]).process
    return _labelled(process.properties.purpose, manifest.purposes)


def _labelled(name: str | None, known: Mapping[str, Named]) -> Labelled | None:
    if name is None:
        return None
    return Labelled(name, _label(name, known))


def _label(name: str, known: Mapping[str, Named]) -> str:
    return known[name].label if name in known else name


def visible_case(connection: Connection, person: Person, case_id: str) -> RowMapping:
    """Return the row of one case.

    Raises:
        NotFound: there is none that the person may know of.
    """
    address = instance_address(case_id)
    query = _one_seen(visible_cases(person))
    row = connection.execute(query, {"root": address.root_id}).mappings().first()
    if row is None or address.number != ROOT:
        raise NotFound
    return row


def entries_of(source: Source, connection: Connection, rows: Sequence[RowMapping]) -> Sequence[CaseEntry]:
    """Return the cases of rows of :func:`visible`, in their order."""
    return _entries(connection, rows, _manifests(source, connection, rows))


def visible(person: Person) -> Select[Any]:
    """Return the query for all cases that a person may know of."""
    return _seen(visible_cases(person))


@lru_cache(maxsize=RULES_KEPT)
def _seen(rule: Predicate) -> Select[Any]:
    together = root_instance.join(
        process_instance,
        and_(process_instance.c.root_id == root_instance.c.root_id, process_instance.c.instance == ROOT),
    )
    return (
        select(
            *(column for column in root_instance.c if column.name not in ("state", "open_rows", "ended_at")),
            process_instance.c.state.label("state"),
            process_instance.c.ended_at,
        )
        .select_from(together)
        .where(root_instance.c.case_type.is_not(None), seen_roots(rule))
    )


@lru_cache(maxsize=RULES_KEPT)
def _one_seen(rule: Predicate) -> Select[Any]:
    return _seen(rule).where(root_instance.c.root_id == bindparam("root"))


def _narrowed(filters: CaseFilter) -> list[ColumnElement[bool]]:
    plain = {
        root_instance.c.case_type: filters.case_type,
        root_instance.c.case_number: filters.number,
        root_instance.c.house: filters.house,
        process_instance.c.state: filters.state,
    }
    conditions = [column == value for column, value in plain.items() if value is not None]
    if filters.stage is not None:
        told = or_(stage.c.outcome.is_(False), stage.c.instance == ROOT)  # a route's outcome is not shown
        there = (stage.c.root_id == root_instance.c.root_id, stage.c.left_at.is_(None), told)
        conditions.append(select(stage.c.stage).where(*there, stage.c.stage == filters.stage).exists())
    return conditions


def _manifests(source: Source, connection: Connection, rows: Sequence[RowMapping]) -> Mapping[str, Manifest]:
    """The manifest of each house that has one of these cases."""
    found = source.manifests(connection, {row["house"] for row in rows})
    return {house: manifest or NO_MANIFEST for house, manifest in found.items()}


def _entries(
    connection: Connection, rows: Sequence[RowMapping], manifests: Mapping[str, Manifest]
) -> Sequence[CaseEntry]:
    """The cases of some rows; what belongs to all of them is asked at once."""
    root_ids = [row["root_id"] for row in rows]
    entered = _entered(connection, root_ids)
    outer = _outer_elements(connection, [id_ for id_, stages in entered.items() if len(stages) > 1])
    return [
        CaseEntry(
            id=row["root_id"],
            number=row["case_number"],
            case_type=row["case_type"],
            house=row["house"],
            state=row["state"],
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            stages=_stages(entered[row["root_id"]], outer[row["root_id"]], manifests[row["house"]]),
            outcome=_outcome(entered[row["root_id"]], manifests[row["house"]]),
            revision=row["revision"],
        )
        for row in rows
    ]


def _entered(connection: Connection, root_ids: Sequence[str]) -> Mapping[str, Sequence[RowMapping]]:
    """By case: the stages that it is in, and the outcomes of its own process."""
    outcome = and_(stage.c.outcome, stage.c.instance == ROOT)
    query = (
        select(stage)
        .where(
            stage.c.root_id.in_(root_ids),
            or_(outcome, and_(stage.c.outcome.is_(False), stage.c.left_at.is_(None))),
        )
        .order_by(stage.c.element)
    )
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["root_id"]].append(row)
    return found


def _stages(
    entered: Sequence[RowMapping], outer: Mapping[int, int], manifest: Manifest
) -> Sequence[SeenStage]:
    """The stages of the innermost active elements that have one, in the order of the manifest."""
    active = [row for row in entered if not row["outcome"]]
    around = {above for row in active for above in _above(row["element"], outer)}
    innermost: dict[str, datetime] = {}
    for row in active:
        if row["element"] not in around:
            since = innermost.get(row["stage"], row["entered_at"])
            innermost[row["stage"]] = min(row["entered_at"], since)
    seen = [_seen_stage(manifest, name, since) for name, since in innermost.items()]
    return sorted(seen, key=lambda one: manifest.stage_order(one.id))


def _outer_elements(connection: Connection, root_ids: Sequence[str]) -> Mapping[str, dict[int, int]]:
    """By case: active element -> the element whose inside it is in; 0 is the root itself."""
    columns = element_instance.c
    query = select(columns.root_id, columns.element, columns.scope).where(
        columns.root_id.in_(root_ids), columns.state == "active"
    )
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.root_id][row.element] = row.scope
    return found


def _above(element: int, outer: Mapping[int, int]) -> Sequence[int]:
    above = []
    while element in outer and outer[element] not in above:
        element = outer[element]
        above.append(element)
    return above


def _outcome(entered: Sequence[RowMapping], manifest: Manifest) -> SeenStage | None:
    last = next((row for row in reversed(entered) if row["outcome"]), None)
    return None if last is None else _seen_stage(manifest, last["stage"], last["entered_at"])


def _seen_stage(manifest: Manifest, id_: str, since: datetime) -> SeenStage:
    known = manifest.stages.get(id_)
    return SeenStage(id=id_, label=id_ if known is None else known.label, since=since)


def _parties(
    source: Source, connection: Connection, person: Person, row: RowMapping, manifest: Manifest
) -> Sequence[Party]:
    roles = roles_in_case(person, row["house"], participations(connection, row["root_id"]))
    query = (
        select(participant)
        .where(participant.c.root_id == row["root_id"], participant.c.left_at.is_(None))
        .order_by(participant.c.id)
    )
    seen = [
        _party(source, found, manifest, own=is_own(person, part))
        for found in connection.execute(query).mappings()
        for part in [Participation(found["person"], found["organisation"], found["role"])]
        if sees_party(person, roles, part, manifest)
    ]
    # Each task that somebody takes makes them take part once more: people read of it once, where it began.
    once: dict[tuple[str | None, ...], Party] = {}
    for one in seen:
        once.setdefault((one.person, one.organisation, one.role, one.reason), one)
    return list(once.values())


def _party(source: Source, row: RowMapping, manifest: Manifest, *, own: bool) -> Party:
    reason = None
    if own and row["reason"] is not None:
        place = (row["root_id"], row["id"])
        reason = str(decode(source.keys.open(row["reason"], participant.c.reason, place)))
    known = manifest.roles.get(row["role"])
    return Party(
        person=row["person"],
        organisation=row["organisation"],
        role=row["role"],
        role_label=row["role"] if known is None else known.label,
        since=row["joined_at"],
        reason=reason,
    )


def _deadlines(
    source: Source, connection: Connection, person: Person, root_id: str
) -> Sequence[SeenDeadline]:
    """The dates of what the person may know to run: a term tells what a called process is about."""
    known = known_numbers(source, connection, person, root_id)
    query = (
        select(deadline)
        .where(deadline.c.root_id == root_id, deadline.c.ended_at.is_(None), deadline.c.instance.in_(known))
        .order_by(deadline.c.due_at, deadline.c.id)
    )
    return [_deadline(source, row) for row in connection.execute(query).mappings()]


def _deadline(source: Source, row: RowMapping) -> SeenDeadline:
    place = (row["root_id"], row["element"], row["alternative"])
    reason = decode_object(source.keys.open(row["reason"], deadline.c.reason, place))
    return SeenDeadline(label=str(reason["label"]), due=row["due_at"], source=str(reason["source"]))


def concerned_by_case(source: Source, connection: Connection, row: RowMapping) -> Concerned:
    """What the audit log tells of a case."""
    known = {name: row[name] for name in ("root_id", "house", "definition_id", "case_type", "case_number")}
    return concerned_root(connection, source.declared.definitions, **known)


def _data(source: Source, reading: Reading, person: Person, row: RowMapping) -> Mapping[str, JsonValue]:
    connection = reading.connection
    root_id = row["root_id"]
    root = RootOf(root_id, row["house"], row["process_id"], row["case_type"])
    sealed = connection.scalar(select(root_instance.c.state).where(root_instance.c.root_id == root_id))
    assert sealed is not None, "the row was read in this transaction"
    state = source.keys.open(sealed, root_instance.c.state, (root_id,))
    stored = StoredVariables(state)
    reader = of_case(connection, source.declared, person, root, stored.origins_of_scope())
    access = FormAccess(reader)
    shown = access.shown(stored.of_scope() or {})
    reading.trail.reveals(access.reveals(shown))
    return shown
