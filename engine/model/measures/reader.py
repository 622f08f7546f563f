"""Reading a file of measures: its shape, and whether its parts fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, cast

import jsonschema_rs
import msgspec

from engine.model.finding import Finding, Severity
from engine.model.json_source import Json, Unreadable, decode, line_of
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
    PlainValue,
    Population,
    Readers,
    Rows,
    Span,
    SpanUnit,
    ValueType,
)

_RULE: Final = "measures"
_LEAST: Final = 5
_OF_ONE: Final = frozenset({FigureKind.MINIMUM, FigureKind.MAXIMUM, FigureKind.SPREAD})
"""Kinds that tell what a single row holds."""
_OF_NUMBERS: Final = frozenset(FigureKind) - {FigureKind.COUNT, FigureKind.SHARE}

Object = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class ReadMeasures:
    """A file as read; `measures` is None when there is an error among the findings."""

    measures: Measures | None
    findings: tuple[Finding, ...]


def is_measures(source: bytes) -> bool:
    """Tell whether a JSON file means to declare measures: an object with the key `measures`."""
    try:
        value = decode(source)
    except Unreadable:
        return False
    return isinstance(value, Mapping) and "measures" in value


def read_measures(source: bytes, *, resource: str) -> ReadMeasures:
    """Read and check a file of measures.

    Args:
        source: JSON in UTF-8.
        resource: name of the file, for findings.
    """
    try:
        value = decode(source)
    except Unreadable as fault:
        detail = f"The file is not readable as JSON: {fault}."
        return ReadMeasures(None, (_finding(resource, 1, detail, "Write JSON in UTF-8."),))
    shape = tuple(_faults_of_shape(value, source, resource))
    if shape:
        return ReadMeasures(None, shape)
    written = cast("Object", value)
    repeated = tuple(_repeated(written, source, resource))
    if repeated:
        return ReadMeasures(None, repeated)
    measures = _measures(written)
    findings = tuple(_faults_of_sense(measures, source, resource))
    return ReadMeasures(None if findings else measures, findings)


def unknown_roles(measures: Measures, manifest: Manifest, resource: str) -> list[Finding]:
    """Return a finding for each role that may read or freeze, and that the manifest lacks."""
    named = {*measures.house_freezers, *measures.national_freezers}
    for measure in measures.measures.values():
        readers = measure.readers
        named |= readers.house | readers.national | readers.by_house
    return [
        _finding(
            resource,
            1,
            f"The role {role!r} may read or freeze measures, and the manifest lacks it.",
            "Correct it, or add the role to the manifest.",
        )
        for role in sorted(named)
        if not manifest.knows_role(role)
    ]


@cache
def _validator() -> jsonschema_rs.Validator:
    text = files("engine.model.measures").joinpath("measures.schema.json").read_bytes()
    return jsonschema_rs.Draft202012Validator(msgspec.json.decode(text))


def _faults_of_shape(value: Json, source: bytes, resource: str) -> Iterator[Finding]:
    for error in _validator().iter_errors(_plain(value)):
        words = _words(value, error.instance_path)
        where = "/".join(str(step) for step in error.instance_path)
        detail = (
            f"The measures are not of the right shape{f' at /{where}' if where else ''}: {error.message}."
        )
        yield _finding(resource, line_of(source, *words), detail, "Mend it as the schema of measures says.")


def _words(value: Json, path: Sequence[str | int]) -> list[str]:
    """What leads to a place in the text: keys, and for items of a list their id or name."""
    words: list[str] = []
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(str(step))
            words.append(str(step))
        elif isinstance(value, Sequence) and not isinstance(value, str) and isinstance(step, int):
            value = value[step]
            if isinstance(value, Mapping):
                name = value.get("id", value.get("name"))
                words += [name] if isinstance(name, str) else []
    return words


def _repeated(value: Object, source: bytes, resource: str) -> Iterator[Finding]:
    lists: list[tuple[tuple[str, ...], list[str]]] = [
        (("values",), [_text(entry, "name") for entry in _entries(value, "values")]),
        (("definitions",), [_text(entry, "id") for entry in _entries(value, "definitions")]),
    ]
    for entry in _entries(value, "definitions"):
        place = ("definitions", _text(entry, "id"), "figures")
        lists.append((place, [_text(figure, "id") for figure in _entries(entry, "figures")]))
    for entry in _entries(value, "values"):
        place = ("values", _text(entry, "name"), "codes")
        lists.append((place, [_text(code, "id") for code in _entries(entry, "codes")]))
    for words, ids in lists:
        for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            detail = f"{id_!r} occurs more than once in `{'/'.join(words)}`."
            yield _finding(
                resource, line_of(source, *words, id_), detail, "Give each entry a name of its own."
            )


def _faults_of_sense(measures: Measures, source: bytes, resource: str) -> Iterator[Finding]:
    for measure in measures.measures.values():
        for figure in measure.figures:
            for word, detail, remedy in _faults_of_figure(figure, measures.values):
                line = line_of(source, "definitions", measure.id, "figures", figure.id, *word)
                yield _finding(resource, line, f"Measure {measure.id}, figure {figure.id}: {detail}", remedy)


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
    between = part.within_months or part.within_working_days is not None or part.same_value
    if between and not (isinstance(of, Rows) and part.rows is not None):
        yield (
            ("part",),
            "`within` and `sameValue` are between two rows.",
            "Name `rows` in the part and in the whole.",
        )
    if isinstance(of, Houses) and part.rows is None:
        yield ("part",), "of houses only those with a row can be a part.", "Name `rows` in the part."


def _are_numbers(of: Population, values: Mapping[str, MeasuredValue]) -> bool:
    return isinstance(of, Rows) and all(values[name].type is ValueType.NUMBER for name in of.names)


def _measures(value: Object) -> Measures:
    freezers = cast("Object", value.get("freezers", {}))
    readers = cast("Object", value.get("readers", {}))
    values = [_value(entry) for entry in _entries(value, "values")]
    measures = [_measure(entry, readers) for entry in _entries(value, "definitions")]
    return Measures(
        name=_text(value, "name"),
        least=int(cast("int", value.get("suppressBelow", _LEAST))),
        house_freezers=_roles(freezers, "house"),
        national_freezers=_roles(freezers, "national"),
        values=MappingProxyType({one.name: one for one in values}),
        measures=MappingProxyType({one.id: one for one in measures}),
    )


def _value(entry: Object) -> MeasuredValue:
    codes = {_text(code, "id"): _text(code, "label") for code in _entries(entry, "codes")}
    return MeasuredValue(
        name=_text(entry, "name"),
        label=_text(entry, "label"),
        type=ValueType(entry["type"]),
        codes=MappingProxyType(codes),
        of_house=entry.get("ofHouse") is True,
    )


def _measure(entry: Object, readers: Object) -> Measure:
    own = cast("Object", entry.get("readers", readers))
    return Measure(
        id=_text(entry, "id"),
        label=_text(entry, "label"),
        definition=_text(entry, "definition"),
        version=int(cast("int", entry["version"])),
        readers=Readers(
            house=_roles(own, "house"),
            national=_roles(own, "national") | _roles(own, "byHouse"),
            by_house=_roles(own, "byHouse"),
        ),
        figures=tuple(_figure(figure) for figure in _entries(entry, "figures")),
    )


def _figure(entry: Object) -> Figure:
    part, baseline = entry.get("part"), entry.get("since")
    return Figure(
        id=_text(entry, "id"),
        label=_text(entry, "label"),
        kind=FigureKind(entry["kind"]),
        of=_population(cast("Object", entry["of"])),
        part=None if part is None else _part(cast("Object", part)),
        by=tuple(cast("Sequence[str]", entry.get("by", ()))),
        sensitive=entry.get("sensitive") is True,
        baseline=None if baseline is None else int(cast("int", baseline)),
    )


def _population(of: Object) -> Population:
    if "from" in of:
        unit = SpanUnit(of.get("unit", SpanUnit.WORKING_DAYS.value))
        return Span(begin=_rows(of["from"]), end=_rows(of["to"]), unit=unit)
    if "open" in of:
        return Open(begin=_rows(of["open"]), end=_rows(of["until"]), in_period=of.get("at") == "period")
    if "housesOn" in of:
        month, day = _text(of, "housesOn").split("-")
        return Houses(month=int(month), day=int(day))
    return _rows(of)


def _rows(written: Json) -> Rows:
    rows = cast("Object", written)
    names, values = rows["rows"], rows.get("values")
    return Rows(
        names=(names,) if isinstance(names, str) else tuple(cast("Sequence[str]", names)),
        values=None if values is None else tuple(cast("Sequence[PlainValue]", values)),
        at_least=_number(rows.get("atLeast")),
        at_most=_number(rows.get("atMost")),
    )


def _part(part: Object) -> Part:
    within = cast("Object", part.get("within", {}))
    asks = _rows(
        {"rows": (), **{key: part[key] for key in ("rows", "values", "atLeast", "atMost") if key in part}}
    )
    return Part(
        rows=asks if "rows" in part else None,
        own=None if "rows" in part else asks,
        same_value=part.get("sameValue") is True,
        within_months=_whole(within.get("months")),
        within_working_days=_whole(within.get("workingDays")),
        longer_than_months=_whole(part.get("longerThanMonths")),
    )


def _number(value: Json) -> Decimal | None:
    return None if value is None else Decimal(cast("int | Decimal", value))


def _whole(value: Json) -> int | None:
    return None if value is None else int(cast("int", value))


def _roles(value: Object, name: str) -> frozenset[str]:
    return frozenset(cast("Sequence[str]", value.get(name, ())))


def _entries(value: Object, name: str) -> Sequence[Object]:
    return cast("Sequence[Object]", value.get(name, ()))


def _text(value: Object, name: str) -> str:
    return cast("str", value[name])


def _plain(value: Json) -> object:
    """The value as the schema library takes it: it knows no decimals."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value


def _finding(resource: str, line: int, detail: str, remedy: str) -> Finding:
    return Finding(resource, line, None, _RULE, Severity.ERROR, detail, remedy)
