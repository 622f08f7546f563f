"""Nothing but a FEEL error leaves the package, and it says where and what."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import (
    BUILT_IN_NAMES,
    Expression,
    FeelError,
    FeelSyntaxError,
    Value,
    parse_expression,
    parse_unary_tests,
    to_json,
    to_text,
)
from tests.unit.feel.evaluating import environment

PIECES = [
    *"()[]{}<>=!,.:?@\"'+-*/", "..", "->", "**", "1", "0.5", "1e99", '"a"', '@"P1D"', "a", "null",
    "true", "item",
    "if ", " then ", " else ", "for ", " in ", " return ", "some ", " satisfies ", "every ", "function",
    " external ", " and ", " or ", " between ", " instance of ", "list<", "context<", "date and time", "not",
    "partial", " ", "\n", *sorted(BUILT_IN_NAMES),
]  # fmt: skip


def attempt(expression: Expression, scope: dict[str, Value]) -> None:
    try:
        to_text(expression.evaluate(scope, environment()))
    except FeelError:
        return


def run(source: str) -> None:
    scope: dict[str, Value] = {"a": [1, {"b": None}]}
    for parse in (parse_expression, parse_unary_tests):
        here = environment()
        try:
            parsed = parse(source)
            value = (
                parsed.evaluate(1, scope, here)
                if parse is parse_unary_tests
                else parsed.evaluate(scope, here)
            )
            to_text(value)
            to_json(value)
        except FeelError:
            continue


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_sequence_of_words_raises_another_error(source: str) -> None:
    run(source)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_no_text_raises_another_error(source: str) -> None:
    run(source)


ARGUMENTS = [
    "null", "0", "-1", "2.5", "1e30", '""', '"a,b"', '"["', "true", "[]", "[1, null]", '["a"]', "{}",
    "{a: 1}", '@"2024-02-29"', '@"10:00:00"', '@"2024-02-29T10:00:00@Europe/Paris"', '@"P1D"', '@"-P1Y"',
    "[1..3]", "(< 3)", "abs", "function(x, y) x", "function(x) x",
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(BUILT_IN_NAMES))
def test_a_built_in_answers_any_arguments_with_a_value_or_null(name: str) -> None:
    values = [parse_expression(argument).evaluate({}, environment()) for argument in ARGUMENTS]
    one, two = parse_expression(f"{name}(a)"), parse_expression(f"{name}(a, b)")
    three = parse_expression(f"{name}(a, b, c)")
    for a, b in product(values, values):
        for expression in (one, two):
            attempt(expression, {"a": a, "b": b})
        for c in values[::4]:
            attempt(three, {"a": a, "b": b, "c": c})


@pytest.mark.parametrize(
    ("source", "line", "column", "expected"),
    [
        ("1 +", 1, 4, "a value, a name or an opening bracket"),
        ("[1, 2", 1, 6, "',' or ']'"),
        ("if a then b", 1, 12, "'else'"),
        ("{a: 1,\n b 2}", 2, 5, "':'"),
        ('"abc', 1, 1, "a closing quotation mark"),
        ("for x in y", 1, 11, "'return'"),
        ("a ; b", 1, 3, "a name, a value or an operator"),
        ("{a: 1,}", 1, 7, "a key"),
        ("f(1,)", 1, 5, "an argument"),
        ("f(a: 1, 2)", 1, 10, "either named arguments or positional ones, not both"),
        ("1 2", 1, 3, "an operator or the end of the expression"),
        ("/* open", 1, 1, "'*/'"),
    ],
)
def test_a_syntax_error_says_where_and_what_was_expected(
    source: str, line: int, column: int, expected: str
) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse_expression(source)
    assert (caught.value.line, caught.value.column, caught.value.expected) == (line, column, expected)
    assert caught.value.source == source
    assert expected in str(caught.value)
