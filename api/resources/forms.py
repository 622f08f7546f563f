"""Deployed forms."""

from collections.abc import Mapping

from marshmallow import fields

from api.authentication import caller
from api.blueprint import Blueprint
from api.schemas import Schema
from api.services import source
from engine.model.json_source import decode
from engine.queries.definitions import FORM, read_definition, read_source

blueprint = Blueprint("forms", __name__, url_prefix="/forms", description="Deployed forms.")


class FormSchema(Schema):
    """One version of a deployed form."""

    id = fields.String(required=True)
    form_id = fields.String(required=True)
    version = fields.Integer(required=True)
    version_tag = fields.String(required=True, allow_none=True)
    latest = fields.Boolean(required=True)
    house = fields.String(required=True, allow_none=True)
    deployment_id = fields.String(required=True)
    resource = fields.String(required=True)
    schema = fields.Dict(required=True, metadata={"description": "form-js document, as deployed."})


@blueprint.route("/<string:definition_id>")
@blueprint.response(200, FormSchema)
def form(definition_id: str) -> Mapping[str, object]:
    """Show one version of a form."""
    found = read_definition(source(), caller(), FORM, definition_id)
    return {
        "id": found.id,
        "form_id": found.key,
        "version": found.version,
        "version_tag": found.version_tag,
        "latest": found.latest,
        "house": found.house,
        "deployment_id": found.deployment_id,
        "resource": found.resource,
        "schema": decode(read_source(source(), caller(), FORM, definition_id)),
    }
