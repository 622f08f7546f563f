"""Truth is true, false or null, and keeps its laws."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import Value, parse_expression
from tests.unit.feel.evaluating import environment, evaluate

TRUTHS = (True, False, None)


@pytest.mark.parametrize(("a", "b"), list(product(TRUTHS, TRUTHS)))
def test_the_laws_of_de_morgan_hold(a: Value, b: Value) -> None:
    assert evaluate("not(a and b)", a=a, b=b) == evaluate("not(a) or not(b)", a=a, b=b)
    assert evaluate("not(a or b)", a=a, b=b) == evaluate("not(a) and not(b)", a=a, b=b)


@pytest.mark.parametrize(("a", "b", "c"), list(product(TRUTHS, TRUTHS, TRUTHS)))
def test_and_distributes_over_or(a: Value, b: Value, c: Value) -> None:
    left = evaluate("a and (b or c)", a=a, b=b, c=c)
    assert left == evaluate("(a and b) or (a and c)", a=a, b=b, c=c)


@pytest.mark.parametrize("value", [1, "true", [True], {}])
def test_what_is_no_boolean_counts_as_unknown(value: Value) -> None:
    assert evaluate("a and true", a=value) is None
    assert evaluate("a and false", a=value) is False
    assert evaluate("a or true", a=value) is True
    assert evaluate("a or false", a=value) is None
    assert evaluate("not(a)", a=value) is None


def test_a_condition_that_is_no_boolean_leaves_a_warning() -> None:
    here = environment()
    assert parse_expression('if "yes" then 1 else 2').evaluate({}, here) == 2
    assert parse_expression('true and "yes"').evaluate({}, here) is None
    assert [warning.code for warning in here.warnings] == ["condition", "condition"]


values = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.text("ab", max_size=2), st.lists(st.integers(0, 2))
)


@settings(max_examples=100, deadline=None)
@given(values, values)
def test_equality_is_symmetric_and_its_opposite_is_inequality(a: Value, b: Value) -> None:
    equal = evaluate("a = b", a=a, b=b)
    assert equal == evaluate("b = a", a=a, b=b)
    assert evaluate("a != b", a=a, b=b) == (None if equal is None else not equal)


@settings(max_examples=100, deadline=None)
@given(values, values)
def test_what_compares_is_less_equal_or_greater(a: Value, b: Value) -> None:
    relations = [evaluate(f"a {operator} b", a=a, b=b) for operator in ("<", "=", ">")]
    if relations[0] is None:
        assert relations[2] is None
    else:
        assert relations.count(True) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(TRUTHS), max_size=4))
def test_quantifiers_and_aggregates_agree_with_and_and_or(truths: list[bool | None]) -> None:
    assert evaluate("every x in l satisfies x", l=list(truths)) == evaluate(
        "not(some x in l satisfies not(x))", l=list(truths)
    )
    assert evaluate("all(l)", l=list(truths)) == evaluate(
        "not(any(for x in l return not(x)))", l=list(truths)
    )
