"""Opening a case in an emergency."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.schemas import MomentField, Schema
from engine.commands.custody import LONGEST_REASON
from engine.commands.emergency import EmergencyAccess, open_in_emergency

blueprint = Blueprint("emergency", __name__, description="Opening a case that cannot wait.")


class EmergencyReasonSchema(Schema):
    """Why a case cannot wait."""

    reason = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST_REASON),
        metadata={"description": "Sealed, and told at once to whom the manifest names."},
    )


class EmergencyAccessSchema(Schema):
    """A case that is open to the caller for a while."""

    case_id = fields.String(required=True)
    role = fields.String(required=True, metadata={"description": "In which the caller takes part."})
    ends_at = MomentField(required=True)


@blueprint.route("/cases/<string:case_id>/emergency-access", methods=["POST"])
@blueprint.arguments(EmergencyReasonSchema)
@blueprint.response(201, EmergencyAccessSchema)
def emergency_access(body: dict[str, Any], case_id: str) -> Response:
    """Take part in a case for a while, for roles that the manifest names; it is told and recorded."""
    person, reason = caller(), body["reason"]
    return performed(lambda engine: open_in_emergency(engine, person, case_id, reason), _opened)


def _opened(found: EmergencyAccess) -> Response:
    return shown(EmergencyAccessSchema, found, 201)
