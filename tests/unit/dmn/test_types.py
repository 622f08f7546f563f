"""Item definitions: structures, collections, allowed values, functions, references to parts and to
themselves."""

import pytest

from engine.feel import Value
from tests.unit.dmn.build import decision, input_data, knowledge, literal, model, run

TYPES = """
<itemDefinition name="tColour"><typeRef>string</typeRef>
  <allowedValues><text>"red","green"</text></allowedValues></itemDefinition>
<itemDefinition name="tColours" isCollection="true"><typeRef>tColour</typeRef></itemDefinition>
<itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef>
  <allowedValues><text>[0..9]</text></allowedValues>
  <typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
<itemDefinition name="tPart">
  <itemComponent name="colour"><typeRef>tColour</typeRef></itemComponent>
  <itemComponent name="sizes" isCollection="true"><typeRef>number</typeRef></itemComponent>
</itemDefinition>
<itemDefinition name="tTree">
  <itemComponent name="label"><typeRef>string</typeRef></itemComponent>
  <itemComponent name="below" isCollection="true"><typeRef>tTree</typeRef></itemComponent>
</itemDefinition>
<itemDefinition name="tTest"><functionItem outputTypeRef="boolean"><parameters name="x" typeRef="number"/>
  </functionItem></itemDefinition>
<itemDefinition name="tFuture"><typeRef>date</typeRef>
  <allowedValues><text>&gt; today()</text></allowedValues></itemDefinition>
"""


def accepted(type_ref: str, value: Value) -> bool:
    source = model(TYPES, input_data("x", type_ref), decision("d", literal("x"), "input:x"))
    return run(source, "d", x=value).value == value


@pytest.mark.parametrize(
    ("type_ref", "value", "expected"),
    [
        ("tColour", "red", True),
        ("tColour", "blue", False),
        ("tColours", ["red", "green"], True),
        ("tColours", ["red", "blue"], False),
        ("tPair", [1, 2], True),
        ("tPair", [1, 10], False),
        ("tPair", [1, 2, 3], False),
        ("tPart", {"colour": "red", "sizes": [1]}, True),
        ("tPart", {"colour": "blue", "sizes": [1]}, False),
        ("tPart", {"colour": "red"}, True),
        ("tPart", {"colour": "blue"}, False),
        ("tPart", {"colour": "red", "sizes": ["a"]}, False),
        ("tPart", {"colour": None, "sizes": []}, True),
        ("tPart.colour", "green", True),
        ("tPart.colour", "blue", False),
        ("tPart.sizes", [1, 2], True),
        ("tTree", {"label": "a", "below": [{"label": "b", "below": []}]}, True),
        ("tTree", {"label": "a", "below": [{"label": 1, "below": []}]}, False),
        ("integer", 1, True),
        ("boolean", 1, False),
        ("Any", [1, "a"], True),
        ("feel:string", "a", True),
    ],
)
def test_an_input_is_accepted_when_it_conforms(type_ref: str, value: Value, expected: bool) -> None:
    assert accepted(type_ref, value) is expected


def test_what_a_decision_makes_has_every_component_of_its_type() -> None:
    source = model(TYPES, decision("d", literal('{colour: "red"}'), type_ref="tPart"))

    assert run(source, "d").value is None


def test_a_function_may_be_passed_where_its_type_is_asked_for() -> None:
    source = model(
        TYPES,
        knowledge("f", ["test:tTest"], literal("test(2)")),
        decision("d", literal("[f(function(x) x > 1), f(function(a: number) a > 3), f(1)]"), "knowledge:f"),
    )

    assert run(source, "d").value == [True, False, None]


def test_the_type_of_a_business_knowledge_model_may_be_called_just_a_function() -> None:
    source = model(
        knowledge("f", ["x"], literal("x + 1")).replace('name="f"/>', 'name="f" typeRef="function"/>'),
        decision("d", literal("f(1)"), "knowledge:f"),
    )

    assert run(source, "d").value == 2


@pytest.mark.parametrize(("day", "expected"), [("2026-11-21", False), ("2026-11-22", True)])
def test_allowed_values_may_depend_on_the_moment(day: str, expected: bool) -> None:
    source = model(TYPES, decision("d", literal(f'@"{day}"'), type_ref="tFuture"))

    assert (run(source, "d").value is not None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"red" instance of tColour', True),
        ('"blue" instance of tColour', True),
        ("1 instance of tColour", False),
        ('{colour: "red", sizes: [1]} instance of tPart', True),
        ('{label: "a", below: [{label: "b", below: []}]} instance of tTree', True),
        ("(function(x: number) x > 1) instance of tTest", True),
        ("(function(x: number) 1) instance of tTest", False),
        ("(function(x: string) x) instance of tTest", False),
    ],
)
def test_instance_of_asks_about_the_type_and_not_its_allowed_values(text: str, expected: bool) -> None:
    assert run(model(TYPES, decision("d", literal(text))), "d").value is expected


def test_a_part_of_a_type_with_a_space_in_its_name_is_reached_by_a_path() -> None:
    types = (
        '<itemDefinition name="t"><itemComponent name="net price"><typeRef>number</typeRef></itemComponent>'
        "</itemDefinition>"
    )
    source = model(
        types, input_data("order", "t"), decision("d", literal("order.net price + 1"), "input:order")
    )

    assert run(source, "d", order={"net price": 2}).value == 3
