"""The virtual clock of a demo: read it, and move it forward."""

from datetime import datetime
from typing import Any

from marshmallow import fields, validate

from api.authentication import caller
from api.blueprint import Blueprint
from api.schemas import MomentField, Schema
from api.services import Services, services, walled_engine
from engine.commands.advance_clock import Advanced, advance_clock, move_clock, read_clock
from engine.work.connectors.registry import built_in_connectors
from engine.work.settling import BuiltInWork

blueprint = Blueprint(
    "clock", __name__, url_prefix="/clock", description="Business time, where the clock is virtual."
)
_TOO_MANY = "More than 100,000 events: the clock stands at the last one."


class ClockSchema(Schema):
    """The virtual business time."""

    now = MomentField(required=True)


class AdvanceSchema(Schema):
    """By how much to move the clock."""

    duration = fields.String(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"format": "duration", "example": "P1M", "description": "`PT0S` does what is due now."},
    )


class AdvancedClockSchema(ClockSchema):
    """Where the clock stands, and how much happened on the way."""

    events = fields.Integer(required=True)


@blueprint.route("")
@blueprint.response(200, ClockSchema)
def clock() -> dict[str, datetime]:
    """Read the virtual business time."""
    return {"now": read_clock(services().engine)}


@blueprint.route("", methods=["PUT"])
@blueprint.arguments(ClockSchema)
@blueprint.response(200, AdvancedClockSchema)
@blueprint.alt_response(409, description=_TOO_MANY)
def set_clock(wanted: dict[str, Any]) -> Advanced:
    """Move the clock forward to a moment, event by event, each run until nothing is left to do."""
    found = services()
    return move_clock(walled_engine().across_houses(), caller(), wanted["now"], _built_in_work(found))


@blueprint.route("/advance", methods=["POST"])
@blueprint.arguments(AdvanceSchema)
@blueprint.response(200, AdvancedClockSchema)
@blueprint.alt_response(409, description=_TOO_MANY)
def advance(wanted: dict[str, Any]) -> Advanced:
    """Move the clock forward by a duration, event by event, each run until nothing is left to do."""
    found = services()
    return advance_clock(walled_engine().across_houses(), caller(), wanted["duration"], _built_in_work(found))


def _built_in_work(found: Services) -> BuiltInWork:
    return BuiltInWork(built_in_connectors(found.guard, found.machine_clock))
