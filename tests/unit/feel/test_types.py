"""Types accept what conforms to them, and values convert only where the standard says so."""

import pytest

from engine.feel import (
    ANY,
    ConstrainedType,
    ContextType,
    Environment,
    FeelDate,
    FeelDateTime,
    FeelTime,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    SimpleType,
    Value,
    coerce,
    conforms,
    parse_expression,
    simple_type,
    type_name,
)
from engine.feel.types import is_subtype
from tests.unit.feel.evaluating import NOW, evaluate

NUMBER, STRING, DATE_TIME = SimpleType("number"), SimpleType("string"), SimpleType("date and time")
PERSON = ContextType((("name", STRING), ("age", NUMBER)))


@pytest.mark.parametrize(
    ("value", "type_", "converted"),
    [
        (1, NUMBER, 1),
        ([1], NUMBER, 1),
        ([1, 2], NUMBER, None),
        (1, ListType(NUMBER), [1]),
        ("a", ListType(NUMBER), None),
        ("a", NUMBER, None),
        (True, NUMBER, None),
        (None, NUMBER, None),
        ([None], NUMBER, None),
        (FeelDate(2026, 1, 2), DATE_TIME, FeelDateTime(FeelDate(2026, 1, 2), FeelTime(0, 0, 0, 0, 0))),
        ({"name": "a", "age": None, "more": 1}, PERSON, {"name": "a", "age": None, "more": 1}),
        ({"name": "a"}, PERSON, None),
        (["x"], ANY, ["x"]),
    ],
)
def test_a_value_converts_to_a_type_or_becomes_null(value: Value, type_: FeelType, converted: Value) -> None:
    assert coerce(value, type_) == converted
    assert conforms(coerce(value, type_), type_)


def test_allowed_values_narrow_a_type() -> None:
    adult = ConstrainedType(NUMBER, lambda value: isinstance(value, int) and value >= 18)
    assert coerce(18, adult) == 18
    assert coerce(17, adult) is None
    assert is_subtype(adult, NUMBER)
    assert not is_subtype(NUMBER, adult)


@pytest.mark.parametrize(
    ("sub", "super_", "holds"),
    [
        (NUMBER, ANY, True),
        (ListType(NUMBER), ListType(ANY), True),
        (ListType(ANY), ListType(NUMBER), False),
        (RangeType(NUMBER), RangeType(NUMBER), True),
        (PERSON, ContextType((("name", STRING),)), True),
        (ContextType((("name", STRING),)), PERSON, False),
        (FunctionType((ANY,), NUMBER), FunctionType((NUMBER,), ANY), True),
        (FunctionType((NUMBER,), NUMBER), FunctionType((ANY,), NUMBER), False),
    ],
)
def test_types_conform_as_the_lattice_says(sub: FeelType, super_: FeelType, holds: bool) -> None:
    assert is_subtype(sub, super_) is holds


def test_named_types_come_from_the_host() -> None:
    here = Environment(NOW, types={"tPerson": PERSON, "model.tAge": NUMBER})
    expression = parse_expression('{name: "a", age: 3} instance of tPerson and 3 instance of model.tAge')
    assert expression.evaluate({}, here) is True
    assert parse_expression("1 instance of tUnknown").evaluate({}, here) is None
    assert here.warnings[-1].code == "type"


def test_a_function_conforms_by_the_number_and_types_of_its_parameters() -> None:
    assert evaluate("(function(a) a) instance of function<number> -> Any") is True
    assert evaluate("(function(a: string) a) instance of function<number> -> Any") is False
    assert evaluate("(function(a) a) instance of function<number, number> -> Any") is False
    assert evaluate("string length instance of function<string> -> Any") is True


def test_the_result_of_a_function_conforms_unless_its_text_tells_another_type() -> None:
    assert evaluate('(function() "a") instance of function<> -> string') is True
    assert evaluate("(function() 1) instance of function<> -> string") is False
    assert evaluate("(function(a: number) a) instance of function<number> -> number") is True
    assert evaluate("(function(f: function<number> -> number) f(2))(function(x) x * x)") == 4


def test_older_names_of_types_are_known() -> None:
    assert simple_type("dayTimeDuration") == simple_type("days and time duration")
    assert simple_type("dateTime") == DATE_TIME
    assert simple_type("tPerson") is None
    assert [type_name(value) for value in (None, True, 1, "a", [], {})] == [
        "null", "boolean", "number", "string", "list", "context"
    ]  # fmt: skip
