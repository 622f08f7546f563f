"""Filters in which both sides of a comparison are the same member, and those that only look like it."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest

from engine.model.lint import check
from engine.model.reader import read_bpmn

SOURCE = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:example">
  <process id="p" isExecutable="true">
    <startEvent id="start"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="t"/>
    <scriptTask id="t">
      <extensionElements><zeebe:script expression={} resultVariable="found"/></extensionElements>
    </scriptTask>
    <sequenceFlow id="f2" sourceRef="t" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>"""


def details(expression: str) -> list[str]:
    read = read_bpmn(SOURCE.format(quoteattr(f"={expression}")).encode(), resource="a.bpmn")
    assert read.file is not None
    return [found.detail for found in check([read.file]) if found.rule == "filter-hides-variable"]


@pytest.mark.parametrize(
    "expression",
    [
        "items[id = id]",
        "items[item.id = id]",
        "items[id != item.id].name",
        "items[open and person.id = item.person.id]",
        "for id in ids return items[item.id = id]",
        "{found: count(cases[parts[id = id] != []])}",
    ],
)
def test_a_member_compared_with_itself_is_found(expression: str) -> None:
    assert len(details(expression)) == 1


@pytest.mark.parametrize(
    "expression",
    [
        "id = id",
        "items[id = wanted]",
        "items[item.id = other.id]",
        "items[item = wanted]",
        "items[some id in ids satisfies item.id = id]",
        "items[list contains(ids, id)]",
        "for item in items return item.id = id",
    ],
)
def test_what_only_looks_like_it_is_not(expression: str) -> None:
    assert details(expression) == []


def test_the_place_inside_the_expression_is_told() -> None:
    assert details("count(items[item.id = id])") == [
        "a filter compares `id` of an item with itself (line 1, column 21 of the expression)"
    ]
