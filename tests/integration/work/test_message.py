"""`ketenmotor:message`: a job publishes within its house, in the transaction that completes it."""

import pytest

from engine.commands.services import Services
from engine.work.built_in_jobs import LEASE
from engine.work.deliveries import Deliveries
from tests.integration.reading import open_tasks, states, variables
from tests.integration.work.world import (
    Crash,
    crash_at,
    incidents,
    jobs_of,
    pass_time,
    service_task,
    start,
)
from tests.integration.world import deploy_model, flow, model, user_task

RECEIVER = model(
    '<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="med" messageRef="m" /></bpmn:startEvent>'
    + user_task("answer")
    + '<bpmn:endEvent id="end" />'
    + flow("start", "answer")
    + flow("answer", "end"),
    process="receiver",
    root='<bpmn:message id="m" name="question" />',
)
INPUTS = {"messageName": "=name", "correlationKey": "=key", "payload.about": "=about"}


@pytest.fixture
def sender(services: Services) -> Services:
    """Services with a process that publishes `question`, and one that it starts."""
    body = (
        '<bpmn:startEvent id="start" />'
        f'{service_task("send", "ketenmotor:message", INPUTS)}<bpmn:endEvent id="end" />'
        f"{flow('start', 'send')}{flow('send', 'end')}"
    )
    deploy_model(services, model(body))
    deploy_model(services, RECEIVER, "receiver.bpmn")
    return services


def test_a_message_reaches_its_receiver_with_its_payload(sender: Services) -> None:
    root_id = start(sender, {"name": "question", "key": 7, "about": "time"})

    assert jobs_of(sender).run_once() == 1

    assert states(sender)[root_id] == "completed"
    [receiver] = states(sender, "receiver")
    assert variables(sender, receiver) == {"about": "time"}
    assert list(open_tasks(sender)) == ["answer"]


@pytest.mark.parametrize(
    "given",
    [
        {"name": None, "key": "k", "about": "time"},
        {"name": "", "key": "k", "about": "time"},
        {"name": "question", "key": True, "about": "time"},
        {"name": "question", "key": ["k"], "about": "time"},
    ],
)
def test_an_unusable_input_is_an_incident(sender: Services, given: dict[str, object]) -> None:
    start(sender, given)

    jobs_of(sender).run_once()

    assert incidents(sender) == [("job", "job of send failed and has no retries left")]
    assert states(sender, "receiver") == {}


def test_a_crash_at_any_point_loses_nothing_and_doubles_nothing(sender: Services) -> None:
    points = 0
    while True:
        start(sender, {"name": "question", "key": f"{points}", "about": "time"})
        try:
            jobs_of(sender.failing_at(crash_at(points))).run_once()
        except Crash:
            pass_time(sender, LEASE * 2)
            jobs_of(sender).run_once()
            Deliveries(sender).run_once()
            points += 1
        else:
            break

    assert points > 7, "leasing, answering and delivering are points apart"
    assert list(states(sender).values()) == ["completed"] * (points + 1)
    assert len(states(sender, "receiver")) == points + 1
