"""What an event-based gateway may lead to, where one fixture does not show it."""

from __future__ import annotations

import pytest

from engine.model.lint import check
from engine.model.reader import read_bpmn
from tests.unit.lint.surroundings import SURROUNDINGS

MODEL = """<definitions id="d" targetNamespace="urn:example"
    xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
  <signal id="s" name="alarm"/>
  <process id="p" isExecutable="true">
    <startEvent id="start"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="g"/>
    <eventBasedGateway id="g"/>
    <intermediateCatchEvent id="a">
      <timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>
    </intermediateCatchEvent>
    <sequenceFlow id="e0" sourceRef="g" targetRef="a"/>
    <sequenceFlow id="x0" sourceRef="a" targetRef="end"/>
    <intermediateCatchEvent id="b" parallelMultiple="%s">
      <timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition>
      <signalEventDefinition signalRef="s"/>
    </intermediateCatchEvent>
    <sequenceFlow id="e1" sourceRef="g" targetRef="b"/>
    <sequenceFlow id="x1" sourceRef="b" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>"""


@pytest.mark.parametrize(("parallel", "refused"), [("true", {"e1"}), ("false", set())])
def test_an_event_that_waits_for_several_together_cannot_be_the_first(
    parallel: str, refused: set[str]
) -> None:
    read = read_bpmn((MODEL % parallel).encode(), resource="p.bpmn")
    assert read.file is not None

    found = [one for one in check([read.file], SURROUNDINGS) if one.rule == "event-gateway-target"]

    assert {one.element_id for one in found} == refused
