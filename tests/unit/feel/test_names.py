"""Names are found where the standard says, and an expression tells which it reads."""

import pytest

from engine.feel import Environment, FeelError, HostFunction, Value, parse_expression
from tests.unit.feel.evaluating import NOW, environment, evaluate


@pytest.mark.parametrize(
    ("source", "free", "called", "in_filters"),
    [
        ("a + b.c", {"a", "b"}, set(), set()),
        ("for i in list1 return i + x", {"list1", "x"}, set(), set()),
        ("{a: 1, b: a + c}.b", {"c"}, set(), set()),
        ("people[age > limit].name", {"people", "age", "limit"}, set(), {"age", "limit"}),
        ("term(x) + count(y)", {"x", "y"}, {"term"}, set()),
        ("function(a) a + z", {"z"}, set(), set()),
        ("if date > today() then 1 else 2", {"date"}, set(), set()),
        ("[1, 2][item > 1]", set(), set(), set()),
    ],
)
def test_an_expression_tells_which_names_it_reads(
    source: str, free: set[str], called: set[str], in_filters: set[str]
) -> None:
    expression = parse_expression(source)
    assert expression.free_names == free
    assert expression.called_names == called
    assert expression.filter_names == in_filters


def test_the_longest_known_name_wins() -> None:
    names = ["a", "a-b", "a-b - c", "Years of Service", "x in y"]
    scope: dict[str, Value] = {"a": 9, "b": 4, "a-b": 1, "a-b - c": 2, "Years of Service": 3, "x in y": 5}
    here = environment()
    assert parse_expression("a-b", names=names).evaluate(scope, here) == 1
    assert parse_expression("a-b-c + 1", names=names).evaluate(scope, here) == 3
    assert parse_expression("Years   of\nService + x in y", names=names).evaluate(scope, here) == 8
    assert parse_expression("a-b").evaluate(scope, here) == 5


def test_no_variable_takes_a_reserved_word_away() -> None:
    names = ["if", "for", "in", "true", "some x", "return date", "in progress"]
    scope: dict[str, Value] = {"return date": 1, "in progress": 2, "true": 9, "some x": 9}
    here = environment()
    assert (
        parse_expression("some x in [1] satisfies x = 1 and true", names=names).evaluate(scope, here) is True
    )
    assert parse_expression("for x in [1] return return date + x", names=names).evaluate(scope, here) == [2]
    assert parse_expression("if in progress in (2) then 1 else 0", names=names).evaluate(scope, here) == 1


def test_names_that_an_expression_declares_need_not_be_given() -> None:
    assert evaluate("{first name: 1, last-name: first name + 1, sum: last-name + 1}.sum") == 3
    assert evaluate("for my item in [1] return my item + 1") == [2]
    assert evaluate("(function(a b, c-d) a b - c-d)(5, 2)") == 3
    assert evaluate("{a b: {c d: 1}}.a b.c d") == 1
    assert evaluate("{client’s age: 1, b: client’s age + 1}.b") == 2


def test_variables_hide_functions_of_the_host_which_hide_those_of_the_standard() -> None:
    here = Environment(NOW, functions={"count": HostFunction("count", ("x",), lambda x: "host")})
    assert parse_expression("count([1])").evaluate({}, here) == "host"
    assert parse_expression("count").evaluate({"count": 7}, here) == 7
    assert evaluate("count([1])") == 1


def test_a_variable_that_is_no_function_hides_none() -> None:
    assert evaluate('date("2026-11-21").day', date="x") == 21
    assert evaluate('{date: date("2026-11-21"), next: date("2026-11-22")}.next.day') == 22
    assert evaluate("[{count: 2}][count([1]) < count]") == [{"count": 2}]
    assert evaluate("{count: function(x) 9, r: count([1])}.r") == 9


def test_a_filtered_item_offers_its_members_before_outer_variables() -> None:
    scope: dict[str, Value] = {"a": 2}
    assert evaluate("[{a: 1}, {a: 3}][a > 2]", **scope) == [{"a": 3}]
    assert evaluate("[{b: 1}, {b: 3}][b > a]", **scope) == [{"b": 3}]
    assert evaluate("[{item: 5}][item = 5]") == [{"item": 5}]
    assert evaluate("for a in [1] return [3, 1][item > a]") == [[3]]


def test_an_unknown_name_is_null_with_a_warning() -> None:
    here = environment()
    assert parse_expression("1 + nobody").evaluate({}, here) is None
    assert here.warnings[0].code == "name"
    assert "nobody" in here.warnings[0].text
    assert (here.warnings[0].line, here.warnings[0].column) == (1, 5)


def test_a_function_of_the_host_takes_positional_named_and_optional_arguments() -> None:
    def term(name: Value, start: Value) -> Value:
        return [name, start]

    here = Environment(NOW, functions={"term": HostFunction("term", ("id", "from"), term, required=1)})
    assert parse_expression('term("x")').evaluate({}, here) == ["x", None]
    assert parse_expression('term(from: 2, id: "x")').evaluate({}, here) == ["x", 2]
    assert parse_expression("term()").evaluate({}, here) is None
    assert parse_expression("term(1, 2, 3)").evaluate({}, here) is None
    assert parse_expression("term(id: 1, until: 3)").evaluate({}, here) is None


def test_a_failing_function_of_the_host_is_a_feel_error_without_its_message() -> None:
    def broken() -> Value:
        raise KeyError("a personal value")

    here = Environment(NOW, functions={"broken": HostFunction("broken", (), broken)})
    with pytest.raises(FeelError, match=r"'broken' of the host failed: KeyError$"):
        parse_expression("broken()").evaluate({}, here)


def test_the_scope_is_read_lazily_and_not_changed() -> None:
    class Scope(dict[str, Value]):
        def keys(self) -> None:  # type: ignore[override]
            raise AssertionError("copied")

        __iter__ = keys  # type: ignore[assignment]

    scope = Scope(a=[3, 1, 2])
    assert parse_expression("sort(a, function(x, y) x < y)").evaluate(scope, environment()) == [1, 2, 3]
    assert scope["a"] == [3, 1, 2]


def test_parsed_expressions_are_kept() -> None:
    assert parse_expression("a + 41") is parse_expression("a + 41")
