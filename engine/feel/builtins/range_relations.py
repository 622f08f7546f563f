"""How points and ranges lie to each other (DMN 1.5, 10.3.4.9, table 78)."""

from __future__ import annotations

from engine.feel.builtins.signature import Family
from engine.feel.comparison import compare, conjunction, disjunction
from engine.feel.comparison import contains as range_contains
from engine.feel.evaluation import Evaluation
from engine.feel.values import FeelRange, Value

FAMILY = Family()
_POINT = "number|string|date|time|date and time|days and time duration|years and months duration"
_Truth = bool | None


def _less(a: Value, b: Value) -> _Truth:
    order = compare(a, b)
    return None if order is None else order < 0


def _same(a: Value, b: Value) -> _Truth:
    order = compare(a, b)
    return None if order is None else order == 0


def _both(*terms: _Truth) -> _Truth:
    truth: _Truth = True
    for term in terms:
        truth = conjunction(truth, term)
    return truth


def _ends_before(a: Value, b: Value, touching: bool) -> _Truth:
    """Whether the end ``a`` lies before the start ``b``; at the same point only when it is ``touching``."""
    return disjunction(_less(a, b), conjunction(_same(a, b), touching))


@FAMILY.define("before", f"point1: {_POINT}, point2: {_POINT}")
def before_points(evaluation: Evaluation, point1: Value, point2: Value) -> _Truth:
    """Whether the first point comes before the second."""
    return _less(point1, point2)


@FAMILY.define("before", f"point: {_POINT}, range: range")
def before_point_range(evaluation: Evaluation, point: Value, range_: FeelRange) -> _Truth:
    """Whether the point comes before the whole range."""
    return _ends_before(point, range_.start, not range_.start_included)


@FAMILY.define("before", f"range: range, point: {_POINT}")
def before_range_point(evaluation: Evaluation, range_: FeelRange, point: Value) -> _Truth:
    """Whether the whole range comes before the point."""
    return _ends_before(range_.end, point, not range_.end_included)


