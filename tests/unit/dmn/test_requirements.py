"""Decisions see what they require and nothing else; models import each other; services are decisions behind
a door."""

import pytest

from engine.dmn import UnknownDecisionError, evaluate, required_inputs
from engine.feel import FeelLimitError, Limits, Value
from tests.unit.dmn.build import decision, environment, input_data, knowledge, literal, model, run

CHAIN = (
    input_data("a", "number"),
    input_data("b", "number"),
    decision("first", literal("a + 1"), "input:a"),
    decision("second", literal("first * b"), "decision:first", "input:b"),
)


def test_a_decision_is_taken_after_those_it_requires() -> None:
    evaluation = run(model(*CHAIN), "second", a=1, b=10)

    assert evaluation.value == 20
    assert [trace.id for trace in evaluation.decisions] == ["first", "second"]
    assert evaluation.decisions[1].inputs == (("first", 2), ("b", 10))
    assert evaluation.decisions[1].outputs == (("second", 20),)


def test_a_decision_that_two_others_require_is_taken_once() -> None:
    source = model(*CHAIN, decision("third", literal("first + second"), "decision:first", "decision:second"))

    assert [trace.id for trace in run(source, "third", a=1, b=1).decisions] == ["first", "second", "third"]


def test_a_long_chain_of_decisions_needs_no_deep_recursion() -> None:
    elements = [decision("d0", literal("1"))]
    elements += [decision(f"d{n}", literal(f"d{n - 1} + 1"), f"decision:d{n - 1}") for n in range(1, 2_000)]

    assert run(model(*elements), "d1999").value == 2_000


def test_what_is_not_required_is_not_seen() -> None:
    source = model(*CHAIN, decision("blind", literal("a")))

    assert run(source, "blind", a=1).value is None


def test_names_without_any_declaration_come_from_the_caller() -> None:
    source = model(decision("d", literal("orders.total * 2")))

    assert run(source, "d", orders={"total": 4}).value == 8


def test_a_required_decision_is_also_known_by_its_id_unless_something_is_named_so() -> None:
    season = '<decision id="season" name="The season">' + literal('"winter"') + "</decision>"
    dish = decision("dish", literal("season + The season"), "decision:season")

    assert run(model(season, dish), "dish").value == "winterwinter"

    both = decision("dish", literal("season + The season"), "decision:season", "input:other")
    other = '<inputData id="other" name="season"/>'
    assert run(model(season, other, both), "dish", season="summer ").value == "summer winter"


def test_a_decision_is_found_by_id_and_by_name() -> None:
    source = model('<decision id="d_1" name="The season">' + literal("1") + "</decision>")

    assert run(source, "d_1").value == run(source, "The season").value == 1
    with pytest.raises(UnknownDecisionError, match="d_1"):
        run(source, "d_2")


def test_the_required_inputs_are_those_of_the_whole_graph() -> None:
    source = model(*CHAIN, decision("third", literal("second + c.d + sum([1])"), "decision:second"))

    assert required_inputs(source, "third") == ("a", "b", "c")
    assert required_inputs(source, "first") == ("a",)


def test_an_input_that_is_not_of_its_type_is_null_and_says_so_without_its_value() -> None:
    evaluation = run(model(*CHAIN), "first", a="secret")

    assert evaluation.value is None
    assert "a" in evaluation.warnings[0].text
    assert "secret" not in str(evaluation.warnings)


def test_a_decision_without_logic_is_null_and_says_so() -> None:
    evaluation = run(model('<decision id="d" name="d"/>'), "d")

    assert evaluation.value is None
    assert "no logic" in evaluation.warnings[0].text


def test_knowledge_sees_its_parameters_and_what_it_requires_only() -> None:
    source = model(
        input_data("a"),
        knowledge("inner", ["x"], literal("x + 1")),
        knowledge("outer", ["x"], literal("inner(x) * 10"), "knowledge:inner"),
        knowledge("blind", [], literal("a")),
        decision("d", literal("[outer(1), blind()]"), "input:a", "knowledge:outer", "knowledge:blind"),
    )

    assert run(source, "d", a=5).value == [20, None]


def test_a_business_knowledge_model_is_called_by_itself_with_its_parameters_as_values() -> None:
    source = model(knowledge("add", ["a:number", "b:number"], literal("a + b")))

    assert run(source, "add", a=1, b=2).value == 3
    assert run(source, "add", a=1, b="x").value is None
    assert required_inputs(source, "add") == ("a", "b")


SERVICE = """
<decisionService id="quote" name="quote"><variable name="quote"/>
  <outputDecision href="#second"/><encapsulatedDecision href="#second"/>
  <inputDecision href="#first"/><inputData href="#b"/>
</decisionService>"""


