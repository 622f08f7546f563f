"""Signals from outside: everyone in the house that waits hears them."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.schemas import Schema
from engine.commands.broadcast_signal import broadcast_signal

blueprint = Blueprint("signals", __name__, url_prefix="/signals", description="Signals to instances.")


class NewSignalSchema(Schema):
    """A signal to broadcast."""

    name = fields.String(required=True, validate=validate.Length(1, 255))
    variables = fields.Dict(keys=fields.String(), load_default=dict)
    house = fields.String(load_default=None, allow_none=True)


class SignalSchema(Schema):
    """How many instances the signal was sent to, those that it starts included."""

    receivers = fields.Integer(required=True)


@blueprint.route("", methods=["POST"])
@blueprint.arguments(NewSignalSchema)
@blueprint.response(201, SignalSchema)
def broadcast(new: dict[str, Any]) -> Response:
    """Broadcast a signal."""
    person = caller()
    return performed(
        lambda engine: broadcast_signal(engine, person, new["name"], new["variables"], house=new["house"]),
        lambda receivers: shown(SignalSchema, {"receivers": receivers}, 201),
    )