@FAMILY.define("before", "range1: range, range2: range")
def before_ranges(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the whole first range comes before the second."""
    touching = not (range1.end_included and range2.start_included)
    return _ends_before(range1.end, range2.start, touching)


@FAMILY.define("after", f"point1: {_POINT}, point2: {_POINT}")
def after_points(evaluation: Evaluation, point1: Value, point2: Value) -> _Truth:
    """Whether the first point comes after the second."""
    return _less(point2, point1)


@FAMILY.define("after", f"point: {_POINT}, range: range")
def after_point_range(evaluation: Evaluation, point: Value, range_: FeelRange) -> _Truth:
    """Whether the point comes after the whole range."""
    return before_range_point(evaluation, range_, point)


@FAMILY.define("after", f"range: range, point: {_POINT}")
def after_range_point(evaluation: Evaluation, range_: FeelRange, point: Value) -> _Truth:
    """Whether the whole range comes after the point."""
    return before_point_range(evaluation, point, range_)


@FAMILY.define("after", "range1: range, range2: range")
def after_ranges(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the whole first range comes after the second."""
    return before_ranges(evaluation, range2, range1)


@FAMILY.define("meets", "range1: range, range2: range")
def meets(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the first ends at the point where the second starts, both including it."""
    return _both(range1.end_included, range2.start_included, _same(range1.end, range2.start))


@FAMILY.define("met by", "range1: range, range2: range")
def met_by(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the second meets the first."""
    return meets(evaluation, range2, range1)


@FAMILY.define("overlaps", "range1: range, range2: range")
def overlaps(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the ranges have a point in common."""
    reaches = _reaches(range1.end, range2.start, range1.end_included and range2.start_included)
    return _both(reaches, _reaches(range2.end, range1.start, range2.end_included and range1.start_included))


def _reaches(end: Value, start: Value, touching: bool) -> _Truth:
    return disjunction(_less(start, end), conjunction(_same(start, end), touching))


@FAMILY.define("overlaps before", "range1: range, range2: range")
def overlaps_before(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the first starts earlier and ends inside the second, not after its end."""
    starts = disjunction(
        _less(range1.start, range2.start),
        _both(_same(range1.start, range2.start), range1.start_included, not range2.start_included),
    )
    reaches = _reaches(range1.end, range2.start, range1.end_included and range2.start_included)
    same_end = conjunction(_same(range1.end, range2.end), not range1.end_included or range2.end_included)
    return _both(starts, reaches, disjunction(_less(range1.end, range2.end), same_end))


@FAMILY.define("overlaps after", "range1: range, range2: range")
def overlaps_after(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the second overlaps before the first."""
    return overlaps_before(evaluation, range2, range1)


@FAMILY.define("finishes", f"point: {_POINT}, range: range")
def finishes_point(evaluation: Evaluation, point: Value, range_: FeelRange) -> _Truth:
    """Whether the point is the range's last."""
    return conjunction(range_.end_included, _same(point, range_.end))


@FAMILY.define("finishes", "range1: range, range2: range")
def finishes(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether both end together and the first starts no earlier."""
    same_start = conjunction(
        _same(range1.start, range2.start), not range1.start_included or range2.start_included
    )
    return _both(
        range1.end_included == range2.end_included,
        _same(range1.end, range2.end),
        disjunction(_less(range2.start, range1.start), same_start),
    )


@FAMILY.define("finished by", f"range: range, point: {_POINT}")
def finished_by_point(evaluation: Evaluation, range_: FeelRange, point: Value) -> _Truth:
    """Whether the range's last point is the point."""
    return finishes_point(evaluation, point, range_)


@FAMILY.define("finished by", "range1: range, range2: range")
def finished_by(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the second finishes the first."""
    return finishes(evaluation, range2, range1)


@FAMILY.define("includes", f"range: range, point: {_POINT}")
def includes_point(evaluation: Evaluation, range_: FeelRange, point: Value) -> _Truth:
    """Whether the point lies in the range."""
    return range_contains(range_, point)


@FAMILY.define("includes", "range1: range, range2: range")
def includes(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether all of the second lies in the first."""
    same_start = conjunction(
        _same(range1.start, range2.start), range1.start_included or not range2.start_included
    )
    same_end = conjunction(_same(range1.end, range2.end), range1.end_included or not range2.end_included)
    return conjunction(
        disjunction(_less(range1.start, range2.start), same_start),
        disjunction(_less(range2.end, range1.end), same_end),
    )


@FAMILY.define("during", f"point: {_POINT}, range: range")
def during_point(evaluation: Evaluation, point: Value, range_: FeelRange) -> _Truth:
    """Whether the point lies in the range."""
    return range_contains(range_, point)


@FAMILY.define("during", "range1: range, range2: range")
def during(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether all of the first lies in the second."""
    return includes(evaluation, range2, range1)


@FAMILY.define("starts", f"point: {_POINT}, range: range")
def starts_point(evaluation: Evaluation, point: Value, range_: FeelRange) -> _Truth:
    """Whether the point is the range's first."""
    return conjunction(range_.start_included, _same(point, range_.start))


@FAMILY.define("starts", "range1: range, range2: range")
def starts(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether both start together and the first ends no later."""
    same_end = conjunction(_same(range1.end, range2.end), not range1.end_included or range2.end_included)
    return _both(
        range1.start_included == range2.start_included,
        _same(range1.start, range2.start),
        disjunction(_less(range1.end, range2.end), same_end),
    )


@FAMILY.define("started by", f"range: range, point: {_POINT}")
def started_by_point(evaluation: Evaluation, range_: FeelRange, point: Value) -> _Truth:
    """Whether the range's first point is the point."""
    return starts_point(evaluation, point, range_)


@FAMILY.define("started by", "range1: range, range2: range")
def started_by(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether the second starts the first."""
    return starts(evaluation, range2, range1)


@FAMILY.define("coincides", f"point1: {_POINT}, point2: {_POINT}")
def coincides_points(evaluation: Evaluation, point1: Value, point2: Value) -> _Truth:
    """Whether both points are the same."""
    return _same(point1, point2)


@FAMILY.define("coincides", "range1: range, range2: range")
def coincides(evaluation: Evaluation, range1: FeelRange, range2: FeelRange) -> _Truth:
    """Whether both ranges have the same endpoints, included or not alike."""
    return _both(
        range1.start_included == range2.start_included,
        range1.end_included == range2.end_included,
        _same(range1.start, range2.start),
        _same(range1.end, range2.end),
    )
