"""What has had its time goes: by the worker, and while virtual time moves."""

import pytest
from sqlalchemy import select

from engine.commands.advance_clock import advance_clock
from engine.commands.publish_message import NewMessage, publish_message
from engine.commands.services import Services
from engine.store.tables.history import element_instance
from engine.store.tables.instances import root_instance
from engine.store.tables.messages import message
from engine.work.connectors.registry import built_in_connectors
from engine.work.retention import Retention
from engine.work.settling import BuiltInWork
from tests.integration.reading import count
from tests.integration.work.world import HERE, start
from tests.integration.world import MACHINE, OPERATOR, deploy_model, flow, model


@pytest.fixture
def ended(services: Services) -> Services:
    """Services with an instance that has ended and is kept for a month."""
    kept = '<zeebe:property name="retention" value="=duration(&quot;P1M&quot;)" />'
    body = '<bpmn:startEvent id="start" /><bpmn:endEvent id="end" />' + flow("start", "end")
    deploy_model(services, model(body, properties=kept))
    start(services)
    return services


def advance(services: Services, duration: str) -> int:
    work = BuiltInWork(built_in_connectors(HERE, services.machine_clock))
    return advance_clock(services, OPERATOR, duration, work).events


def test_the_worker_destroys_nothing_before_its_date(ended: Services) -> None:
    assert Retention(ended).run_once() == 0
    assert count(ended, root_instance) == 1


def test_moving_the_clock_destroys_what_falls_due_on_the_way(ended: Services) -> None:
    assert advance(ended, "P27D") == 0
    assert count(ended, root_instance) == 1

    assert advance(ended, "P5D") == 1

    assert count(ended, root_instance) == 0
    assert count(ended, element_instance) == 0
    assert Retention(ended).run_once() == 0


def test_a_message_that_nobody_took_expires_and_is_forgotten_later(services: Services) -> None:
    new = NewMessage(name="lost", variables={"x": 1}, time_to_live="P2D", message_id="m-1")
    publish_message(services, MACHINE, new)

    advance(services, "P3D")

    with services.database.read() as connection:
        row = connection.execute(select(message.c.state, message.c.payload)).one()
    assert row == ("expired", None)
    assert Retention(services).run_once() == 1
    assert count(services, message) == 0
