"""How long a case is kept: holds, extensions and destruction, for those whom the manifest names."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import nothing, performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.schemas import FlagField, MomentField, Schema
from api.services import source
from engine.commands.custody import (
    LONGEST_REASON,
    Destruction,
    destroy_case,
    extend_retention,
    lift_hold,
    place_hold,
    withdraw_destruction,
)
from engine.queries.custody import (
    KeepingFilter,
    KeptCase,
    list_destruction_records,
    list_kept_cases,
    read_keeping,
)

blueprint = Blueprint("keeping", __name__, description="How long cases are kept.")
_REASON = "Sealed with the case, and shown to those who decide about its keeping."
_GROUNDS = ("term", "limit", "decision")


class KeepingReasonSchema(Schema):
    """A decision, with its reason."""

    reason = fields.String(
        required=True, validate=validate.Length(1, LONGEST_REASON), metadata={"description": _REASON}
    )


class KeepingExtensionSchema(KeepingReasonSchema):
    """A later date of destruction, with the reason."""

    until = MomentField(required=True)


class DecidedSchema(Schema):
    """Who decided something about the keeping of a case."""

    person = fields.String(required=True)
    organisation = fields.String(required=True)
    reason = fields.String(required=True)
    at = MomentField(required=True)


class DecidedExtensionSchema(DecidedSchema):
    """Who extended the keeping of a case, and until when."""

    until = MomentField(required=True)


class UnderRegimeSchema(Schema):
    """Since when a case was first under a regime."""

    regime = fields.String(required=True)
    since = MomentField(required=True)


class KeptCaseSchema(Schema):
    """When a case is to be destroyed; nothing of what it holds."""

    id = fields.String(required=True)
    number = fields.String(required=True)
    house = fields.String(required=True)
    regime = fields.String(required=True, allow_none=True)
    ended_at = MomentField(required=True, allow_none=True)
    retain_until = MomentField(
        required=True, allow_none=True, metadata={"description": "As the process says."}
    )
    limit_until = MomentField(
        required=True, allow_none=True, metadata={"description": "As the regime or an extension says."}
    )
    destruction_at = MomentField(
        required=True, allow_none=True, metadata={"description": "The earlier of the two, once it has ended."}
    )
    held = fields.Boolean(
        required=True, metadata={"description": "By somebody or by its process: destruction waits."}
    )


class KeepingSchema(KeptCaseSchema):
    """All that decides how long a case is kept."""

    regimes = fields.List(fields.Nested(UnderRegimeSchema), required=True)
    hold = fields.Nested(DecidedSchema, required=True, allow_none=True)
    extensions = fields.List(fields.Nested(DecidedExtensionSchema), required=True)
    proposal = fields.Nested(DecidedSchema, required=True, allow_none=True)


class KeepingQuerySchema(PageQuerySchema):
    house = fields.String()
    held = FlagField()
    due_before = MomentField()


class DestructionRecordSchema(Schema):
    """What stays of a destroyed case."""

    id = fields.String(required=True)
    house = fields.String(required=True)
    process_id = fields.String(required=True)
    case_type = fields.String(required=True)
    regime = fields.String(required=True, allow_none=True)
    started_at = MomentField(required=True)
    ended_at = MomentField(required=True, allow_none=True)
    destroyed_at = MomentField(required=True)
    ground = fields.String(required=True, validate=validate.OneOf(_GROUNDS))
    decided_by = fields.String(required=True, allow_none=True)
    seconded_by = fields.String(required=True, allow_none=True)


class DestructionSchema(Schema):
    """What became of the request to destroy a case."""

    state = fields.String(required=True, validate=validate.OneOf(("proposed", "destroyed")))
    record = fields.Nested(DestructionRecordSchema, required=True, allow_none=True)


class RecordQuerySchema(PageQuerySchema):
    house = fields.String()


@blueprint.route("/cases/<string:case_id>/hold", methods=["PUT"])
@blueprint.arguments(KeepingReasonSchema)
@blueprint.response(204)
def hold(entry: dict[str, Any], case_id: str) -> Response:
    """Hold a case: it is not destroyed until the hold is lifted; the house is told when its date comes."""
    person = caller()
    return performed(lambda engine: place_hold(engine, person, case_id, **entry), _done)


@blueprint.route("/cases/<string:case_id>/hold", methods=["DELETE"])
@blueprint.response(204)
def no_hold(case_id: str) -> Response:
    """Lift the hold on a case; if its date has come, it is destroyed."""
    person = caller()
    return performed(lambda engine: lift_hold(engine, person, case_id), _done)


@blueprint.route("/cases/<string:case_id>/retention")
@blueprint.response(200, KeepingSchema)
def keeping(case_id: str) -> Response:
    """Show all that decides how long a case is kept."""
    found = read_keeping(source(), caller(), case_id)
    entry = {name: getattr(found.entry, name) for name in KeptCase.__dataclass_fields__}
    rest = {name: getattr(found, name) for name in ("regimes", "hold", "extensions", "proposal")}
    return shown(KeepingSchema, entry | rest)


@blueprint.route("/cases/<string:case_id>/retention", methods=["PUT"])
@blueprint.arguments(KeepingExtensionSchema)
@blueprint.response(204)
def extension(entry: dict[str, Any], case_id: str) -> Response:
    """Keep a case longer than its process and its regime say, with the reason."""
    person = caller()
    return performed(lambda engine: extend_retention(engine, person, case_id, **entry), _done)


@blueprint.route("/cases/<string:case_id>/destruction", methods=["POST"])
@blueprint.arguments(KeepingReasonSchema)
@blueprint.response(200, DestructionSchema)
@blueprint.alt_response(202, schema=DestructionSchema, description="A second person has to ask for the same.")
@blueprint.alt_response(409, description="`case-held`, or `same-person` who asked for it before.")
def destruction(entry: dict[str, Any], case_id: str) -> Response:
    """Have a case destroyed now, with its key, for ever; two people decide, unless the manifest says one."""
    person = caller()
    return performed(lambda engine: destroy_case(engine, person, case_id, **entry), _destroyed)


@blueprint.route("/cases/<string:case_id>/destruction", methods=["DELETE"])
@blueprint.response(204)
def no_destruction(case_id: str) -> Response:
    """Withdraw the request to destroy a case."""
    person = caller()
    return performed(lambda engine: withdraw_destruction(engine, person, case_id), _done)


@blueprint.route("/retention")
@blueprint.arguments(KeepingQuerySchema, location="query")
@blueprint.response(200, page_schema(KeptCaseSchema))
def kept_cases(query: dict[str, Any]) -> object:
    """List when the cases are to be destroyed, in the houses where the caller decides that."""
    wanted = page_request(query)
    names = KeepingFilter.__dataclass_fields__
    filters = KeepingFilter(**{name: value for name, value in query.items() if name in names})
    found = list_kept_cases(source(), caller(), filters, wanted)
    return page(found.results, wanted, found.count, lambda entry: entry.key)


@blueprint.route("/destruction-records")
@blueprint.arguments(RecordQuerySchema, location="query")
@blueprint.response(200, page_schema(DestructionRecordSchema))
def destruction_records(query: dict[str, Any]) -> object:
    """List what stays of destroyed cases, the newest first; for the auditor."""
    wanted = page_request(query)
    found = list_destruction_records(source(), caller(), query.get("house"), wanted)
    return page(found.results, wanted, found.count, lambda record: (record["id"],))


def _done(_: None) -> Response:
    return nothing()


def _destroyed(done: Destruction) -> Response:
    if done.record is None:
        return shown(DestructionSchema, {"state": "proposed", "record": None}, 202)
    return shown(DestructionSchema, {"state": "destroyed", "record": done.record})
