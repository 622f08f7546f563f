"""A measure that could tell who somebody is never gets deployed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.feel import parse_expression
from engine.model.catalogue import fold
from engine.model.declaration import Declaration, Path
from engine.model.expressions import paths_read
from engine.model.forms import read_form
from engine.model.measures import Measures
from engine.model.measures.derived import derived
from engine.model.measures.identifying import CaseContext, measure_findings
from engine.model.process import Process
from engine.model.reader import read_bpmn
from tests.integration.world import flow, model
from tests.unit.measures.declared import figure, measures

FORM = b"""{"id": "f", "type": "default", "components": [
 {"id": "a", "type": "textfield", "key": "note", "label": "Notitie"},
 {"id": "b", "type": "datetime", "subtype": "date", "dateLabel": "Op", "key": "on"},
 {"id": "c", "type": "radio", "key": "choice", "label": "Keuze",
  "values": [{"label": "Aa", "value": "a"}, {"label": "Bee", "value": "b"}]},
 {"id": "d", "type": "radio", "key": "other", "label": "Anders",
  "values": [{"label": "Zet", "value": "z"}]},
 {"id": "e", "type": "number", "key": "amount", "label": "Aantal"}]}"""


def process(name: str, expression: str) -> Process:
    written = expression.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    body = (
        '<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>'
        f'<zeebe:property name="measure.{name}" value="={written}" />'
        '</zeebe:properties></bpmn:extensionElements></bpmn:startEvent><bpmn:endEvent id="e" />'
        + flow("s", "e")
    )
    read = read_bpmn(model(body), resource="p.bpmn")
    assert read.file is not None
    return read.file.processes[0]


@pytest.fixture(scope="module")
def declared() -> Measures:
    return measures(figure("count", {"rows": "begun"}))


@pytest.fixture(scope="module")
def case() -> CaseContext:
    form = read_form(FORM, resource="f.form").form
    assert form is not None
    ordinary: list[Path] = [
        ("note",),
        ("on",),
        ("choice",),
        ("other",),
        ("amount",),
        ("actions", None, "done"),
    ]
    catalogue, _ = fold(
        [
            *((path, Declaration()) for path in ordinary),
            (("person",), Declaration()),
            (("person", "birthDate"), Declaration(category="identity")),
            (("actions", None, "owner"), Declaration(category="identity")),
        ]
    )
    return CaseContext(catalogue, {path: [component] for path, component in form.fields()})


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("begun", "true"),
        ("kind", 'if amount > 3 then "a" else null'),
        ("kind", "choice"),
        ("days", "amount"),
        ("days", "count(actions[item.done = true])"),
        ("begun", 'note != ""'),
        ("days", "workingDaysBetween(date(on), today())"),
        ("begun", "some a in actions satisfies a.done"),
        ("other-number", "loopCounter"),
        ("begun", 'process.house = "noord"'),
    ],
)
def test_plain_figures_pass(declared: Measures, case: CaseContext, name: str, expression: str) -> None:
    assert list(measure_findings(process(name, expression), "p.bpmn", declared, case)) == []


@pytest.mark.parametrize(
    ("name", "expression", "rule", "said"),
    [
        ("begun", "person.birthDate != null", "measure-identifies", "holds data of the category 'identity'"),
        ("begun", "person != null", "measure-identifies", "holds data of the category 'identity'"),
        ("days", 'count(actions[item.owner = "x"])', "measure-identifies", "actions[].owner"),
        ("begun", 'some a in actions satisfies a.owner = "x"', "measure-identifies", "actions[].owner"),
        ("days", "string length(secret)", "measure-identifies", "nothing is declared"),
        ("kind", "process.caseNumber", "measure-identifies", "which case it is"),
        ("kind", "note", "measure-identifies", "takes what people write in the field 'Notitie'"),
        ("kind", 'if amount > 3 then note else "a"', "measure-identifies", "'Notitie'"),
        ("kind", "on", "measure-identifies", "takes what people write"),
        ("kind", "upper case(note)", "measure-identifies", "can yield a text that is made"),
        ("days", "today()", "measure-identifies", "can yield a date"),
        ("days", "[1, 2]", "measure-identifies", "can yield a list"),
        ("kind", '"z"', "measure-value", "code of its list"),
        ("kind", "other", "measure-value", "can yield 'z'"),
        ("unheard-of", '"a"', "measure-value", "a code needs a closed list"),
        ("days", "amount > 3", "measure-value", "is declared as number"),
        ("score.x", "3", "measure-value", "declared to tell of a house"),
    ],
)
def test_what_could_identify_is_refused(
    declared: Measures, case: CaseContext, name: str, expression: str, rule: str, said: str
) -> None:
    found = list(measure_findings(process(name, expression), "p.bpmn", declared, case))
    assert rule in {one.rule for one in found}
    assert any(said in one.detail for one in found), [one.detail for one in found]
    assert all(one.element_id == "s" and one.line > 0 and one.remedy for one in found)


SCRIPT = '<bpmn:scriptTask id="launder"><bpmn:extensionElements>{}</bpmn:extensionElements></bpmn:scriptTask>'
BY_SCRIPT = '<zeebe:script expression="{}" resultVariable="{}"/>'
BY_MAPPING = (
    '<zeebe:script expression="=1" resultVariable="x"/>'
    '<zeebe:ioMapping><zeebe:output source="{}" target="{}"/></zeebe:ioMapping>'
)
DECIDED = (
    '<bpmn:businessRuleTask id="launder"><bpmn:extensionElements><zeebe:calledDecision decisionId="d" '
    'resultVariable="amount"/><zeebe:ioMapping><zeebe:input source="={}" target="given"/></zeebe:ioMapping>'
    "</bpmn:extensionElements></bpmn:businessRuleTask>"
)


@pytest.mark.parametrize(
    ("element", "refused"),
    [
        (SCRIPT.format(BY_SCRIPT.format("=person.birthDate.year", "amount")), True),
        (SCRIPT.format(BY_MAPPING.format("=person.birthDate.year", "amount")), True),
        (SCRIPT.format(BY_MAPPING.format("=if person.birthDate = null then 1 else 2", "amount")), True),
        (DECIDED.format("person.birthDate"), True),
        (DECIDED.format("choice"), False),
        (SCRIPT.format(BY_SCRIPT.format("=amount + 1", "amount")), False),
        (SCRIPT.format(BY_SCRIPT.format("={{amount: amount, on: person.birthDate}}.amount", "note")), False),
    ],
)
def test_what_is_made_of_personal_data_stays_personal_wherever_it_is_put(
    declared: Measures, case: CaseContext, element: str, refused: bool
) -> None:
    measuring = (
        '<bpmn:endEvent id="e"><bpmn:extensionElements><zeebe:properties>'
        '<zeebe:property name="measure.days" value="=amount" /></zeebe:properties>'
        "</bpmn:extensionElements></bpmn:endEvent>"
    )
    body = '<bpmn:startEvent id="s" />' + element + measuring + flow("s", "launder") + flow("launder", "e")
    read = read_bpmn(model(body), resource="p.bpmn")
    assert read.file is not None, read.findings
    (laundering,) = read.file.processes
    context = replace(case, derived=derived([laundering], case.catalogue))
    found = list(measure_findings(laundering, "p.bpmn", declared, context))
    assert [one.rule for one in found] == ["measure-identifies"] * refused
    assert not refused or "'launder' makes of data of the category identity" in found[0].detail


def test_outside_cases_a_value_of_a_house_is_written_and_a_text_is_not(declared: Measures) -> None:
    assert list(measure_findings(process("score.x", "anything"), "p.bpmn", declared, None)) == []
    (found,) = measure_findings(process("unheard-of", '"a"'), "p.bpmn", declared, None)
    assert found.rule == "measure-value"


def test_everything_that_an_expression_reads_is_found() -> None:
    text = "for x in list.a[flag] return {k: x.b + other.c}.k + (function(p) p + outer)(list.d)"
    assert paths_read(parse_expression(text).syntax) >= {
        ("flag",),
        ("list", "a", None, "flag"),
        ("list", "a", None, "b"),
        ("other", "c"),
        ("outer",),
        ("list", "d"),
    }
