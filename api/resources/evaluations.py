"""Evaluating FEEL for designers."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from api.authentication import caller
from api.blueprint import Blueprint
from api.schemas import Schema
from api.services import walled_engine
from engine.commands.evaluate import ExpressionKind, NewEvaluation, evaluate_expression
from engine.feel import FeelError, JsonValue, Value, to_json, to_text, type_name

blueprint = Blueprint(
    "expression-evaluations", __name__, url_prefix="/expression-evaluations", description="FEEL to try out."
)


class NewEvaluationSchema(Schema):
    """An expression and what it sees."""

    expression = fields.String(required=True, validate=validate.Length(1, 100_000))
    variables = fields.Dict(keys=fields.String(), load_default=dict)
    kind = fields.Enum(ExpressionKind, by_value=True, load_default=ExpressionKind.EXPRESSION)
    input = fields.Raw(load_default=None, allow_none=True, metadata={"description": "What unary tests test."})
    house = fields.String(load_default=None, allow_none=True)


class EvaluationSchema(Schema):
    """The value as JSON and as FEEL writes it, and why parts of it became null."""

    result = fields.Raw(required=True, allow_none=True)
    result_text = fields.String(required=True)
    type = fields.String(required=True)
    warnings = fields.List(fields.String(), required=True)


@blueprint.route("", methods=["POST"])
@blueprint.arguments(NewEvaluationSchema)
@blueprint.response(200, EvaluationSchema)
def evaluate_feel(new: dict[str, Any]) -> Mapping[str, object]:
    """Evaluate an expression or unary tests in the time and calendar of a house."""
    found = evaluate_expression(walled_engine(), caller(), NewEvaluation(**new))
    return {**described(found.value), "warnings": found.warnings}


def described(value: Value) -> Mapping[str, object]:
    """Return a value as JSON, as FEEL text, and its type."""
    return {"result": _as_json(value), "result_text": to_text(value), "type": type_name(value)}


def _as_json(value: Value) -> JsonValue:
    try:
        return to_json(value)
    except FeelError:
        return None
