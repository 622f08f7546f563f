"""The shortcut for simple cells gives what FEEL gives."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dmn.quick_tests import quick_test
from engine.feel import parse_unary_tests
from tests.unit.dmn.build import environment

numbers = st.sampled_from(["0", "1", "2.5", "10"])
simple = st.one_of(
    numbers,
    st.tuples(st.sampled_from(["<", "<=", ">", ">=", "="]), numbers).map(" ".join),
    st.tuples(st.sampled_from("[("), numbers, numbers, st.sampled_from("])")).map(
        lambda p: f"{p[0]}{p[1]}..{p[2]}{p[3]}"
    ),
)
cells = st.one_of(
    st.lists(simple, min_size=1, max_size=3).map(", ".join),
    st.lists(st.sampled_from(['"a"', '"b"', '""']), min_size=1, max_size=3).map(", ".join),
    st.lists(st.sampled_from(["true", "false"]), min_size=1, max_size=2).map(", ".join),
)
values = st.sampled_from(
    [None, True, False, 0, 1, Decimal("2.5"), Decimal("1.0"), 10, "a", "", "c", [1], ["a"], {"a": 1}]
)


@settings(max_examples=300, deadline=None)
@given(cells, st.booleans(), values)
def test_the_shortcut_and_feel_agree(cell: str, negated: bool, value: object) -> None:
    parsed = parse_unary_tests(f"not({cell})" if negated else cell)
    quick = quick_test(parsed)

    if quick is not None and type(value) in quick.kinds:
        assert quick.passes(value) is parsed.evaluate(value, {}, environment())  # type: ignore[arg-type]


def test_the_shortcut_is_taken_for_simple_cells_and_no_others() -> None:
    assert all(
        quick_test(parse_unary_tests(cell)) for cell in ("< 3", "[1..2)", '"a","b"', "not(true)", "1,> 4")
    )
    assert not any(
        quick_test(parse_unary_tests(cell)) for cell in ("-", "x", "? > 3", "null", '1,"a"', "[x..2]")
    )
