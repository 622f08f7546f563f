"""Timers that start instances: set when their process is deployed, once in each house that it serves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import Row, Select, delete, insert, select, update

from engine.calendar import CalendarError, CatchUp, parse_cycle, parse_date_time, parse_duration
from engine.commands.delivering import perform
from engine.commands.host import EngineHost
from engine.commands.services import Services
from engine.commands.starting import start_by_event
from engine.commands.unit import Unit
from engine.feel import Environment, FeelError
from engine.model.events import TimerEvent, TimerKind
from engine.model.nodes import StartEvent
from engine.model.process import Process
from engine.model.text import Static, Text
from engine.store.tables.definitions import definition, house, start_timer

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from engine.store.records.batch import Cells

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class StartTimer:
    """A timer of a start event; `alternative` is its place among the event's definitions."""

    element_id: str
    alternative: int
    event: TimerEvent
    catch_up: CatchUp


class UnusableTimerError(ValueError):
    """A timer's expression gives no point in time; the message says which."""


def timers_of(process: Process) -> Iterator[StartTimer]:
    """Return the timers that start a process."""
    for node in process.scope.nodes.values():
        if not isinstance(node, StartEvent):
            continue
        for place, event in enumerate(node.definitions):
            if isinstance(event, TimerEvent):
                yield StartTimer(node.id, place, event, CatchUp(node.properties.catch_up.value))


def set_house_timers(unit: Unit, house_id: str) -> None:
    """Set the start timers of everything that serves all houses in one that is new, or another kind now."""
    shared = select(definition.c.id).where(
        definition.c.kind == "process",
        definition.c.house == "",
        definition.c.standing == "executable",
        definition.c.latest,
    )
    for definition_id in unit.connection.scalars(shared).all():
        process = unit.services.definitions.process(unit.connection, definition_id).process
        _set(unit, definition_id, process, [house_id])


def set_start_timers(unit: Unit, definition_id: str, process: Process, own_house: str) -> None:
    """Set the start timers of a version that has become the latest, in place of those before.

    Args:
        unit: the deploying transaction.
        definition_id: of the version.
        process: its model.
        own_house: the house that alone it serves; empty for all.

    Raises:
        UnusableTimerError: a timer's expression gives no point in time.
    """
    houses = [own_house] if own_house else _houses_without_their_own(unit, process.id)
    _set(unit, definition_id, process, houses)


def _set(unit: Unit, definition_id: str, process: Process, houses: Sequence[str]) -> None:
    of_process = select(definition.c.id).where(definition.c.kind == "process", definition.c.key == process.id)
    unit.connection.execute(
        delete(start_timer).where(
            start_timer.c.definition_id.in_(of_process), start_timer.c.house.in_(houses)
        )
    )
    rows: list[Cells] = []
    starting = _starting(unit, process, houses)
    for house_id in houses or [""]:  # without any house yet the expressions are checked all the same
        host = EngineHost(unit.connection, unit.services.definitions, house_id, unit.now)
        environment = host.house_environment()
        for timer in timers_of(process):
            due = first_due(timer.event, environment)
            if due is not None and house_id in starting:
                rows.append(_row(unit, definition_id, house_id, timer, due))
    if rows:
        unit.connection.execute(insert(start_timer), rows)


def _starting(unit: Unit, process: Process, houses: Sequence[str]) -> set[str]:
    """In which of some houses the timers of a process start it: in the office of all, or in the others."""
    office = house.c.national.is_(process.properties.starts_in_office)
    return set(unit.connection.scalars(select(house.c.id).where(house.c.id.in_(houses), office)))


def first_due(event: TimerEvent, environment: Environment) -> datetime | None:
    """Return when a timer that begins now is due for the first time.

    Raises:
        UnusableTimerError: its expression gives no point in time.
    """
    text, zone = _text(event.value, environment), _zone(environment)
    try:
        match event.kind:
            case TimerKind.DATE:
                return parse_date_time(text, zone)
            case TimerKind.DURATION:
                return parse_duration(text).after(environment.now, zone)
            case TimerKind.CYCLE:
                return parse_cycle(text, zone).occurrence(0, environment.now, zone)
    except CalendarError as error:
        raise UnusableTimerError(str(error)) from error


