"""Files as editors write them, with diagrams, their own attributes and older versions."""

from decimal import Decimal

import pytest

from engine.dmn import evaluate, read_model, required_inputs
from tests.unit.dmn.build import environment

CAMUNDA_MODELER = """<?xml version="1.0" encoding="UTF-8"?> <definitions
xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"
xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" id="Definitions_1" name="DRD"
namespace="http://camunda.org/schema/1.0/dmn" exporter="Camunda Modeler" exporterVersion="5.40.0"
modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0"> <decision
id="Decision_discount" name="Discount"> <extensionElements><zeebe:versionTag value="spring"
/></extensionElements> <informationRequirement id="InformationRequirement_1"> <requiredDecision
href="#Decision_kind" /> </informationRequirement> <informationRequirement
id="InformationRequirement_2"><requiredInput href="#InputData_1" /></informationRequirement>
<authorityRequirement id="AuthorityRequirement_1"><requiredAuthority href="#KnowledgeSource_1"
/></authorityRequirement> <decisionTable id="DecisionTable_1" hitPolicy="FIRST"> <input id="Input_1"
label="Kind" biodi:width="192"> <inputExpression id="InputExpression_1"
typeRef="string"><text>Decision_kind</text></inputExpression> <inputValues
id="UnaryTests_9"><text>"regular","guest"</text></inputValues> </input> <input id="Input_2" label="Amount">
<inputExpression id="InputExpression_2" typeRef="number"><text>order.amount</text></inputExpression>
</input> <output id="Output_1" label="Discount" name="discount" typeRef="number" biodi:width="192" />
<annotation name="Remarks" /> <rule id="DecisionRule_1"> <description>Regulars</description> <inputEntry
id="UnaryTests_1"><text>"regular"</text></inputEntry> <inputEntry
id="UnaryTests_2"><text></text></inputEntry> <outputEntry
id="LiteralExpression_1"><text>0.1</text></outputEntry>
<annotationEntry><text>always</text></annotationEntry> </rule> <rule id="DecisionRule_2"> <inputEntry
id="UnaryTests_3"><text></text></inputEntry> <inputEntry id="UnaryTests_4"><text>&gt;=
100</text></inputEntry> <outputEntry id="LiteralExpression_2"><text>0.05</text></outputEntry> </rule>
</decisionTable> </decision> <decision id="Decision_kind" name="Kind of customer"> <variable
id="InformationItem_1" name="kind" typeRef="string" /> <literalExpression id="LiteralExpression_3"> <text>if
order.count &gt; 3 then "regular" else "guest"</text> </literalExpression> </decision> <inputData
id="InputData_1" name="The order" /> <knowledgeSource id="KnowledgeSource_1" name="Price list" />
<textAnnotation id="TextAnnotation_1"><text>Ask sales</text></textAnnotation> <association
id="Association_1"> <sourceRef href="#Decision_kind" /><targetRef href="#TextAnnotation_1" /> </association>
<dmndi:DMNDI> <dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="Decision_discount"> <dc:Bounds height="80"
width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram> </dmndi:DMNDI> </definitions>
"""


def test_a_file_of_camunda_modeler_is_read_as_it_is() -> None:
    model = read_model(CAMUNDA_MODELER.encode(), resource="discount.dmn")

    evaluation = evaluate(model, "Decision_discount", {"order": {"count": 1, "amount": 250}}, environment())

    assert evaluation.value == Decimal("0.05")
    assert evaluation.decisions[-1].matched_rules == (("DecisionRule_2", 2),)
    assert evaluation.decisions[-1].inputs == (("Kind", "guest"), ("Amount", 250))
    assert evaluation.warnings == ()
    assert model.decisions["Decision_discount"].version_tag == "spring"
    assert "order" in required_inputs(model, "Decision_discount")


OLD = """<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"
  xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:own="urn:old" id="d" name="old"
  namespace="urn:old" expressionLanguage="http://www.omg.org/spec/FEEL/20140401"
  typeLanguage="http://www.omg.org/spec/FEEL/20140401"> <itemDefinition
  name="tAge"><typeRef>own:tNumber</typeRef></itemDefinition> <itemDefinition
  name="tNumber"><typeRef>feel:number</typeRef></itemDefinition> <inputData id="age" name="age"><variable
  name="age" typeRef="own:tAge"/></inputData> <decision id="adult" name="adult"><variable name="adult"
  typeRef="feel:boolean"/> <informationRequirement><requiredInput href="#age"/></informationRequirement>
  <literalExpression><text>age &gt;= 18</text></literalExpression></decision> </definitions>"""


def test_version_1_1_with_qualified_types_is_read() -> None:
    model = read_model(OLD.encode(), resource="old.dmn")

    assert evaluate(model, "adult", {"age": 20}, environment()).value is True
    assert evaluate(model, "adult", {"age": "20"}, environment()).value is None


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ],
)
def test_the_versions_after_it_are_read(namespace: str) -> None:
    source = f"""<dmn:definitions xmlns:dmn="{namespace}" name="x" namespace="urn:x">
      <dmn:decision name="one">
        <dmn:literalExpression><dmn:text>1</dmn:text></dmn:literalExpression>
      </dmn:decision>
    </dmn:definitions>"""

    model = read_model(source.encode(), resource="x.dmn")

    assert evaluate(model, "one", {}, environment()).value == 1


def test_a_file_in_another_encoding_is_read() -> None:
    source = CAMUNDA_MODELER.replace("UTF-8", "UTF-16").replace("Price list", "Prijslijst ë")

    assert read_model(source.encode("utf-16"), resource="x.dmn").name == "DRD"
