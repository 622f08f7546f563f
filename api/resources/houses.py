"""Houses and the calendars that their terms are reckoned on."""

import json
import re
from datetime import time
from typing import Any

import msgspec
from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.preconditions import expected_revision, with_etag
from api.schemas import FlagField, Schema
from api.services import source
from engine.commands.houses import HouseEntry, enter_house, set_calendar
from engine.errors import Fault, Invalid
from engine.queries.houses import list_houses, read_calendar
from engine.store.calendars import DEFAULT_CALENDAR
from engine.store.calendars import read_calendar as checked

blueprint = Blueprint("houses", __name__, url_prefix="/houses", description="Houses and their calendars.")
MOST_DAYS = 1000
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WORDS = "Use lower-case letters, digits and single hyphens."
# The end as both Python and JSON Schema read it: `$` lets Python pass a line break behind.
_ID = validate.Regexp(re.compile(rf"^{ID.pattern}(?![\s\S])"), error=_WORDS)


class HouseSchema(Schema):
    """A house."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class HouseEntrySchema(Schema):
    """What an administrator enters about a house."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    organisation = fields.String(
        required=True,
        validate=(_ID, validate.Length(1, 100)),
        metadata={"description": "The organisation that runs it, as tokens name it."},
    )
    contact = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 500),
        metadata={"description": "Whom people of other houses may ask."},
    )
    region = fields.String(
        load_default=None,
        allow_none=True,
        validate=(_ID, validate.Length(1, 100)),
        metadata={
            "description": "Figures of the houses of a region are told together; without one it is its own."
        },
    )
    national = FlagField(
        load_default=False, metadata={"description": "The office of all houses, itself none of them."}
    )
    since = fields.Date(
        load_default=None, allow_none=True, metadata={"description": "Its first day among the houses."}
    )
    until = fields.Date(
        load_default=None, allow_none=True, metadata={"description": "Its last day among the houses."}
    )


class ClosedPeriodSchema(Schema):
    """Days on which a house is closed, both ends included."""

    first = fields.Date(required=True)
    last = fields.Date(required=True)
    label = fields.String(load_default="", validate=validate.Length(max=200))


class CalendarSchema(Schema):
    """On which days a house works."""

    zone = fields.String(load_default="Europe/Amsterdam", validate=validate.Length(1, 100))
    weekend = fields.List(
        fields.Integer(validate=validate.Range(0, 6)),
        load_default=lambda: [5, 6],
        metadata={"description": "Days of the week, Monday is 0."},
    )
    closed = fields.List(
        fields.Nested(ClosedPeriodSchema), load_default=list, validate=validate.Length(max=MOST_DAYS)
    )
    extra_working_days = fields.List(
        fields.Date(), load_default=list, validate=validate.Length(max=MOST_DAYS)
    )
    equated_days = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        metadata={"description": "Days that a decree puts on a par with holidays, by date."},
    )
    opens = fields.Time(
        load_default=time(7),
        metadata={"description": "Office hours on working days; whoever uses data outside them is unusual."},
    )
    closes = fields.Time(load_default=time(19))
    national = fields.Boolean(
        load_default=True, metadata={"description": "Whether it is closed on Dutch holidays."}
    )


@blueprint.route("")
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, page_schema(HouseSchema))
def houses(query: dict[str, Any]) -> object:
    """List the houses that the caller works for."""
    wanted = page_request(query)
    found = list_houses(source(), caller(), wanted)
    return page(found.results, wanted, found.count, lambda house: (house.id,))


@blueprint.route("/<string:house_id>", methods=["PUT"])
@blueprint.arguments(HouseEntrySchema)
@blueprint.response(200, HouseSchema)
def enter(entry: dict[str, Any], house_id: str) -> Response:
    """Enter a house, or enter it anew; ids are lower-case words with hyphens."""
    person, entered = caller(), HouseEntry(**entry)
    if not ID.fullmatch(house_id):
        raise Invalid([Fault("", "house-id", _WORDS)])
    return performed(
        lambda engine: enter_house(engine, person, house_id, entered),
        lambda _: shown(HouseSchema, {"id": house_id, "name": entered.name}),
    )


@blueprint.route("/<string:house_id>/calendar")
@blueprint.response(200, CalendarSchema)
def calendar(house_id: str) -> Response:
    """Show the calendar of a house; one that was never set is that of Dutch working days."""
    found = read_calendar(source(), caller(), house_id, DEFAULT_CALENDAR)
    return _shown(found.text.encode(), found.revision)


@blueprint.route("/<string:house_id>/calendar", methods=["PUT"])
@blueprint.arguments(CalendarSchema)
@blueprint.response(200, CalendarSchema)
@blueprint.alt_response(412, description="It was changed since.")
def enter_calendar(entry: dict[str, Any], house_id: str) -> Response:
    """Set the calendar of a house: terms that begin from now on are reckoned on it."""
    person, revision = caller(), expected_revision()
    content = json.dumps(CalendarSchema().dump(entry)).encode()
    return performed(
        lambda engine: set_calendar(engine, person, house_id, content, if_match=revision),
        lambda made: _shown(content, made),
    )


def _shown(content: bytes, revision: int) -> Response:
    written = checked(content)
    view = {name: getattr(written, name) for name in written.__struct_fields__}
    closed = [msgspec.structs.asdict(period) for period in written.closed]
    return with_etag(shown(CalendarSchema, {**view, "closed": closed}), revision)
