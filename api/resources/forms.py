"""Deployed forms."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.schemas import Schema, WholeNumberField
from api.services import source
from engine.model.json_source import decode
from engine.queries.definitions import FORM, DefinitionView, list_definitions, read_definition, read_source

blueprint = Blueprint("forms", __name__, url_prefix="/forms", description="Deployed forms.")


class FormEntrySchema(Schema):
    """One version of a deployed form, without its fields."""

    id = fields.String(required=True)
    form_id = fields.String(required=True)
    version = fields.Integer(required=True)
    version_tag = fields.String(required=True, allow_none=True)
    latest = fields.Boolean(required=True)
    house = fields.String(required=True, allow_none=True)
    deployment_id = fields.String(required=True)
    resource = fields.String(required=True)


class FormSchema(FormEntrySchema):
    """One version of a deployed form."""

    schema = fields.Dict(required=True, metadata={"description": "form-js document, as deployed."})


class FormQuerySchema(PageQuerySchema):
    form_id = fields.String()
    version = WholeNumberField()
    latest = fields.Boolean()


@blueprint.route("")
@blueprint.arguments(FormQuerySchema, location="query")
@blueprint.response(200, page_schema(FormEntrySchema))
def forms(query: dict[str, Any]) -> object:
    """List deployed forms by id and version."""
    wanted = page_request(query)
    found = list_definitions(
        source(),
        caller(),
        FORM,
        wanted,
        key=query.get("form_id"),
        version=query.get("version"),
        latest=query.get("latest"),
    )
    listed = page(found.results, wanted, found.count, lambda view: (view.key, view.house or "", view.version))
    return {
        "count": listed.count,
        "next": listed.next,
        "previous": listed.previous,
        "results": [_entry(view) for view in listed.results],
    }


@blueprint.route("/<string:definition_id>")
@blueprint.response(200, FormSchema)
def form(definition_id: str) -> Mapping[str, object]:
    """Show one version of a form."""
    found = read_definition(source(), caller(), FORM, definition_id)
    document = decode(read_source(source(), caller(), FORM, definition_id))
    return {**_entry(found), "schema": document}


def _entry(found: DefinitionView) -> Mapping[str, object]:
    return {
        "id": found.id,
        "form_id": found.key,
        "version": found.version,
        "version_tag": found.version_tag,
        "latest": found.latest,
        "house": found.house,
        "deployment_id": found.deployment_id,
        "resource": found.resource,
    }
