"""Deployments: files of a designer, all of them or none."""

from flask import Response, request
from marshmallow import fields

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.schemas import Schema
from engine.commands.deploy import deploy
from engine.commands.reading import Resource
from engine.errors import Fault, Invalid, UnsupportedMediaType

blueprint = Blueprint("deployments", __name__, url_prefix="/deployments", description="Files of designers.")


class FindingSchema(Schema):
    """What a check has to say."""

    resource = fields.String(required=True)
    line = fields.Integer(required=True)
    element_id = fields.String(required=True, allow_none=True)
    rule = fields.String(required=True)
    severity = fields.Function(lambda finding: finding.severity.value, required=True)
    detail = fields.String(required=True)
    remedy = fields.String(required=True)


class DeployedResourceSchema(Schema):
    """One definition of a deployment."""

    kind = fields.String(required=True)
    key = fields.String(required=True)
    version = fields.Integer(required=True)
    id = fields.String(required=True)
    standing = fields.String(required=True)
    unchanged = fields.Boolean(required=True)


class DeploymentSchema(Schema):
    """What was deployed, and what the checks found that does not refuse it."""

    id = fields.String(required=True)
    resources = fields.List(fields.Nested(DeployedResourceSchema), required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)


class DeploymentFilesSchema(Schema):
    """The files, and for which house alone they are."""

    resources = fields.List(fields.Raw(metadata={"type": "string", "format": "binary"}), required=True)
    house = fields.String()


@blueprint.route("", methods=["POST"])
@blueprint.response(201, DeploymentSchema)
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {"multipart/form-data": {"schema": DeploymentFilesSchema}},
    }
)
def new_deployment() -> Response:
    """Deploy the files of the field `resources`, all of them or none."""
    person, files, house = caller(), _files(), request.form.get("house")
    return performed(
        lambda engine: deploy(engine, person, files, house=house),
        lambda found: shown(DeploymentSchema, found, 201),
    )


def _files() -> list[Resource]:
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType(detail="Send the files as multipart/form-data, in the field `resources`.")
    faults = [
        Fault(f"/{name}", "unknown", "Unknown field.", "The fields are `resources` and `house`.")
        for name in sorted({*request.files, *request.form} - {"resources", "house"})
    ]
    if len(request.form.getlist("house")) > 1:
        faults.append(Fault("/house", "repeated", "Name one house, or none for all of them."))
    if "house" in request.files:
        faults.append(Fault("/house", "type", "Send the id of a house, not a file."))
    if faults:
        raise Invalid(faults)
    return [Resource(found.filename or "", found.read()) for found in request.files.getlist("resources")]
