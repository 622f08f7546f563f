"""A root instance in the hands of a command: loaded under its lock, stepped, written with what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import Row, bindparam, insert, select, update

from engine.access.acts import Concerned
from engine.calendar.house import HouseCalendar
from engine.commands.buffer import take_buffered
from engine.commands.consequences import Consequences
from engine.commands.host import EngineHost
from engine.commands.measuring import write_measures
from engine.commands.regimes import extended, limit_under, note_regime, part_from
from engine.commands.search_terms import new_terms
from engine.commands.throwing import restart_buffered, throw
from engine.errors import Conflict, Fault, Invalid
from engine.feel import JsonValue
from engine.model.extensions import Binding
from engine.model.manifest import NO_MANIFEST, Manifest
from engine.model.origin import Origins
from engine.run.changes import Change, InstanceStarted, InstanceState, SubscriptionOpened, TaskCreated
from engine.run.host import DeployedProcess, InstanceFacts
from engine.run.instance import NO_ORIGINS, Instance
from engine.store.audit.concerning import concerned_root
from engine.store.calendars import kept_calendar
from engine.store.columns import Digest
from engine.store.keys import index_scope, key_scope
from engine.store.records.batch import Batch, Cells, Root
from engine.store.records.record import record
from engine.store.records.side_rows import Side, read_open_rows, write_open_rows
from engine.store.tables.cases import participant
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.jobs import job
from engine.store.tables.waits import task, timer

if TYPE_CHECKING:
    from engine.commands.unit import Unit


class CaseHeld(Conflict):
    """The instance is held, and what was asked for does not go on then."""

    def __init__(self, grounds: str) -> None:
        super().__init__(
            "case-held",
            f"The case is held ({grounds}): what is there is kept, and this waits until the hold is lifted.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RootFacts:
    """What does not change while a root instance runs."""

    root_id: str
    house: str
    process_id: str
    definition_id: str
    case_type: str | None
    case_number: str | None
    started_at: datetime
    unique_key: Digest | None = None
    start_key: Digest | None = None
    about: str | None = None

    @property
    def key_scope(self) -> str:
        """The scope of the key that seals its rows: of the case that it is or is about, else of the house."""
        return key_scope(self.root_id, self.house, self.case_type, self.about)


class RootInstance:
    """A root instance that this transaction alone may change; :meth:`save` writes it, once.

    Args:
        unit: the transaction.
        facts: what does not change.
        instance: its live state.
        batch: gathers its rows.
        host: its surroundings.
    """

    def __init__(
        self, unit: Unit, facts: RootFacts, instance: Instance, batch: Batch, host: EngineHost
    ) -> None:
        self.facts = facts
        self.instance = instance
        self.suspended_at: datetime | None = None
        self.retain_until: datetime | None = None
        self.regime: str | None = None
        self.limit_until: datetime | None = None
        self._held_before: tuple[str, ...] = ()
        self._unit = unit
        self._batch = batch
        self.host = host
        self._consequences = Consequences()
        unit.concern(facts.root_id, facts.key_scope)
        if unit.trail is not None:
            unit.trail.about(_concerned(unit, facts))

    @classmethod
    def load(cls, unit: Unit, row: Row[Any]) -> Self:
        """Take over a locked row of `root_instance`, with the text of the house's default calendar.

        Raises:
            KeyDestroyedError: the case was destroyed.
        """
        facts = RootFacts(
            root_id=row.root_id,
            house=row.house,
            process_id=row.process_id,
            definition_id=row.definition_id,
            case_type=row.case_type,
            case_number=row.case_number,
            started_at=row.started_at,
            unique_key=row.unique_key,
            start_key=row.start_key,
            about=row.about,
        )
        state = unit.services.keys.open(row.state, root_instance.c.state, (row.root_id,))
        host = _host(unit, facts, {None: kept_calendar(row.calendar)})
        batch = _batch(unit, facts, host, row.revision + 1, read_open_rows(row.open_rows))
        root = cls(unit, facts, Instance.load(host, state), batch, host)
        root.suspended_at = row.suspended_at
        root.retain_until = row.retain_until
        root._held_before = tuple(row.held or ())
        root.regime, root.limit_until = row.regime, row.limit_until
        return root

    @classmethod
    def start(
        cls,
        unit: Unit,
        facts: RootFacts,
        deployed: DeployedProcess,
        instance_facts: InstanceFacts,
        variables: Mapping[str, JsonValue],
        *,
        start_event: str | None = None,
        origins: Mapping[str, Origins] = NO_ORIGINS,
    ) -> Self:
        """Start a new root instance; its key is written before any row of it."""
        host = _host(unit, facts, {})
        batch = _batch(unit, facts, host, 1, {})
        instance = Instance.start(
            host, deployed, instance_facts, variables, start_event=start_event, origins=origins
        )
        root = cls(unit, facts, instance, batch, host)
        root._come_under(instance_facts.regime)
        return root

    @property
    def revision(self) -> int:
        """The revision that this command makes."""
        return self._batch.root.revision

    @property
    def now(self) -> datetime:
        """Business time of the command."""
        return self._unit.now

    @property
    def ended(self) -> bool:
        """Whether nothing can happen in it any more."""
        return self.instance.state is not InstanceState.ACTIVE

    def require_running(self) -> None:
        """Let a command pass that needs a running instance.

        Raises:
            Conflict: it is suspended or has ended.
        """
        if self.ended:
            raise Conflict("instance-ended", "The process instance has ended.")
        if self.suspended_at is not None:
            raise Conflict("instance-suspended", "The process instance is suspended: resume it first.")

    def require_going_on(self, element: int) -> None:
        """Let a command pass that moves an element on, unless it stands still because the case is held.

        Raises:
            Conflict: the instance is held, and the element does not go on then.
        """
        if self.instance.holds and self.instance.is_held(element):
            raise self.refusal()

    def refusal(self) -> Conflict:
        """Return why what is held does not go on."""
        return CaseHeld(self._labels(self.instance.holds))

    def require_exception(self, ground: str) -> None:
        """Let somebody do what is held on a ground that every hold in force makes an exception for.

        Raises:
            Invalid: nothing is held, or one of the holds knows no such exception.
        """
        known = self.manifest.holds
        allowed = [set(known[hold].exceptions) if hold in known else set() for hold in self.instance.holds]
        if not allowed or ground not in set.intersection(*allowed):
            names = ", ".join(sorted(set.intersection(*allowed))) if allowed else ""
            detail = f"Now these are exceptions: {names}." if names else "Now there is no such exception."
            raise Invalid([Fault("/exception/ground", "unknown-exception", detail)])

    def _labels(self, grounds: Iterable[str]) -> str:
        known = self.manifest.holds
        return ", ".join(known[ground].label if ground in known else ground for ground in grounds)

    @property
    def manifest(self) -> Manifest:
        """The manifest that serves its house."""
        return (
            self._unit.services.definitions.manifest(self._unit.connection, self.facts.house) or NO_MANIFEST
        )

    def save(self) -> bool:
        """Write the state and everything that changed with it; return whether anything did."""
        changed = False
        for changes in self._rounds():
            changed = True
            record(self._batch, changes)
            self._consequences.follow(changes)
        unit, root_id = self._unit, self.facts.root_id
        unit.services.failpoint("stepped")
        terms = new_terms(unit, self.facts, self._consequences.written)
        dialect = unit.services.database.dialect
        self._come_under(self._consequences.regime)
        self._keep_until(self._consequences.retain_until)
        with dialect.together(unit.connection):
            self._batch.write(unit.connection, dialect)
            self._say_what_goes_on()
            terms.write(unit.connection, started=self.revision == 1)
            self._write_root()
            if self.ended:
                unit.connection.execute(_LEAVE, {"root": root_id, "at": unit.now})
        write_measures(unit, self.facts.house, root_id, self.facts.key_scope, self._consequences)
        throw(unit, self.facts, self._consequences.thrown)
        if self.ended and self.facts.start_key is not None:
            restart_buffered(unit, self.facts.house, self.facts.start_key)
        return changed

    def _rounds(self) -> Iterator[list[Change]]:
        """Yield what changed, until no buffered message fits a catch that has just become active."""
        while changes := list(self.instance.take_changes()):
            yield self._with_forms(changes)
            self._take_buffered()

    def _take_buffered(self) -> None:
        while (opened := self._consequences.next_opened()) is not None:
            if self._deliver_buffered(opened):
                return

    def _deliver_buffered(self, opened: SubscriptionOpened) -> bool:
        key = None if opened.key is None else self._batch.digest("correlation", opened.key)
        found = take_buffered(self._unit, self.facts.house, opened, key, self.facts.root_id)
        if found is None:
            return False
        self.instance.deliver_message(opened.element, opened.alternative, found.payload)
        return True

    def _with_forms(self, changes: Iterable[Change]) -> list[Change]:
        """Resolve the forms of new tasks; a task whose form is not deployed gets an incident."""
        resolved: list[Change] = []
        for change in changes:
            if isinstance(change, InstanceStarted):  # its task may come in the same step, before its row
                self._consequences.definitions[change.instance] = change.definition_id
            if isinstance(change, TaskCreated) and change.form_id and change.form_definition_id is None:
                resolved.append(self._with_form(change, change.form_id))
            else:
                resolved.append(change)
        return resolved

    def _with_form(self, change: TaskCreated, form_id: str) -> TaskCreated:
        caller = self.host.definition(self._definition_of(change.instance))
        binding, tag = Binding(change.form_binding), change.form_version_tag
        found = self.host.form(form_id, binding, tag, caller)
        if found is None:
            detail = f"form {form_id} of {change.element_id} is not deployed"
            self.instance.raise_incident(change.element, "missing", detail, detail)
        return replace(change, form_definition_id=found)

    def _definition_of(self, instance: int) -> str:
        if (known := self._consequences.definitions.get(instance)) is not None:
            return known
        if instance == 0:
            return self.facts.definition_id
        query = select(process_instance.c.definition_id).where(
            process_instance.c.root_id == self.facts.root_id, process_instance.c.instance == instance
        )
        return str(self._unit.connection.execute(query).scalar_one())

    def _say_what_goes_on(self) -> None:
        """On other grounds than before other things stand still, of what was open already too."""
        if self.instance.holds in ((), self._held_before):
            return
        elements = self.instance.going_on()
        for table in (task, timer, job):
            goes_on = table.c.element.in_(elements)
            changed = update(table).where(table.c.root_id == self.facts.root_id).values(continues=goes_on)
            self._unit.connection.execute(changed)

    def _write_root(self) -> None:
        root_id = self.facts.root_id
        cells: Cells = {
            "new_revision": self.revision,
            "new_definition_id": self._definition_of(0),
            "new_suspended_at": self.suspended_at,
            "new_held": (self.instance.holds or None) if not self.ended else None,
            "new_ended_at": self._unit.now if self.ended else None,
            "new_regime": self.regime,
            "new_retain_until": self.retain_until,
            "new_limit_until": self.limit_until,
            "new_unique_key": None if self.ended else self.facts.unique_key,
            "new_start_key": None if self.ended else self.facts.start_key,
            "new_open_rows": write_open_rows(self._batch.open_rows),
            "new_state": self._batch.root.key.seal(self.instance.dump(), root_instance.c.state, (root_id,)),
        }
        if self.revision > 1:
            self._unit.connection.execute(_UPDATE, cells | {"root": root_id})
            return
        row: Cells = {name.removeprefix("new_"): value for name, value in cells.items()}
        row |= {
            "root_id": root_id,
            "house": self.facts.house,
            "process_id": self.facts.process_id,
            "case_type": self.facts.case_type,
            "case_number": self.facts.case_number,
            "started_at": self.facts.started_at,
            "about": self.facts.about,
        }
        self._unit.connection.execute(insert(root_instance), row)

    def _come_under(self, regime: str | None) -> None:
        """Note under which regime the case is, and until when that lets it be kept."""
        if regime is None or regime == self.regime:
            return
        self.regime, unit = regime, self._unit
        if self.facts.case_type is None:
            return
        if self.revision > 1:
            part_from(unit, self.facts.root_id, regime, self.host)
        note_regime(unit, self.facts.house, self.facts.root_id, regime)
        stated = self.manifest.regimes.get(regime)
        limit = limit_under(stated, self.facts.started_at, self.host.time_zone)
        if limit is not None and self.revision > 1:
            limit = extended(unit, self.facts.root_id, limit)
        self.limit_until = limit

    def _keep_until(self, reckoned: datetime | None) -> None:
        """Note until when it is kept as its process says: not shorter than somebody decided for it."""
        if reckoned is None:
            return
        date = reckoned if self.retain_until is None else min(self.retain_until, reckoned)
        of_case = self.facts.case_type is not None
        self.retain_until = extended(self._unit, self.facts.root_id, date) if of_case else date


_CHANGED: Final = (
    "revision",
    "definition_id",
    "suspended_at",
    "held",
    "ended_at",
    "regime",
    "retain_until",
    "limit_until",
    "unique_key",
    "start_key",
    "open_rows",
    "state",
)
_UPDATE: Final = (
    update(root_instance)
    .where(root_instance.c.root_id == bindparam("root"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)
_LEAVE: Final = (
    update(participant)
    .where(participant.c.root_id == bindparam("root"), participant.c.left_at.is_(None))
    .values(left_at=bindparam("at"))
)


def _host(unit: Unit, facts: RootFacts, calendars: Mapping[str | None, HouseCalendar]) -> EngineHost:
    return EngineHost(
        unit.connection,
        unit.services.definitions,
        facts.house,
        unit.now,
        calendars,
        catalogues=unit.services.catalogues,
        root_id=facts.root_id,
    )


def _concerned(unit: Unit, facts: RootFacts) -> Concerned:
    return concerned_root(
        unit.connection,
        unit.services.definitions,
        root_id=facts.root_id,
        house=facts.house,
        definition_id=facts.definition_id,
        case_type=facts.case_type,
        case_number=facts.case_number,
    )


def _batch(
    unit: Unit, facts: RootFacts, host: EngineHost, revision: int, open_rows: dict[int, Side]
) -> Batch:
    keys = unit.services.keys
    root = Root(
        root_id=facts.root_id,
        house=facts.house,
        revision=revision,
        key=keys.key(facts.key_scope),
        index_key=keys.key(index_scope(facts.house)),
    )
    return Batch(root, unit.now, unit.actor, open_rows, host.definition, unit.services.ids.new)
