"""What starts a process is found in start events, receive tasks and event-based gateways."""

from __future__ import annotations

from engine.model.events import MessageEvent, TimerEvent
from engine.model.starts import none_start, startable_by_hand, starts
from tests.unit.model.bpmn_source import only_process, process

_MESSAGE = '<bpmn:message id="m" name="hello"/>'


def test_start_events_receive_tasks_and_gateways_start_in_document_order() -> None:
    found = only_process(
        process(
            '<bpmn:startEvent id="none"/><bpmn:startEvent id="both">'
            '<bpmn:messageEventDefinition messageRef="m"/>'
            "<bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>"
            '</bpmn:startEvent><bpmn:receiveTask id="receive" messageRef="m" instantiate="true"/>'
            '<bpmn:receiveTask id="later" messageRef="m"/><bpmn:eventBasedGateway id="g" instantiate="true"/>'
            '<bpmn:intermediateCatchEvent id="behind"><bpmn:messageEventDefinition messageRef="m"/>'
            '</bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f1" sourceRef="g" targetRef="behind"/>'
            '<bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="later"/>',
            beside=_MESSAGE,
        )
    )
    event = none_start(found)
    assert event is not None
    assert event.id == "none"
    assert [(start.element_id, start.alternative, start.gateway) for start in starts(found)] == [
        ("both", 0, None),
        ("both", 1, None),
        ("receive", 0, None),
        ("behind", 0, "g"),
        ("later", 0, "g"),
    ]
    assert isinstance(starts(found)[0].definition, MessageEvent)
    assert isinstance(starts(found)[1].definition, TimerEvent)
    assert startable_by_hand(found)


def test_a_process_that_only_a_message_starts_is_not_started_by_hand() -> None:
    waiting = '<bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>'
    assert not startable_by_hand(only_process(process(waiting, beside=_MESSAGE)))


def test_a_process_without_any_start_is_started_by_hand() -> None:
    found = only_process(process('<bpmn:task id="t"/>'))
    assert none_start(found) is None
    assert startable_by_hand(found)
