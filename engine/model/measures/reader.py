"""Reading a file of measures: its shape is `measures.schema.json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final, cast

from engine.model.finding import Finding
from engine.model.json_file import JsonFile, JsonFileKind, Object, repeated
from engine.model.json_source import Json
from engine.model.measures.coherence import faults
from engine.model.measures.definition import (
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

MEASURES_FILE: Final = JsonFileKind(
    key="measures",
    name="The measures are",
    package="engine.model.measures",
    schema="measures.schema.json",
)
_LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class ReadMeasures:
    """A file as read; `measures` is None when there is an error among the findings."""

    measures: Measures | None
    findings: tuple[Finding, ...]


def read_measures(source: bytes, *, resource: str) -> ReadMeasures:
    """Read and check a file of measures.

    Args:
        source: JSON in UTF-8.
        resource: name of the file, for findings.
    """
    file = MEASURES_FILE.read(source, resource)
    if not isinstance(file, JsonFile):
        return ReadMeasures(None, file)
    twice = tuple(_repeated(file))
    if twice:
        return ReadMeasures(None, twice)
    measures = _measures(file.value)
    findings = tuple(faults(measures, file))
    return ReadMeasures(None if findings else measures, findings)


def _repeated(file: JsonFile) -> Iterator[Finding]:
    value = file.value
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
        for id_ in repeated(ids):
            detail = f"{id_!r} occurs more than once in `{'/'.join(words)}`."
            yield file.finding(detail, "Give each entry a name of its own.", *words, id_)


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
            organisation=_roles(own, "ownOrganisation"),
            region=_roles(own, "region"),
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
