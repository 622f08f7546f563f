"""Ranges hold what lies between their ends, and relate to each other by one set of laws."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import FeelRange
from tests.unit.feel.evaluating import evaluate

points = st.integers(0, 6)
ranges = st.tuples(points, st.integers(1, 4), st.booleans(), st.booleans()).map(
    lambda r: FeelRange(r[0], r[0] + r[1], r[2], r[3])
)


@settings(max_examples=100, deadline=None)
@given(points, ranges)
def test_a_point_is_before_in_or_after_a_range(point: int, range_: FeelRange) -> None:
    places = [evaluate(f"{name}(p, r)", p=point, r=range_) for name in ("before", "during", "after")]
    assert places.count(True) == 1
    assert places[1] == evaluate("p in r", p=point, r=range_) == evaluate("includes(r, p)", p=point, r=range_)


@settings(max_examples=200, deadline=None)
@given(ranges, ranges)
def test_ranges_are_before_overlapping_or_after(a: FeelRange, b: FeelRange) -> None:
    places = [evaluate(f"{name}(a, b)", a=a, b=b) for name in ("before", "overlaps", "after")]
    assert places.count(True) == 1


INVERSES = [
    ("before", "after"),
    ("meets", "met by"),
    ("overlaps before", "overlaps after"),
    ("finishes", "finished by"),
    ("starts", "started by"),
    ("includes", "during"),
    ("overlaps", "overlaps"),
    ("coincides", "coincides"),
]


@settings(max_examples=100, deadline=None)
@given(ranges, ranges, st.sampled_from(INVERSES))
def test_each_relation_has_its_inverse(a: FeelRange, b: FeelRange, names: tuple[str, str]) -> None:
    assert evaluate(f"{names[0]}(a, b)", a=a, b=b) == evaluate(f"{names[1]}(b, a)", a=a, b=b)


@settings(max_examples=100, deadline=None)
@given(ranges, ranges)
def test_a_range_that_includes_another_holds_its_points(a: FeelRange, b: FeelRange) -> None:
    if evaluate("includes(a, b)", a=a, b=b):
        assert evaluate("every p in b satisfies p in a", a=a, b=b) is True


def test_a_range_of_a_comparison_is_open_on_one_side() -> None:
    assert evaluate("(< 3).end") == 3
    assert evaluate("(< 3).start") is None
    assert evaluate("[5 in (>= 5), 5 in (> 5), 5 in (!= 5)]") == [True, False, False]


def test_a_range_of_which_the_ends_are_not_in_order_is_null() -> None:
    assert evaluate("[null..3]") is None
    assert evaluate("[3..1]") is None
    assert evaluate('[1.."a"]') is None


def test_iteration_goes_up_and_down_and_over_days() -> None:
    assert evaluate("for i in 3..1 return i") == [3, 2, 1]
    assert evaluate("for i in (1..4) return i") == [2, 3]
    assert evaluate('for d in @"2024-02-28"..@"2024-03-01" return d.day') == [28, 29, 1]
    assert evaluate("for i in 1..2.5 return i") is None


def test_the_order_of_named_arguments_tells_a_point_and_a_range_from_a_range_and_a_point() -> None:
    assert evaluate("before(point: 3, range: [1..2])") is False
    assert evaluate("before(range: [1..2], point: 3)") is True
