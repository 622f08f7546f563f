"""Whether the parts of a file of measures fit together: names, types, kinds of figures, roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from engine.model.finding import Finding, Severity
from engine.model.json_file import JsonFile
from engine.model.manifest import Manifest
from engine.model.measures.definition import (
    OWN_DIMENSIONS,
    Figure,
    FigureKind,
    Houses,
    Measure,
    MeasuredValue,
    Measures,
    Open,
    Part,
    Population,
    Rows,
    Span,
    ValueType,
)

RULE: Final = "measures"
_OF_ONE: Final = frozenset({FigureKind.MINIMUM, FigureKind.MAXIMUM, FigureKind.SPREAD})
"""Kinds that tell what a single row holds."""
_OF_NUMBERS: Final = frozenset(FigureKind) - {FigureKind.COUNT, FigureKind.SHARE}


def unknown_roles(measures: Measures, manifest: Manifest, resource: str) -> list[Finding]:
    """Return a finding for each role that may read or freeze, and that the manifest lacks."""
    named = {*measures.house_freezers, *measures.national_freezers}
    for measure in measures.measures.values():
        named |= measure.readers.roles
    return [
        Finding(
            resource,
            1,
            None,
            RULE,
            Severity.ERROR,
            f"The role {role!r} may read or freeze measures, and the manifest lacks it.",
            "Correct it, or add the role to the manifest.",
        )
        for role in sorted(named)
        if not manifest.knows_role(role)
    ]


def faults(measures: Measures, file: JsonFile) -> Iterator[Finding]:
    """Yield a finding for each part of a file of measures that does not fit another."""
    yield from _faults_of_organisation(measures, file)
    for measure in measures.measures.values():
        for figure in measure.figures:
            for word, detail, remedy in _faults_of_figure(figure, measures.values):
                place = ("definitions", measure.id, "figures", figure.id, *word)
                yield file.finding(f"Measure {measure.id}, figure {figure.id}: {detail}", remedy, *place)
    yield from _overlapping(measures, file)


def _faults_of_organisation(measures: Measures, file: JsonFile) -> Iterator[Finding]:
    """What is wrong with the value that says whose a case is, and with who reads by it."""
    values = [one for one in measures.values.values() if one.type is ValueType.ORGANISATION]
    for one in values[1:]:
        detail = f"{one.name!r} and {values[0].name!r} both say whose a case is."
        yield file.finding(detail, "Keep one value of type organisation.", "values", one.name)
    for one in values:
        if one.of_house:
            detail = f"{one.name!r} is an organisation and `ofHouse`: it says whose a case is."
            yield file.finding(detail, "Leave `ofHouse` out.", "values", one.name)
    for measure in measures.measures.values():
        if measure.readers.organisation and not values:
            detail = f"Measure {measure.id} is read by `ownOrganisation`, and no value says whose a case is."
            remedy = "Declare a value of type organisation, and measure it in the case."
            yield file.finding(detail, remedy, "definitions", measure.id, "readers")
        for figure in measure.figures:
            for one in values:
                if one.name in figure.names:
                    detail = (
                        f"Measure {measure.id}, figure {figure.id}: no figure counts or names organisations."
                    )
                    remedy = "Leave it out: `readers.ownOrganisation` narrows every figure by it."
                    yield file.finding(detail, remedy, "definitions", measure.id, "figures", figure.id)


def _overlapping(measures: Measures, file: JsonFile) -> Iterator[Finding]:
    """Figures of which one counts some of what another counts: their difference would be told."""
    counted: list[tuple[Measure, Figure, Rows]] = []
    for measure in measures.measures.values():
        for figure in measure.figures:
            if isinstance(figure.of, Rows) and not any(
                measures.values[name].of_house for name in figure.of.names if name in measures.values
            ):
                counted.append((measure, figure, figure.of))
    for (first, one, rows), (second, other, others) in combinations(counted, 2):
        if rows != others and set(rows.names) & set(others.names) and not _apart(rows, others):
            detail = (
                f"Measure {second.id}, figure {other.id}: it counts a part of what figure {one.id} of "
                f"{first.id} counts, or the other way round: who sees both can subtract them."
            )
            remedy = "Count the same rows in both, and make a share with a `part`, or break them down `by`."
            yield file.finding(detail, remedy, "definitions", second.id, "figures", other.id, "of")


def _apart(rows: Rows, others: Rows) -> bool:
    both = rows.values is not None and others.values is not None
    return both and not set(rows.values or ()) & set(others.values or ())


def _faults_of_figure(
    figure: Figure, values: Mapping[str, MeasuredValue]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    unknown = sorted(figure.names - values.keys())
    for name in unknown:
        yield (name,), f"it needs {name!r}, which `values` lacks.", "Declare the value, or correct the name."
    if unknown:
        return
    for name in figure.by:
        if name not in OWN_DIMENSIONS and values[name].type is not ValueType.CODE:
            yield (
                (name,),
                f"{name!r} is no code: nothing can be broken down by it.",
                "Break it down by codes.",
            )
    if figure.by and not isinstance(figure.of, Rows | Span | Open):
        yield ("by",), "houses cannot be broken down.", "Leave `by` out."
    if set(figure.by) & OWN_DIMENSIONS and not isinstance(figure.of, Rows | Span):
        yield ("by",), "`value` and `name` are of rows and of the ends of spans.", "Break it down by codes."
    if "value" in figure.by and any(values[name].type is ValueType.NUMBER for name in figure.names):
        yield ("by",), "it is broken down by numbers.", "Break it down by codes."
    for rows in _all_rows(figure):
        for name in rows.names:
            for value in rows.values or ():
                objection = values[name].objection(value)
                if objection is not None:
                    yield ("values",), f"{name!r} is never {value!r}: {objection}.", "Correct the value."
    yield from _faults_of_kind(figure, values)


def _all_rows(figure: Figure) -> Iterator[Rows]:
    match figure.of:
        case Rows():
            yield figure.of
            if figure.part is not None and figure.part.own is not None:
                yield replace(figure.part.own, names=figure.of.names)
        case Span(begin=begin, end=end) | Open(begin=begin, end=end):
            yield from (begin, end)
        case Houses():
            pass
    if figure.part is not None and figure.part.rows is not None:
        yield figure.part.rows


def _faults_of_kind(
    figure: Figure, values: Mapping[str, MeasuredValue]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    of, part = figure.of, figure.part
    if figure.kind in _OF_NUMBERS and not (isinstance(of, Span) or _are_numbers(of, values)):
        detail = f"a {figure.kind.value} is made of numbers or of a span."
        yield ("of",), detail, "Name values of type number, or `from` and `to`."
    of_houses = isinstance(of, Houses) or all(values[name].of_house for name in figure.names)
    if figure.kind in _OF_ONE and not of_houses:
        detail = f"a {figure.kind.value} tells what a single row holds, and these rows are about people."
        yield ("kind",), detail, "Use median or p90, or values that are `ofHouse`."
    if figure.kind is FigureKind.CHANGE and not of_houses:
        yield ("kind",), "a change is of values that are `ofHouse`.", "Name such values."
    if len({values[name].of_house for name in figure.names if name not in figure.by}) > 1:
        yield ("of",), "it mixes values of houses with values of cases.", "Make a figure of each."
    if part is None:
        return
    if part.longer_than_months is not None and not (isinstance(of, Open) and not of.in_period):
        detail = "only what is open at the end of the period can be so for longer than some months."
        yield ("longerThanMonths",), detail, "Use a whole with `open` and `until`."
    between = _is_within(part) or part.same_value
    if between and not (isinstance(of, Rows) and part.rows is not None):
        yield (
            ("part",),
            "`within` and `sameValue` are between two rows.",
            "Name `rows` in the part and in the whole.",
        )
    if isinstance(of, Rows) and part.rows is not None and not (_is_within(part) or of_houses):
        detail = (
            "its part asks for a later row without saying how much later: the figure would change for ever."
        )
        yield ("part",), detail, "Say `within` how many `months` or `workingDays`."
    if isinstance(of, Houses) and part.rows is None:
        yield ("part",), "of houses only those with a row can be a part.", "Name `rows` in the part."


def _is_within(part: Part) -> bool:
    return part.within_months is not None or part.within_working_days is not None


def _are_numbers(of: Population, values: Mapping[str, MeasuredValue]) -> bool:
    return isinstance(of, Rows) and all(values[name].type is ValueType.NUMBER for name in of.names)
