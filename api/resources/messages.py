"""Messages from outside: each reaches exactly one receiver."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.schemas import Schema
from engine.commands.publish_message import NewMessage, PublishedMessage, publish_message

blueprint = Blueprint("messages", __name__, url_prefix="/messages", description="Messages to instances.")
_STATES = ("correlated", "buffered", "started", "expired", "accepted")


class NewMessageSchema(Schema):
    """A message to publish."""

    name = fields.String(required=True, validate=validate.Length(1, 255))
    correlation_key = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 255))
    variables = fields.Dict(keys=fields.String(), load_default=dict)
    time_to_live = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"format": "duration", "description": "How long it waits for a receiver; null: not at all."},
    )
    message_id = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 255),
        metadata={"description": "Id of the sender: a message with the same one is taken once."},
    )
    house = fields.String(load_default=None, allow_none=True)


class MessageSchema(Schema):
    """What became of a message; another organisation only hears that it was accepted."""

    id = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    process_instance_id = fields.String(allow_none=True)


@blueprint.route("", methods=["POST"])
@blueprint.arguments(NewMessageSchema)
@blueprint.response(201, MessageSchema)
@blueprint.alt_response(202, schema=MessageSchema, description="Accepted from another organisation.")
@blueprint.alt_response(409, description="The receiver is suspended.")
def publish(new: dict[str, Any]) -> Response:
    """Publish a message: to a waiting receiver, a message start, or the buffer."""
    person = caller()
    return performed(lambda engine: publish_message(engine, person, NewMessage(**new)), _published)


def _published(message: PublishedMessage) -> Response:
    return shown(MessageSchema, message, 202 if message.state == "accepted" else 201)
