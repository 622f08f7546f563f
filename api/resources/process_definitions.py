"""Deployed processes: versions, source, start form, and how busy their elements are."""

from typing import Any

from flask import Response
from marshmallow import fields

from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.schemas import Schema, WholeNumberField
from api.services import source
from engine.queries.case_types import StartForm, read_start_form
from engine.queries.definitions import (
    PROCESS,
    DefinitionView,
    list_definitions,
    read_definition,
    read_source,
    statistics,
)

blueprint = Blueprint(
    "process-definitions", __name__, url_prefix="/process-definitions", description="Deployed processes."
)


class ProcessDefinitionSchema(Schema):
    """One version of a deployed process."""

    id = fields.String(required=True)
    process_id = fields.String(required=True, attribute="key")
    name = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    version_tag = fields.String(required=True, allow_none=True)
    latest = fields.Boolean(required=True, metadata={"description": "Newest of its id and house."})
    standing = fields.String(
        required=True, metadata={"description": "`executable` can be started, `documentation` cannot."}
    )
    case_type = fields.String(required=True, allow_none=True)
    house = fields.String(required=True, allow_none=True, metadata={"description": "null: all houses."})
    deployment_id = fields.String(required=True)
    resource = fields.String(required=True, metadata={"description": "Name of the file."})


class ProcessDefinitionQuerySchema(PageQuerySchema):
    process_id = fields.String()
    version = WholeNumberField()
    latest = fields.Boolean()


class ElementStatisticsSchema(Schema):
    """How many instances of an element are in each state."""

    element_id = fields.String(required=True)
    active = fields.Integer(required=True)
    completed = fields.Integer(required=True)
    terminated = fields.Integer(required=True)
    with_incident = fields.Integer(required=True)


class StartFormSchema(Schema):
    """A start form."""

    form_id = fields.String(required=True)
    version = fields.Integer(required=True)
    schema = fields.Dict(required=True, metadata={"description": "form-js document."})


class StatisticsSchema(Schema):
    """Counts per element."""

    results = fields.List(fields.Nested(ElementStatisticsSchema), required=True)


@blueprint.route("")
@blueprint.arguments(ProcessDefinitionQuerySchema, location="query")
@blueprint.response(200, page_schema(ProcessDefinitionSchema))
def process_definitions(query: dict[str, Any]) -> object:
    """List deployed processes by id and version."""
    wanted = page_request(query)
    found = list_definitions(
        source(),
        caller(),
        PROCESS,
        wanted,
        key=query.get("process_id"),
        version=query.get("version"),
        latest=query.get("latest"),
    )
    return page(found.results, wanted, found.count, lambda view: (view.key, view.house or "", view.version))


@blueprint.route("/<string:definition_id>")
@blueprint.response(200, ProcessDefinitionSchema)
def process_definition(definition_id: str) -> DefinitionView:
    """Show one version of a process."""
    return read_definition(source(), caller(), PROCESS, definition_id)


@blueprint.route("/<string:definition_id>/xml")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/xml")
def xml(definition_id: str) -> Response:
    """Return the file that the process was deployed with, byte for byte."""
    content = read_source(source(), caller(), PROCESS, definition_id)
    return Response(content, content_type="application/xml")


@blueprint.route("/<string:definition_id>/form")
@blueprint.response(200, StartFormSchema)
def start_form(definition_id: str) -> StartForm:
    """Show the form that starts the process, without the fields that the caller may not fill."""
    return read_start_form(source(), caller(), definition_id)


@blueprint.route("/<string:definition_id>/statistics")
@blueprint.response(200, StatisticsSchema)
def element_statistics(definition_id: str) -> object:
    """Count the instances of each element, in the houses of the caller."""
    return {"results": statistics(source(), caller(), definition_id)}
