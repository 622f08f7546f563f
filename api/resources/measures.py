"""Measures: figures that outlive the cases they were taken from, with small cells kept back."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, Final

from flask import Response, request
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.openapi import BASE
from api.schemas import MomentField, Schema, WholeNumberField
from api.services import source
from engine.commands.freeze_measure import NewFreeze, freeze_measure
from engine.measures import Cell
from engine.queries.measures import Asked, MeasureView, list_freezes, list_measures, read_measure

blueprint = Blueprint("measures", __name__, url_prefix="/measures", description="Figures over measured rows.")
JSON: Final = "application/json"
CSV: Final = "text/csv"
_LONGEST_REASON: Final = 1000
_BEGINS_FORMULA: Final = frozenset("=+-@\t\r")
_FIGURE: Final = re.compile(r"-?\d+(\.\d+)?")
_YEARS: Final = validate.Range(2000, 2200)
_COLUMNS: Final = (
    *("measure", "version", "house", "from", "to", "figure", "label", "kind", "unit"),
    *("dimension", "key", "keyLabel", "value", "count", "subjects", "suppressed"),
)


class MeasureEntrySchema(Schema):
    """A declared measure."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    definition = fields.String(required=True)
    version = fields.Integer(required=True, metadata={"description": "Of the definition."})


class MeasureListSchema(Schema):
    """The measures that the caller may read; there are few, so they are not paged."""

    count = fields.Integer(required=True)
    results = fields.List(fields.Nested(MeasureEntrySchema), required=True)


class FreezeSchema(Schema):
    """A year of a measure that was frozen."""

    year = fields.Integer(required=True)
    house = fields.String(required=True, allow_none=True)
    version = fields.Integer(
        required=True, metadata={"description": "1 is the first, later ones are corrections."}
    )
    definition_version = fields.Integer(required=True)
    frozen_at = MomentField(required=True)
    frozen_by = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True, metadata={"description": "Of a correction."})


class FreezeListSchema(Schema):
    """The frozen years of a measure with all their versions."""

    count = fields.Integer(required=True)
    results = fields.List(fields.Nested(FreezeSchema), required=True)


class NewFreezeSchema(Schema):
    """Which year to freeze."""

    year = WholeNumberField(required=True, validate=_YEARS)
    house = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "A house with measures of its own; without it all houses together."},
    )
    reason = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, _LONGEST_REASON),
        metadata={"description": "Why a frozen year is corrected."},
    )


class FreezeMadeSchema(Schema):
    """A year that is frozen now."""

    year = fields.Integer(required=True)
    house = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)


class CellSchema(Schema):
    """One cell; what is kept back is null."""

    dimension = fields.String(required=True, allow_none=True, metadata={"description": "Null for the total."})
    key = fields.String(required=True, allow_none=True)
    label = fields.String(required=True)
    value = fields.Decimal(required=True, allow_none=True)
    count = fields.Integer(required=True, allow_none=True, metadata={"description": "Of rows or spans."})
    subjects = fields.Integer(required=True, allow_none=True, metadata={"description": "Different ones."})
    suppressed = fields.Boolean(required=True)
    houses = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "With the least or the most, for who may know."},
    )


