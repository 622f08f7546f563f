"""Timers fire when they are due, in order, by the house's time, and never while suspended."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from engine.commands.advance_clock import advance_clock, move_clock
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.fire_timers import fire_timers
from engine.commands.houses import register_house
from engine.commands.operations import cancel_instance, resume_instance, suspend_instance
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Forbidden, Invalid
from engine.store.tables.definitions import start_timer
from engine.store.tables.history import element_instance
from engine.store.tables.waits import timer
from tests.integration.reading import count, open_tasks, states
from tests.integration.world import (
    ANNA,
    HOUSE,
    MACHINE,
    OPERATOR,
    START,
    deploy_model,
    flow,
    model,
    user_task,
)


def timed(event: str, kind: str, value: str) -> str:
    definition = f"<bpmn:{kind}>{value}</bpmn:{kind}>"
    return f'{event}<bpmn:timerEventDefinition id="ted">{definition}</bpmn:timerEventDefinition>'


def boundary(kind: str, value: str, *, interrupting: bool) -> bytes:
    event = f'<bpmn:boundaryEvent id="late" attachedToRef="a" cancelActivity="{str(interrupting).lower()}">'
    body = (
        '<bpmn:startEvent id="start" />'
        + user_task("a")
        + timed(event, kind, value)
        + "</bpmn:boundaryEvent>"
        + user_task("remind")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "a")
        + flow("a", "end")
        + flow("late", "remind")
        + flow("remind", "end")
    )
    return model(body)


def begin(services: Services, content: bytes) -> str:
    deploy_model(services, content)
    return start_instance(services, MACHINE, NewInstance(process_id="p", variables={})).id


def advance(services: Services, **duration: float) -> datetime:
    seconds = timedelta(**duration).total_seconds()
    return advance_clock(services, OPERATOR, f"PT{seconds:.0f}S", lambda _: 0).now


def test_nothing_fires_before_it_is_due(services: Services) -> None:
    root_id = begin(services, boundary("timeDuration", "P2D", interrupting=True))

    assert advance(services, days=1, hours=23) == START + timedelta(days=1, hours=23)
    assert list(open_tasks(services, root_id)) == ["a"]
    advance(services, hours=1)
    assert list(open_tasks(services, root_id)) == ["remind"]
    assert count(services, timer) == 0


def test_a_cycle_fires_each_time_and_the_task_stays(services: Services) -> None:
    root_id = begin(services, boundary("timeCycle", "R3/P1D", interrupting=False))

    advance(services, days=10)

    with services.database.read() as connection:
        reminders = connection.scalars(
            select(element_instance.c.started_at)
            .where(element_instance.c.element_id == "remind")
            .order_by(element_instance.c.element)
        ).all()
    assert reminders == [START + timedelta(days=day) for day in (1, 2, 3)], "each at its own time"
    assert set(open_tasks(services, root_id)) == {"a", "remind"}
    assert count(services, timer) == 0


def test_completing_the_task_takes_its_timer_away(services: Services) -> None:
    root_id = begin(services, boundary("timeDuration", "P2D", interrupting=True))
    task_id = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, task_id, "anna")

    assert complete_task(services, ANNA, task_id, {}).state == "completed"
    assert count(services, timer) == 0


def test_a_suspended_instance_fires_when_it_is_resumed(services: Services) -> None:
    root_id = begin(services, boundary("timeDuration", "P2D", interrupting=True))
    suspend_instance(services, OPERATOR, root_id)

    advance(services, days=3)
    assert list(open_tasks(services, root_id)) == ["a"]
    resume_instance(services, OPERATOR, root_id)
    assert fire_timers(services) == 1
    assert list(open_tasks(services, root_id)) == ["remind"]


def test_a_cancelled_instance_waits_for_nothing(services: Services) -> None:
    root_id = begin(services, boundary("timeDuration", "P2D", interrupting=True))

    assert cancel_instance(services, OPERATOR, root_id, reason="dubbel").state == "cancelled"

    assert count(services, timer) == 0
    assert open_tasks(services) == {}
    with services.database.read() as connection:
        ended = set(connection.scalars(select(element_instance.c.state)))
    assert ended == {"completed", "terminated"}


def test_a_timer_starts_an_instance_in_each_house(services: Services) -> None:
    register_house(services, HOUSE, HOUSE)
    body = (
        timed('<bpmn:startEvent id="start">', "timeCycle", "R2/P1D")
        + "</bpmn:startEvent>"
        + user_task("a")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "a")
        + flow("a", "end")
    )
    deploy_model(services, model(body))
    register_house(services, "zuid", "Zuid")
    assert count(services, start_timer) == 2

    advance(services, days=1)
    assert len(states(services)) == 2
    advance(services, days=5)
    assert len(states(services)) == 4
    assert count(services, start_timer) == 0


def test_time_only_moves_forward_and_only_for_who_may(services: Services) -> None:
    with pytest.raises(Invalid):
        move_clock(services, OPERATOR, START - timedelta(seconds=1), lambda _: 0)
    with pytest.raises(Forbidden):
        move_clock(services, ANNA, START + timedelta(days=1), lambda _: 0)
