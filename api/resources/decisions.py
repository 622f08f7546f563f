"""Deployed decisions: versions, source, and evaluating them."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.resources.evaluations import EvaluationSchema, described
from api.schemas import Schema, WholeNumberField
from api.services import source, walled_engine
from engine.commands.evaluate import NewDecision, evaluate_decision
from engine.dmn import DecisionTrace
from engine.feel import to_text
from engine.queries.definitions import DECISION, list_definitions, read_source

blueprint = Blueprint("decisions", __name__, url_prefix="/decisions", description="Deployed decisions.")


class DecisionSchema(Schema):
    """One version of a deployed decision."""

    id = fields.String(required=True)
    decision_id = fields.String(required=True, attribute="key")
    name = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    version_tag = fields.String(required=True, allow_none=True)
    latest = fields.Boolean(required=True)
    house = fields.String(required=True, allow_none=True)
    deployment_id = fields.String(required=True)
    resource = fields.String(required=True)


class DecisionQuerySchema(PageQuerySchema):
    decision_id = fields.String()
    version = WholeNumberField()
    latest = fields.Boolean()


class NewDecisionEvaluationSchema(Schema):
    """What a decision is evaluated on."""

    variables = fields.Dict(keys=fields.String(), load_default=dict)
    context = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 100_000),
        metadata={"description": "A FEEL context instead of variables, for typed values."},
    )
    house = fields.String(load_default=None, allow_none=True)


class DecisionTraceSchema(Schema):
    """How one decision came to its outcome; values as FEEL writes them."""

    id = fields.String(required=True)
    matched_rules = fields.List(fields.Dict(), required=True)
    inputs = fields.List(fields.Dict(), required=True)
    outputs = fields.List(fields.Dict(), required=True)


class DecisionEvaluationSchema(EvaluationSchema):
    """The outcome of a decision, and how it came about."""

    decisions = fields.List(fields.Nested(DecisionTraceSchema), required=True)


@blueprint.route("")
@blueprint.arguments(DecisionQuerySchema, location="query")
@blueprint.response(200, page_schema(DecisionSchema))
def decisions(query: dict[str, Any]) -> object:
    """List deployed decisions by id and version."""
    wanted = page_request(query)
    found = list_definitions(
        source(),
        caller(),
        DECISION,
        wanted,
        key=query.get("decision_id"),
        version=query.get("version"),
        latest=query.get("latest"),
    )
    return page(found.results, wanted, found.count, lambda view: (view.key, view.house or "", view.version))


@blueprint.route("/<string:definition_id>/xml")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/xml")
def decision_xml(definition_id: str) -> Response:
    """Return the file that the decision was deployed with, byte for byte."""
    content = read_source(source(), caller(), DECISION, definition_id)
    return Response(content, content_type="application/xml")


@blueprint.route("/<string:decision_id>/evaluations", methods=["POST"])
@blueprint.arguments(NewDecisionEvaluationSchema)
@blueprint.response(200, DecisionEvaluationSchema)
def evaluate(new: dict[str, Any], decision_id: str) -> Mapping[str, object]:
    """Evaluate the latest version of a decision."""
    found = evaluate_decision(walled_engine(), caller(), NewDecision(decision_id=decision_id, **new))
    return {
        **described(found.value),
        "decisions": [_trace(trace) for trace in found.decisions],
        "warnings": [warning.text for warning in found.warnings],
    }


def _trace(trace: DecisionTrace) -> Mapping[str, object]:
    return {
        "id": trace.id,
        "matched_rules": [{"id": rule, "index": index} for rule, index in trace.matched_rules],
        "inputs": [{"label": label, "value": to_text(value)} for label, value in trace.inputs],
        "outputs": [{"label": label, "value": to_text(value)} for label, value in trace.outputs],
    }