class FigureSchema(Schema):
    """One figure: its total, and the cells that it is broken down into."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    kind = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    total = fields.Nested(CellSchema, required=True)
    cells = fields.List(fields.Nested(CellSchema), required=True)


class MeasureSchema(MeasureEntrySchema):
    """The figures of a measure for a period."""

    house = fields.String(
        required=True, allow_none=True, metadata={"description": "Null for several houses."}
    )
    region = fields.String(
        required=True, allow_none=True, metadata={"description": "Whose houses are told together."}
    )
    organisation = fields.String(
        required=True, allow_none=True, metadata={"description": "Whose cases these are; null for all cases."}
    )
    first = fields.Date(required=True, data_key="from")
    last = fields.Date(required=True, data_key="to")
    frozen = fields.Nested(FreezeSchema, required=True, allow_none=True)
    figures = fields.List(fields.Nested(FigureSchema), required=True)


class FiguresQuerySchema(Schema):
    house = fields.String(validate=validate.Length(1, 100))
    region = fields.String(
        validate=validate.Length(1, 100), metadata={"description": "Of a house of the caller."}
    )
    first = fields.Date(
        data_key="from",
        metadata={"description": "A day of the first month or quarter; without it the year of `to`."},
    )
    last = fields.Date(
        data_key="to",
        metadata={"description": "A day of the last month or quarter; without it the year of `from`."},
    )
    version = WholeNumberField(
        validate=validate.Range(min=1), metadata={"description": "Of a frozen year; without it the last one."}
    )
    format = fields.String(
        validate=validate.OneOf(("json", "csv")), metadata={"description": "Instead of the header Accept."}
    )


class FreezesQuerySchema(Schema):
    house = fields.String(validate=validate.Length(1, 100))
    region = fields.String(validate=validate.Length(1, 100))


@blueprint.route("")
@blueprint.response(200, MeasureListSchema)
def measures() -> object:
    """List the measures of which the caller may read any figure."""
    found = list_measures(source(), caller())
    return {"count": len(found), "results": found}


@blueprint.route("/<string:measure_id>")
@blueprint.arguments(FiguresQuerySchema, location="query")
@blueprint.response(200, MeasureSchema)
def measure(query: dict[str, Any], measure_id: str) -> Response:
    """Show the figures of a measure, as JSON or CSV; small cells are kept back.

    Of houses they are for whole months, of people for whole quarters that are over.
    """
    asked = Asked(
        house=query.get("house"),
        region=query.get("region"),
        first=query.get("first"),
        last=query.get("last"),
        version=query.get("version"),
    )
    found = read_measure(source(), caller(), measure_id, asked)
    if _wants_csv(query.get("format")):
        name = f"{found.id}-{found.first:%Y%m%d}-{found.last:%Y%m%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept"}
        return Response(_csv(found), 200, headers, content_type=f"{CSV}; charset=utf-8; header=present")
    return shown(MeasureSchema, found, headers={"Vary": "Accept"})


@blueprint.route("/<string:measure_id>/freezes")
@blueprint.arguments(FreezesQuerySchema, location="query")
@blueprint.response(200, FreezeListSchema)
def freezes(query: dict[str, Any], measure_id: str) -> object:
    """List the years of a measure that were frozen, with the corrections."""
    found = list_freezes(source(), caller(), measure_id, query.get("house"), query.get("region"))
    return {"count": len(found), "results": found}


@blueprint.route("/<string:measure_id>/freezes", methods=["POST"])
@blueprint.arguments(NewFreezeSchema)
@blueprint.response(201, FreezeMadeSchema)
@blueprint.alt_response(409, description="The year is not over, or it is frozen and no reason is given.")
def freeze(entry: dict[str, Any], measure_id: str) -> Response:
    """Freeze a year of a measure: from now on it answers the same. A reason corrects a frozen year."""
    person, new = caller(), NewFreeze(**entry)
    place = f"?from={new.year}-01-01&to={new.year}-12-31" + (f"&house={new.house}" if new.house else "")
    return performed(
        lambda engine: freeze_measure(engine, person, measure_id, new),
        lambda version: shown(
            FreezeMadeSchema,
            {"year": new.year, "house": new.house, "version": version},
            201,
            {"Location": f"{BASE}/measures/{measure_id}{place}&version={version}"},
        ),
    )


def _wants_csv(asked: str | None) -> bool:
    if asked is not None:
        return asked == "csv"
    return request.accept_mimetypes.best_match((JSON, CSV), JSON) == CSV


def _csv(found: MeasureView) -> str:
    """The cells as a table (RFC 4180) with a header; what is kept back is empty."""
    text = StringIO()
    writer = csv.DictWriter(text, _COLUMNS)
    writer.writeheader()
    writer.writerows({name: _as_text(cell) for name, cell in line.items()} for line in _lines(found))
    return text.getvalue()


def _as_text(cell: object) -> object:
    """A text that a spreadsheet would take for a formula, marked as text; a figure is no such text."""
    text = str(cell)
    if text[:1] not in _BEGINS_FORMULA or _FIGURE.fullmatch(text):
        return cell
    return f"'{text}"


def _lines(found: MeasureView) -> Iterator[Mapping[str, object]]:
    whole = {
        "measure": found.id,
        "version": found.version,
        "house": found.house or "",
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
    }
    for figure in found.figures:
        about = {"figure": figure.id, "label": figure.label, "kind": figure.kind, "unit": figure.unit or ""}
        for cell in (figure.total, *figure.cells):
            yield {**whole, **about, **_columns(cell)}


def _columns(cell: Cell) -> Mapping[str, object]:
    return {
        "dimension": cell.dimension or "",
        "key": cell.key or "",
        "keyLabel": cell.label,
        "value": "" if cell.value is None else format(cell.value, "f"),
        "count": "" if cell.count is None else cell.count,
        "subjects": "" if cell.subjects is None else cell.subjects,
        "suppressed": str(cell.suppressed).lower(),
    }
