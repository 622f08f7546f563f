"""Expressions give the values that the standard promises."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engine.feel import Environment, Value, parse_expression, parse_unary_tests, to_json
from tests.unit.feel.evaluating import evaluate


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("0.1 + 0.2 = 0.3", True),
        ("10 / 4", Decimal("2.5")),
        ("-3 ** 2", 9),
        ("1 + 2 * 3", 7),
        ('"a" + "b"', "ab"),
        ("1 + null", None),
        ("null and false", False),
        ("if null then 1 else 2", 2),
        ("for i in 1..3 return i * i", [1, 4, 9]),
        ("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", [1, 2, 6, 24]),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", True),
        ("every x in [1, 2] satisfies x > 1", False),
        ("[1, 2, 3, 4][item > 2]", [3, 4]),
        ("[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b", [4]),
        ("{a: 1, b: a + 1}.b", 2),
        ("{a: 1, b: {a: a}}.b.a", 1),
        ("{fact: function(n) if n < 2 then 1 else n * fact(n - 1), result: fact(5)}.result", 120),
        ("5 in (< 3, [4..6])", True),
        ('[1..3] = range("[1..3]")', True),
        ("sum(1, 2, 3)", 6),
        ('substring(string: "foobar", start position: 4)', "bar"),
        ('date("2024-01-31") + duration("P1M") = date("2024-02-29")', True),
        ("1 instance of number", True),
        ("null instance of Null", True),
        ("[1] instance of list", None),
        ('@"10:00:01.5".second', Decimal("1.5")),
        ("{a: function() b, b: 2, c: a()}.c", 2),
        ("5 in (? > 3)", True),
        ("5 in (? > 7, 5)", True),
        ("(function(a, b) [a, b])(b: 1)", [None, 1]),
        ("append(list: [1])", [1, None]),
        ("is(value1: null)", True),
        ("is(1)", None),
        ('split("abc", "")', None),
        ('substring("foobar", 3, 9)', None),
        ('number("+5")', None),
    ],
)
def test_an_expression_has_the_value_of_the_standard(source: str, expected: Value) -> None:
    assert evaluate(source) == expected


def test_names_with_spaces_and_reserved_words_are_found_among_the_known_names() -> None:
    environment = Environment(datetime(2026, 1, 1, tzinfo=UTC))
    expression = parse_expression("cost in euro + vat-rate", names=["cost in euro", "vat-rate"])
    assert expression.evaluate({"cost in euro": 2, "vat-rate": 3}, environment) == 5
    assert expression.free_names == {"cost in euro", "vat-rate"}


def test_unary_tests_compare_the_tested_value() -> None:
    environment = Environment(datetime(2026, 1, 1, tzinfo=UTC))
    assert parse_unary_tests('"a", "b"').evaluate("b", {}, environment) is True
    assert parse_unary_tests("not(> 3)").evaluate(4, {}, environment) is False
    assert parse_unary_tests("? > limit").evaluate(4, {"limit": 3}, environment) is True
    assert parse_unary_tests("-").evaluate(None, {}, environment) is True


def test_json_holds_temporal_values_as_their_text() -> None:
    assert to_json(evaluate('[today(), now(), @"PT90M"]')) == [
        "2026-11-21",
        "2026-11-21T13:30:00@Europe/Amsterdam",
        "PT1H30M",
    ]