def fire_start_timers(services: Services, *, wait: bool = False) -> int:
    """Start what is due; return how many timers fired.

    Args:
        services: what commands work with.
        wait: for timers that somebody else is firing; else they are left for the next time.
    """
    with services.database.read() as connection:
        now = services.now(connection)
        places = connection.execute(
            select(
                start_timer.c.definition_id,
                start_timer.c.element_id,
                start_timer.c.alternative,
                start_timer.c.house,
            )
            .where(start_timer.c.due_at <= now)
            .order_by(start_timer.c.due_at)
        ).all()
    fired = 0
    for place in places:
        try:
            fired += _fire(services, tuple(place), wait)
        except Exception as error:
            # Whatever is wrong with one timer, the others go on.
            _log.exception("start_timer_postponed", definition=place[0], reason=type(error).__name__)
    return fired


def start_timer_moments() -> Select[tuple[datetime]]:
    """Select when start timers are due."""
    return select(start_timer.c.due_at)


def _fire(services: Services, place: tuple[Any, ...], wait: bool) -> bool:
    here = (
        (start_timer.c.definition_id == place[0])
        & (start_timer.c.element_id == place[1])
        & (start_timer.c.alternative == place[2])
        & (start_timer.c.house == place[3])
    )

    def work(unit: Unit) -> bool:
        query = services.database.dialect.lock_rows(select(start_timer).where(here), skip_locked=not wait)
        row = unit.connection.execute(query).first()
        if row is None or row.due_at > unit.now:
            return False
        times, passed, due = _progress(unit, row)
        for _ in range(times):
            start_by_event(unit, row.house, row.definition_id, row.element_id, {})
        if due is None:
            unit.connection.execute(delete(start_timer).where(here))
        else:
            unit.connection.execute(update(start_timer).where(here).values(passed=passed, due_at=due))
        return True

    return perform(services, None, work)


def _progress(unit: Unit, row: Row[Any]) -> tuple[int, int, datetime | None]:
    """Return how many instances a due timer starts, how many occurrences are behind, and the next one."""
    process = unit.services.definitions.process(unit.connection, row.definition_id).process
    timers = {(timer.element_id, timer.alternative): timer for timer in timers_of(process)}
    timer = timers[row.element_id, row.alternative]
    if timer.event.kind is not TimerKind.CYCLE:
        return 1, row.passed + 1, None
    # As it was when the timer was set: an expression that asks for today would begin anew each time.
    host = EngineHost(unit.connection, unit.services.definitions, row.house, row.activated_at)
    environment = host.house_environment()
    zone = _zone(environment)
    progress = parse_cycle(_text(timer.event.value, environment), zone).advance(
        row.passed, activated=row.activated_at, now=unit.now, zone=zone, catch_up=timer.catch_up
    )
    return len(progress.fire), progress.passed, progress.due


def _houses_without_their_own(unit: Unit, process_id: str) -> list[str]:
    own = select(definition.c.house).where(
        definition.c.kind == "process", definition.c.key == process_id, definition.c.house != ""
    )
    return list(unit.connection.scalars(select(house.c.id).where(house.c.id.not_in(own))))


def _row(unit: Unit, definition_id: str, house_id: str, timer: StartTimer, due: datetime) -> Cells:
    return {
        "definition_id": definition_id,
        "element_id": timer.element_id,
        "alternative": timer.alternative,
        "house": house_id,
        "activated_at": unit.now,
        "passed": 0,
        "due_at": due,
    }


def _text(value: Text, environment: Environment) -> str:
    if isinstance(value, Static):
        return value.text
    try:
        return str(value.evaluate({}, environment))
    except FeelError as error:
        raise UnusableTimerError(str(error)) from error


def _zone(environment: Environment) -> ZoneInfo:
    return environment.zone  # type: ignore[return-value]  # EngineHost gives a ZoneInfo