def test_a_service_takes_input_data_then_input_decisions() -> None:
    source = model(*CHAIN, SERVICE, decision("d", literal("quote(10, 7)"), "knowledge:quote"))

    assert run(source, "d", a=1, b=1).value == 70
    assert required_inputs(source, "quote") == ("b", "first")


def test_a_service_is_evaluated_with_its_inputs_from_the_caller() -> None:
    source = model(*CHAIN, SERVICE)

    assert run(source, "quote", first=3, b=4, a=100).value == 12
    assert run(source, "quote", b=4, a=100).value is None


def test_a_service_with_several_outputs_gives_a_context() -> None:
    both = SERVICE.replace("<outputDecision", '<outputDecision href="#first"/><outputDecision', 1).replace(
        '<inputDecision href="#first"/>', '<inputData href="#a"/>'
    )

    assert run(model(*CHAIN, both), "quote", a=1, b=10).value == {"first": 2, "second": 20}


@pytest.mark.parametrize(("text", "expected"), [("[5]", 5), ('"five"', None)])
def test_the_outcome_of_a_service_is_converted_to_its_type(text: str, expected: Value) -> None:
    service = (
        '<decisionService id="s" name="s"><variable name="s" typeRef="number"/><outputDecision href="#o"/>'
        "</decisionService>"
    )
    caller = decision("d", literal("s()"), "knowledge:s")
    source = model(decision("o", literal(text)), service, caller)

    assert (run(source, "s").value, run(source, "d").value) == (expected, expected)


def test_an_imported_model_is_seen_through_the_name_of_the_import() -> None:
    person = '<itemDefinition name="tName"><typeRef>string</typeRef></itemDefinition>'
    lower = model(
        person,
        input_data("who", "tName"),
        decision("greeting", literal('"Hello, " + who'), "input:who"),
        knowledge("shout", ["text"], literal('upper case(text) + "!"')),
        namespace="urn:lower",
    )
    import_ = '<import name="lower model" namespace="urn:lower" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
    requirements = (
        '<informationRequirement><requiredDecision href="urn:lower#greeting"/></informationRequirement>'
        '<knowledgeRequirement><requiredKnowledge href="urn:lower#shout"/></knowledgeRequirement>'
    )
    upper = model(
        import_,
        decision(
            "d",
            requirements + literal("lower model.shout(lower model.greeting)", "lower model.tName"),
            type_ref="lower model.tName",
        ),
        imports={"urn:lower": lower},
        namespace="urn:upper",
    )

    assert run(upper, "d", who="Ada").value == "HELLO, ADA!"
    assert run(upper, "d", **{"{urn:lower}who": "Bo", "who": "Ada"}).value == "HELLO, BO!"
    assert required_inputs(upper, "d") == ("who",)


def test_an_import_without_a_name_brings_its_elements_in_unqualified() -> None:
    lower = model(decision("base", literal("1")), namespace="urn:lower")
    imported = (
        '<import name="" namespace="urn:lower" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
    )
    requirement = '<informationRequirement><requiredDecision href="urn:lower#base"/></informationRequirement>'

    upper = model(imported, decision("d", requirement + literal("base + 1")), imports={"urn:lower": lower})

    assert run(upper, "d").value == 2


@pytest.mark.parametrize(
    "body", ["endless(n)", "endless(n) + endless(n)", "if n > 25 then 1 else endless(n + 1) + endless(n + 1)"]
)
def test_functions_that_never_end_are_stopped(body: str) -> None:
    source = model(
        knowledge("endless", ["n"], literal(body)), decision("d", literal("endless(1)"), "knowledge:endless")
    )

    with pytest.raises(FeelLimitError):
        evaluate(source, "d", {}, environment(Limits(seconds=0.05)))


@pytest.mark.parametrize(("depth", "ends"), [(50, True), (70, False)])
def test_a_function_may_call_itself_some_sixty_deep(depth: int, ends: bool) -> None:
    body = literal("if n = 0 then 0 else 1 + f(n - 1)")
    source = model(knowledge("f", ["n"], body), decision("d", literal(f"f({depth})"), "knowledge:f"))

    if ends:
        assert run(source, "d").value == depth
        return
    with pytest.raises(FeelLimitError, match="deep"):
        run(source, "d")


def test_an_evaluation_leaves_the_callers_values_and_warnings_alone() -> None:
    context: dict[str, Value] = {"a": 1, "b": "x"}
    world = environment()
    small = (
        '<itemDefinition name="small"><typeRef>number</typeRef><allowedValues><text>&lt; limit</text>'
        "</allowedValues></itemDefinition>"
    )
    source = model(small, *CHAIN, decision("d", literal("a"), "input:a", type_ref="small"))

    assert evaluate(source, "second", context, world).warnings
    assert evaluate(source, "d", context, world).warnings
    assert context == {"a": 1, "b": "x"}
    assert world.warnings == []
