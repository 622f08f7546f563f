"""Incidents: elements that cannot go on, for operators to mend."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import nothing, performed
from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.schemas import MomentField, Schema
from api.services import source
from engine.commands.operations import resolve_incident
from engine.queries.operations import list_incidents

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents", description="What cannot go on.")
_STATES = ("open", "resolved")


class IncidentSchema(Schema):
    """An incident names element, path and type, never a value."""

    id = fields.String(required=True)
    house = fields.String(required=True)
    process_instance_id = fields.String(required=True)
    element_id = fields.String(required=True)
    element_instance_id = fields.String(required=True)
    kind = fields.String(required=True)
    detail = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    raised_at = MomentField(required=True)
    ended_at = MomentField(required=True, allow_none=True)


class IncidentQuerySchema(PageQuerySchema):
    state = fields.String(validate=validate.OneOf(_STATES))
    process_instance_id = fields.String()


@blueprint.route("")
@blueprint.arguments(IncidentQuerySchema, location="query")
@blueprint.response(200, page_schema(IncidentSchema))
def incidents(query: dict[str, Any]) -> object:
    """List the incidents in the houses of an operator."""
    wanted = page_request(query)
    found = list_incidents(
        source(),
        caller(),
        wanted,
        state=query.get("state"),
        process_instance_id=query.get("process_instance_id"),
    )
    return page(found.results, wanted, found.count, lambda view: view.key)


@blueprint.route("/<string:incident_id>/resolution", methods=["POST"])
@blueprint.response(204)
@blueprint.alt_response(409, description="The element has no incident, or the instance is suspended.")
def resolve(incident_id: str) -> Response:
    """Repeat the element; a fault that is still there becomes a new incident."""
    person = caller()
    return performed(lambda engine: resolve_incident(engine, person, incident_id), lambda _: nothing())
