"""Every hit policy gives what the standard says, and a violated one gives null and says so."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dmn import Evaluation
from engine.feel import Value
from tests.unit.dmn.build import decision, model, output, run, table

RULES = [("> 0", '"b"'), ("> 10", '"a"'), ("> 20", '"b"')]
VALUES = '"a","b","c"'


def evaluate(policy: str, given: int, **options: str) -> Evaluation:
    column = output(values=options.pop("values", ""), default=options.pop("default", ""))
    logic = table(["x"], RULES, policy=policy, outputs=[column], **options)
    return run(model(decision("d", logic)), "d", x=given)


@pytest.mark.parametrize(
    ("policy", "given", "expected"),
    [
        ("UNIQUE", 5, "b"),
        ("UNIQUE", 15, None),
        ("ANY", 5, "b"),
        ("ANY", 15, None),
        ("FIRST", 25, "b"),
        ("RULE ORDER", 25, ["b", "a", "b"]),
        ("COLLECT", 25, ["b", "a", "b"]),
        ("UNIQUE", -1, None),
        ("COLLECT", -1, None),
    ],
)
def test_a_policy_without_order_of_outputs(policy: str, given: int, expected: Value) -> None:
    assert evaluate(policy, given).value == expected


@pytest.mark.parametrize(("policy", "expected"), [("PRIORITY", "a"), ("OUTPUT ORDER", ["a", "b", "b"])])
def test_a_policy_takes_its_order_from_the_output_values(policy: str, expected: Value) -> None:
    assert evaluate(policy, 25, values=VALUES).value == expected


def test_rules_that_agree_may_match_together_under_any() -> None:
    logic = table(["x"], [("> 0", "1"), ("> 1", "1.0")], policy="ANY")

    assert run(model(decision("d", logic)), "d", x=5).value == 1


def test_any_does_not_take_a_number_for_a_boolean() -> None:
    logic = table(["x"], [("> 0", "1"), ("> 1", "true")], policy="ANY")

    assert run(model(decision("d", logic)), "d", x=5).value is None


@pytest.mark.parametrize(
    ("aggregation", "given", "expected"),
    [
        ("SUM", 25, Decimal(60)),
        ("MIN", 25, 10),
        ("MAX", 25, 30),
        ("COUNT", 25, 3),
        ("COUNT", -1, 0),
        ("SUM", -1, None),
    ],
)
def test_collect_aggregates(aggregation: str, given: int, expected: Value) -> None:
    rules = [("> 0", "10"), ("> 10", "20"), ("> 20", "30")]
    logic = table(["x"], rules, policy="COLLECT", attributes=f'aggregation="{aggregation}"')

    assert run(model(decision("d", logic)), "d", x=given).value == expected


def test_several_outputs_become_a_context() -> None:
    rules = [("> 0", '"b"', "1"), ("> 10", '"a"', "2")]
    outputs = [output("letter", values=VALUES), output("number", values="2,1")]
    one = table(["x"], rules, policy="PRIORITY", outputs=outputs)
    many = table(["x"], rules, policy="OUTPUT ORDER", outputs=outputs)

    assert run(model(decision("d", one)), "d", x=15).value == {"letter": "a", "number": 2}
    assert run(model(decision("d", many)), "d", x=15).value == [
        {"letter": "a", "number": 2},
        {"letter": "b", "number": 1},
    ]


def test_priority_compares_the_next_output_when_the_first_is_equal() -> None:
    rules = [("> 0", '"a"', "1"), ("> 0", '"a"', "2")]
    outputs = [output("letter", values=VALUES), output("number", values="2,1")]

    logic = table(["x"], rules, policy="PRIORITY", outputs=outputs)

    assert run(model(decision("d", logic)), "d", x=15).value == {"letter": "a", "number": 2}


def test_the_order_may_come_from_the_allowed_values_of_the_type() -> None:
    type_ = (
        '<itemDefinition name="tLetter"><typeRef>string</typeRef>'
        f"<allowedValues><text>{VALUES}</text></allowedValues></itemDefinition>"
    )
    logic = table(["x"], RULES, policy="PRIORITY", outputs=[output(type_ref="tLetter")])

    assert run(model(type_, decision("d", logic)), "d", x=25).value == "a"


def test_without_a_match_the_default_output_holds() -> None:
    assert evaluate("UNIQUE", -1, default='"c"').value == "c"
    assert evaluate("COLLECT", -1, default='"c"').value == "c"


def test_a_default_of_one_output_leaves_the_others_null() -> None:
    logic = table(["x"], [("> 0", "1", "2")], outputs=[output("a", default="7"), output("b")])

    assert run(model(decision("d", logic)), "d", x=-1).value == {"a": 7, "b": None}


@pytest.mark.parametrize("policy", ["UNIQUE", "ANY"])
def test_a_violated_policy_says_so(policy: str) -> None:
    evaluation = evaluate(policy, 15)

    assert "match" in evaluation.warnings[0].text


def test_an_output_that_is_not_among_the_output_values_is_null_and_says_so() -> None:
    evaluation = evaluate("FIRST", 25, values='"a"')

    assert evaluation.value is None
    assert evaluation.warnings[0].element_id == "r1"


def test_an_input_that_is_not_among_the_input_values_matches_nothing_and_says_so() -> None:
    logic = table(["x"], [("-", "1")]).replace(
        "</inputExpression>", "</inputExpression><inputValues><text>1,2</text></inputValues>"
    )

    evaluation = run(model(decision("d", logic)), "d", x=3)

    assert evaluation.value is None
    assert evaluation.decisions[0].matched_rules == ()
    assert "input values" in evaluation.warnings[0].text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc")), min_size=1, max_size=8), st.integers(0, 6)
)
def test_the_policies_agree_with_each_other(rows: list[tuple[int, str]], given: int) -> None:
    rules = [(f"> {bound}", f'"{letter}"') for bound, letter in rows]

    def value(policy: str) -> Value:
        logic = table(["x"], rules, policy=policy, outputs=[output(values=VALUES)])
        return run(model(decision("d", logic)), "d", x=given).value

    collected = value("COLLECT")
    listed = collected if isinstance(collected, list) else []
    expected = [letter for bound, letter in rows if given > bound]
    assert listed == expected == (value("RULE ORDER") or [])
    assert value("FIRST") == (expected[0] if expected else None)
    assert value("UNIQUE") == (expected[0] if len(expected) == 1 else None)
    assert value("PRIORITY") == (min(expected) if expected else None)
    assert (value("OUTPUT ORDER") or []) == sorted(expected)
