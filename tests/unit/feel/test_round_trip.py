"""What is printed can be read again, and gives the same."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import (
    DaysTimeDuration,
    Environment,
    FeelDate,
    FeelDateTime,
    FeelRange,
    FeelTime,
    Value,
    YearsMonthsDuration,
    parse_expression,
    parse_unary_tests,
    print_expression,
    print_unary_tests,
    to_text,
)
from engine.feel import syntax as s
from tests.unit.feel.evaluating import environment

names = st.sampled_from(["a", "b", "price", "größe", "x1"])
members = st.sampled_from(["a", "time offset", "start included"])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
numbers = st.integers(-999, 999) | st.decimals(-999, 999, places=3)

types = st.recursive(
    st.sampled_from(["number", "date and time", "Any", "tOrder", "model.tOrder"]).map(s.NamedType),
    lambda inner: st.one_of(
        inner.map(s.ListTypeSyntax),
        inner.map(s.RangeTypeSyntax),
        st.lists(st.tuples(names, inner), max_size=2).map(lambda m: s.ContextTypeSyntax(tuple(m))),
        st.tuples(st.lists(inner, max_size=2), inner).map(lambda p: s.FunctionTypeSyntax(tuple(p[0]), p[1])),
    ),
    max_leaves=3,
)
atoms = st.one_of(
    st.just(s.NullLiteral()),
    st.booleans().map(s.BooleanLiteral),
    numbers.map(s.NumberLiteral),
    texts.map(s.StringLiteral),
    texts.map(s.AtLiteral),
    names.map(s.Name),
)


def compound(inner: st.SearchStrategy[s.Syntax]) -> st.SearchStrategy[s.Syntax]:
    pair = st.lists(inner, min_size=2, max_size=3).map(tuple)
    comparisons = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
    tests = inner | st.builds(s.ComparisonTest, comparisons, inner)
    iterations = st.lists(
        st.builds(s.IterationContext, names, inner, st.none() | inner), min_size=1, max_size=2
    ).map(tuple)
    parameters = st.lists(st.tuples(names, st.none() | types), max_size=2).map(tuple)
    positional = st.builds(s.Invocation, inner, st.lists(inner, max_size=2).map(tuple))
    named = st.lists(st.tuples(names, inner), min_size=1, max_size=2).map(
        lambda pairs: s.Invocation(s.Name("f"), tuple(v for _, v in pairs), tuple(n for n, _ in pairs))
    )
    return st.one_of(
        st.lists(tests, max_size=2).map(lambda items: s.ListLiteral(tuple(items))),
        st.lists(st.tuples(texts, inner), max_size=2).map(lambda entries: s.ContextLiteral(tuple(entries))),
        st.builds(s.RangeLiteral, inner, inner, st.booleans(), st.booleans()),
        st.builds(s.ComparisonTest, comparisons, inner),
        st.builds(s.FunctionLiteral, parameters, inner, st.booleans()),
        st.builds(s.Negation, inner),
        st.builds(s.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        st.builds(s.Comparison, comparisons, inner, inner),
        st.builds(s.Conjunction, pair),
        st.builds(s.Disjunction, pair),
        st.builds(s.Between, inner, inner, inner),
        st.builds(s.Membership, inner, st.lists(tests, min_size=1, max_size=2).map(tuple)),
        st.builds(s.InstanceOf, inner, types),
        st.builds(s.Path, inner, members),
        st.builds(s.Filter, inner, inner),
        positional,
        named,
        st.builds(s.Conditional, inner, inner, inner),
        st.builds(s.For, iterations, inner),
        st.builds(s.Quantified, st.sampled_from(["some", "every"]), iterations, inner),
    )


expressions = st.recursive(atoms, compound, max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(expressions)
def test_a_printed_expression_parses_to_the_same_syntax(expression: s.Syntax) -> None:
    assert parse_expression(print_expression(expression)).syntax == expression


@settings(max_examples=50, deadline=None)
@given(st.lists(expressions, min_size=1, max_size=3), st.booleans())
def test_printed_unary_tests_parse_to_the_same_syntax(tests: list[s.Syntax], negated: bool) -> None:
    syntax = s.UnaryTestsSyntax(tuple(tests), negated)
    assert parse_unary_tests(print_unary_tests(syntax)).syntax == syntax


dates = st.builds(FeelDate, st.integers(-9_999_999, 9_999_999), st.integers(1, 12), st.integers(1, 28))
times = st.builds(
    FeelTime,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    st.integers(0, 999_999_999),
    st.none() | st.integers(-50_000, 50_000),
) | st.builds(FeelTime, st.integers(0, 23), st.just(0), st.just(0), zone=st.just("Europe/Amsterdam"))
durations = st.builds(DaysTimeDuration, st.integers(-(10**18), 10**18)) | st.builds(
    YearsMonthsDuration, st.integers(-(10**6), 10**6)
)
scalars = st.one_of(
    st.none(), st.booleans(), numbers, texts, dates, times, st.builds(FeelDateTime, dates, times), durations
)
ranges = st.builds(FeelRange, st.integers(0, 9), st.integers(10, 19), st.booleans(), st.booleans())
values = st.recursive(
    scalars | ranges,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(values)
def test_the_text_of_a_value_evaluates_to_that_value(value: Value) -> None:
    assert parse_expression(to_text(value)).evaluate({}, environment()) == value


def test_numbers_are_written_without_exponent_and_trailing_zeros() -> None:
    assert to_text(Decimal("1.50")) == "1.5"
    assert to_text(Decimal("1E+3")) == "1000"
    assert to_text(Decimal("-0.00")) == "0"


def test_an_environment_keeps_no_values_in_its_warnings() -> None:
    here: Environment = environment()
    parse_expression('"secret" + 1').evaluate({}, here)
    assert [(w.code, w.line, w.column) for w in here.warnings] == [("arithmetic", 1, 10)]
    assert "secret" not in here.warnings[0].text
