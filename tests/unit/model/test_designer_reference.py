"""What designers read and pick from is what the reader knows, and each example works."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from engine.model.dialect import BUILT_IN, PROPERTIES
from engine.model.finding import Severity
from engine.model.lint import check
from engine.model.reader.properties import KNOWN
from engine.model.reference.places import PLACES, Place
from engine.model.reference.properties import markdown
from engine.model.reference.templates import templates
from tests.unit.model.bpmn_source import process, read

DOCS = Path(__file__).parents[3] / "docs"
READ_ELSEWHERE = {"searchable"}
"""Read with the data catalogue, not as a property of a node."""


def test_the_page_is_generated_from_the_tables() -> None:
    wanted = "run: python -m engine.model.reference.properties > docs/reference/properties.md"
    assert (DOCS / "reference" / "properties.md").read_text() == markdown(), wanted


def test_the_templates_are_generated_from_the_tables() -> None:
    files = {path.name: path.read_text() for path in (DOCS / "templates").glob("*.json")}
    assert files == dict(templates()), "run: python -m engine.model.reference.templates docs/templates"


def test_the_table_names_what_the_reader_reads() -> None:
    assert set(PROPERTIES) == KNOWN | READ_ELSEWHERE


def test_every_property_and_job_type_is_offered_by_a_template() -> None:
    offered: set[str] = set()
    jobs: set[str] = set()
    for content in templates().values():
        (template,) = json.loads(content)
        for entry in template["properties"]:
            if entry["binding"]["type"] == "zeebe:property":
                offered.add(entry["binding"]["name"])
            elif entry["binding"]["type"] == "zeebe:taskDefinition":
                jobs.add(entry["value"])
    assert offered == set(PROPERTIES)
    assert jobs == set(BUILT_IN)


_DEFINITIONS = {
    None: "",
    "Message": '<bpmn:messageEventDefinition messageRef="m"/>',
    "Timer": "<bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>",
}


def _element(place: Place, name: str, example: str) -> str:
    properties = (
        "<bpmn:extensionElements><zeebe:properties>"
        f'<zeebe:property name="{name}" value={quoteattr(example)}/>'
        "</zeebe:properties></bpmn:extensionElements>"
    )
    if place.element == "Process":
        return properties
    tag = place.element[0].lower() + place.element[1:]
    attached = ' attachedToRef="t"' if tag == "boundaryEvent" else ""
    loop = '<bpmn:standardLoopCharacteristics loopMaximum="3"/>' if name == "boundedBy" else ""
    return (
        f'<bpmn:userTask id="propose-decision"/><bpmn:task id="t"/><bpmn:{tag} id="x"{attached}>'
        f"{properties}{_DEFINITIONS[place.event]}{loop}</bpmn:{tag}>"
    )


@pytest.mark.parametrize(
    ("place", "name", "example"),
    [(place, name, entry.example) for place in PLACES for name, entry in place.properties()],
    ids=lambda value: value.id if isinstance(value, Place) else str(value)[:20],
)
def test_each_example_is_read_and_stands_in_a_right_place(place: Place, name: str, example: str) -> None:
    result = read(process(_element(place, name, example), beside='<bpmn:message id="m" name="answer"/>'))
    assert result.findings == ()
    assert result.file is not None
    about = [
        finding
        for finding in check([result.file])
        if finding.severity is Severity.ERROR
        and finding.rule in ("property-place", "property-name", "calendar", "different-from", "manifest-name")
    ]
    assert about == []
