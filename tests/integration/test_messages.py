"""A message reaches exactly one receiver of its house, waits for one, and is taken once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from engine.access.person import Person
from engine.commands.advance_clock import advance_clock
from engine.commands.assign_task import assign_task
from engine.commands.broadcast_signal import broadcast_signal
from engine.commands.complete_task import complete_task
from engine.commands.houses import register_house
from engine.commands.operations import resume_instance, suspend_instance
from engine.commands.publish_message import NewMessage, PublishedMessage, publish_message
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, Invalid
from engine.store.tables.audit import audit_entry
from engine.store.tables.messages import delivery, message
from engine.store.tables.waits import subscription
from tests.integration.reading import count, open_tasks, states, variables
from tests.integration.test_statements import statements
from tests.integration.world import ANNA, BRAM, HOUSE, MACHINE, OPERATOR, deploy_model, flow, model, user_task

MESSAGE = (
    '<bpmn:message id="m" name="answer"><bpmn:extensionElements>'
    '<zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>'
)
ANY_KEY = '<bpmn:message id="m" name="answer" />'


def catch(sender: str = "") -> str:
    properties = (
        f'<bpmn:extensionElements><zeebe:properties><zeebe:property name="sender" value="{sender}" />'
        "</zeebe:properties></bpmn:extensionElements>"
        if sender
        else ""
    )
    return (
        f'<bpmn:intermediateCatchEvent id="wait">{properties}'
        '<bpmn:messageEventDefinition id="med" messageRef="m" /></bpmn:intermediateCatchEvent>'
    )


def waiting(sender: str = "") -> bytes:
    body = '<bpmn:startEvent id="start" />' + catch(sender) + user_task("after")
    flows = flow("start", "wait") + flow("wait", "after") + flow("after", "end")
    return model(body + '<bpmn:endEvent id="end" />' + flows, root=MESSAGE)


def starting() -> bytes:
    body = (
        '<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="med" messageRef="m" />'
        "</bpmn:startEvent>"
        + user_task("after")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "after")
        + flow("after", "end")
    )
    return model(body, root=ANY_KEY)


def start(services: Services, key: str) -> str:
    return start_instance(services, MACHINE, NewInstance(process_id="p", variables={"key": key})).id


def new(key: str | None = "k", **more: object) -> NewMessage:
    return NewMessage(name="answer", correlation_key=key, variables={"said": "yes"}, **more)  # type: ignore[arg-type]


def test_a_message_reaches_who_waits_with_its_key(services: Services) -> None:
    deploy_model(services, waiting())
    one, other = start(services, "k"), start(services, "l")

    published = publish_message(services, MACHINE, new())

    assert (published.state, published.process_instance_id) == ("correlated", one)
    assert "after" in open_tasks(services, one)
    assert variables(services, one)["said"] == "yes"
    assert open_tasks(services, other) == {}
    assert count(services, subscription) == 1


def test_the_oldest_of_equal_receivers_gets_it(services: Services) -> None:
    deploy_model(services, waiting())
    roots = [start(services, "k") for _ in range(3)]

    reached = [publish_message(services, MACHINE, new()).process_instance_id for _ in range(3)]

    assert reached == roots
    assert publish_message(services, MACHINE, new()).state == "expired"


def test_equal_messages_at_once_each_reach_a_receiver_of_their_own(services: Services) -> None:
    deploy_model(services, waiting())
    roots = {start(services, "k") for _ in range(6)}

    with ThreadPoolExecutor(6) as threads:
        published = list(threads.map(lambda _: publish_message(services, MACHINE, new()), range(6)))

    assert {item.process_instance_id for item in published} == roots


def test_a_buffered_message_is_taken_by_a_catch_that_comes_later(services: Services) -> None:
    deploy_model(services, waiting())

    first = publish_message(services, MACHINE, new(time_to_live="PT1H"))
    assert first.state == "buffered"
    root_id = start(services, "k")

    assert "after" in open_tasks(services, root_id)
    with services.database.read() as connection:
        row = connection.execute(select(message)).one()
    assert (row.state, row.root_id, row.payload) == ("correlated", root_id, None)
    assert open_tasks(services, start(services, "k")) == {}, "nobody takes it twice"


def test_a_buffered_message_expires(services: Services) -> None:
    deploy_model(services, waiting())
    publish_message(services, MACHINE, new(time_to_live="PT1H"))

    advance_clock(services, OPERATOR, "PT2H", lambda _: 0)

    assert open_tasks(services, start(services, "k")) == {}
    with services.database.read() as connection:
        assert connection.execute(select(message.c.state, message.c.payload)).one() == ("expired", None)


def test_publishing_and_starting_to_wait_at_once_never_miss_each_other(services: Services) -> None:
    deploy_model(services, waiting())
    keys = [f"k{number}" for number in range(12)]

    def publish(key: str) -> None:
        publish_message(services, MACHINE, new(key, time_to_live="PT1H"))

    with ThreadPoolExecutor(8) as threads:
        jobs = [
            threads.submit(work, key) for key in keys for work in (publish, lambda key: start(services, key))
        ]
        for job in jobs:
            job.result()

    with services.database.read() as connection:
        assert set(connection.scalars(select(message.c.state))) == {"correlated"}
    assert count(services, subscription) == 0


def test_a_message_id_is_taken_once(services: Services) -> None:
    deploy_model(services, waiting())
    for _ in range(2):
        start(services, "k")

    with ThreadPoolExecutor(4) as threads:
        answers = set(
            threads.map(lambda _: publish_message(services, MACHINE, new(message_id="1")), range(4))
        )

    assert len(answers) == 1
    assert count(services, subscription) == 1


def test_a_message_starts_the_latest_version(services: Services) -> None:
    deploy_model(services, starting())

    published = publish_message(services, MACHINE, new(None))

    assert published.state == "started"
    assert published.process_instance_id is not None
    assert variables(services, published.process_instance_id) == {"said": "yes"}


def test_a_message_id_of_another_publisher_tells_nothing_of_what_they_sent(services: Services) -> None:
    deploy_model(services, waiting())
    start(services, "k")
    taken = publish_message(services, MACHINE, new(message_id="1"))
    other = replace(MACHINE, subject="other")

    second = publish_message(services, other, new(message_id="1"))

    assert (taken.state, second.state, second.process_instance_id) == ("correlated", "expired", None)
    assert second.id != taken.id


def test_a_second_start_with_the_same_key_waits_until_the_first_has_ended(services: Services) -> None:
    deploy_model(services, starting())
    first = publish_message(services, MACHINE, new("k", time_to_live="PT1H"))
    second = publish_message(services, MACHINE, new("k", time_to_live="PT1H"))
    other = publish_message(services, MACHINE, new("l"))
    assert (first.state, second.state, other.state) == ("started", "buffered", "started")

    task_id = open_tasks(services, first.process_instance_id)["after"]
    assign_task(services, ANNA, task_id, "anna")
    complete_task(services, ANNA, task_id, {})

    assert sorted(states(services).values()) == ["active", "active", "completed"]
    assert count(services, delivery) == 0


def test_only_named_senders_may_publish(services: Services) -> None:
    partner = Person("p", "Partner", (HOUSE,), "org-a", frozenset({"desk"}), machine=True)
    register_house(services, HOUSE, "Noord", organisation="org-a")
    for sender, state in (
        ("=&quot;org-a&quot;", "correlated"),
        ("=[&quot;desk@org-a&quot;]", "correlated"),
        ("=&quot;org-b&quot;", "expired"),
    ):
        deploy_model(services, waiting(sender))
        start(services, sender)
        assert publish_message(services, partner, new(sender)).state == state
    deploy_model(services, waiting())
    start(services, "nobody named")
    assert publish_message(services, partner, new("nobody named")).state == "expired"
    with pytest.raises(Forbidden):  # who sees instances by role is told what is wrong
        publish_message(services, MACHINE, new("=&quot;org-b&quot;"))
    assert list(open_tasks(services).values()) != []


@pytest.mark.parametrize("lifetime", [None, "PT1H"])
def test_who_waits_for_somebody_else_is_to_a_publisher_as_if_nobody_waited(
    services: Services, lifetime: str | None
) -> None:
    register_house(services, HOUSE, "Noord", organisation=BRAM.organisation)
    deploy_model(services, waiting("=&quot;org-b&quot;"))
    held = start(services, "held")
    suspend_instance(services, OPERATOR, held)
    start(services, "k")

    def told(key: str) -> tuple[object, ...]:
        found: list[PublishedMessage] = []
        message_of = new(key, time_to_live=lifetime, message_id=key)
        number = statements(lambda: found.append(publish_message(services, BRAM, message_of)))
        return found[0].state, found[0].process_instance_id, number

    told("warm")
    assert told("k") == told("held") == told("nobody")
    assert told("k")[:2] == told("nobody")[:2]  # again, under the same id
    assert open_tasks(services) == {}
    with services.database.read() as connection:
        refused = select(audit_entry.c.reason).where(
            audit_entry.c.refused, audit_entry.c.person == BRAM.subject
        )
        assert set(connection.scalars(refused)) == {"not-a-sender"}


def test_another_organisation_hears_the_same_whether_anybody_waits_for_it_or_not(services: Services) -> None:
    register_house(services, HOUSE, "Noord", organisation="house-noord")
    deploy_model(services, waiting(sender="=&quot;gemeente&quot;"))
    start_instance(services, MACHINE, NewInstance(process_id="p", variables={"key": "k"}))

    unnamed = publish_message(services, BRAM, NewMessage(name="answer", correlation_key="k", variables={}))
    nobody = publish_message(services, ANNA, NewMessage(name="other", correlation_key="k", variables={}))
    assert list(open_tasks(services)) == []
    named = publish_message(services, ANNA, NewMessage(name="answer", correlation_key="k", variables={}))

    assert {(one.state, one.process_instance_id) for one in (unnamed, nobody, named)} == {("accepted", None)}
    assert list(open_tasks(services)) == ["after"]


def test_a_suspended_receiver_takes_nothing_until_it_is_resumed(services: Services) -> None:
    deploy_model(services, waiting())
    root_id = start(services, "k")
    suspend_instance(services, OPERATOR, root_id)

    with pytest.raises(Conflict):
        publish_message(services, MACHINE, new())
    resume_instance(services, OPERATOR, root_id)
    assert publish_message(services, MACHINE, new()).state == "correlated"


def test_in_a_house_without_an_organisation_everybody_is_of_another(services: Services) -> None:
    register_house(services, HOUSE, "Noord")

    assert publish_message(services, BRAM, new()).state == "accepted"


@pytest.mark.parametrize("wrong", ["soon", "P99999999D"])
def test_a_time_to_live_that_is_no_duration_is_named(services: Services, wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        publish_message(services, MACHINE, new(time_to_live=wrong))
    assert refused.value.faults[0].pointer == "/timeToLive"


def test_a_signal_reaches_everyone_who_waits_and_starts_others(services: Services) -> None:
    signal = '<bpmn:signal id="s" name="alarm" />'
    body = (
        '<bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="wait">'
        '<bpmn:signalEventDefinition id="sed" signalRef="s" /></bpmn:intermediateCatchEvent>'
        + user_task("after")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "wait")
        + flow("wait", "after")
        + flow("after", "end")
    )
    deploy_model(services, model(body, root=signal))
    started = (
        '<bpmn:startEvent id="start"><bpmn:signalEventDefinition id="sed" signalRef="s" /></bpmn:startEvent>'
        + user_task("begun")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "begun")
        + flow("begun", "end")
    )
    deploy_model(services, model(started, process="q", root=signal), "q.bpmn")
    roots = [start(services, "-") for _ in range(3)]

    assert broadcast_signal(services, MACHINE, "alarm", {"level": 3}) == 4

    assert all("after" in open_tasks(services, root) for root in roots)
    assert variables(services, roots[0])["level"] == 3
    assert "begun" in open_tasks(services)
    assert count(services, delivery) == 0


def test_an_instance_sends_a_message_to_another(services: Services) -> None:
    deploy_model(services, waiting())
    thrower = (
        '<bpmn:startEvent id="start" /><bpmn:intermediateThrowEvent id="throw"><bpmn:extensionElements>'
        '<zeebe:ioMapping><zeebe:input source="=word" target="said" /></zeebe:ioMapping>'
        '</bpmn:extensionElements><bpmn:messageEventDefinition id="med" messageRef="m" />'
        '</bpmn:intermediateThrowEvent><bpmn:endEvent id="end" />'
        + flow("start", "throw")
        + flow("throw", "end")
    )
    deploy_model(services, model(thrower, process="q", root=MESSAGE), "q.bpmn")
    root_id = start(services, "k")

    start_instance(
        services, MACHINE, NewInstance(process_id="q", variables={"key": "k", "word": "hello", "other": 1})
    )

    assert variables(services, root_id) == {"key": "k", "said": "hello"}
    assert count(services, delivery) == 0
