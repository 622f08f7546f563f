"""Cases: kinds of cases, starting one, where one stands and what the caller may read of it."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.openapi import BASE
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.preconditions import with_etag
from api.schemas import MomentField, Schema
from api.services import source
from engine.commands.start_case import NewCase, start_case
from engine.commands.start_instance import StartedInstance
from engine.queries.case_course import list_participants, read_timeline
from engine.queries.case_search import CaseSearch, search_cases
from engine.queries.case_types import list_case_types
from engine.queries.cases import Case, CaseEntry, CaseFilter, list_cases, read_case

blueprint = Blueprint("cases", __name__, url_prefix="/cases", description="Cases and their kinds.")
MOST_FIELDS = 10
KINDS = (
    "stage-entered",
    "stage-left",
    "outcome-reached",
    "participant-joined",
    "participant-left",
    "task-completed",
    "message-sent",
    "message-received",
    "decision-made",
)
STATES = ("active", "completed", "cancelled", "failed")


class CaseTypeSchema(Schema):
    """A kind of case in one house."""

    case_type = fields.String(required=True)
    name = fields.String(required=True)
    house = fields.String(required=True)
    process_id = fields.String(required=True)
    definition_id = fields.String(required=True)
    version = fields.Integer(required=True)
    form_id = fields.String(required=True, allow_none=True)
    startable = fields.Boolean(required=True, metadata={"description": "Whether the caller may start one."})


class CaseTypesSchema(Schema):
    """Kinds of cases, by house and name."""

    results = fields.List(fields.Nested(CaseTypeSchema), required=True)


class StageSchema(Schema):
    """A stage by id and label."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    since = MomentField(required=True)


class CaseEntrySchema(Schema):
    """A case in a list."""

    id = fields.String(required=True)
    number = fields.String(required=True)
    case_type = fields.String(required=True)
    house = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    started_at = MomentField(required=True)
    ended_at = MomentField(required=True, allow_none=True)
    stages = fields.List(fields.Nested(StageSchema), required=True)
    outcome = fields.Nested(StageSchema, required=True, allow_none=True)


class PartySchema(Schema):
    """Who takes part; the reason is for themselves alone."""

    person = fields.String(required=True, allow_none=True)
    organisation = fields.String(required=True, allow_none=True)
    role = fields.String(required=True)
    role_label = fields.String(required=True)
    since = MomentField(required=True)
    reason = fields.String(required=True, allow_none=True)


class ParticipantSchema(PartySchema):
    """Who takes or took part in a case."""

    until = MomentField(required=True, allow_none=True, metadata={"description": "Null: takes part now."})


class HappeningSchema(Schema):
    """Something that happened in a case."""

    at = MomentField(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    label = fields.String(required=True)
    stage = fields.String(required=True, allow_none=True)
    person = fields.String(
        required=True, allow_none=True, metadata={"description": "Who did it, or came or went."}
    )
    organisation = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Whose person did it; of `message-sent` the partner that got it."},
    )


class DeadlineSchema(Schema):
    """A date that a term made."""

    label = fields.String(required=True)
    due = MomentField(required=True)
    source = fields.String(required=True)


class LabelledSchema(Schema):
    """A name of the manifest with its label."""

    id = fields.String(required=True)
    label = fields.String(required=True)


class CaseSchema(CaseEntrySchema):
    """A case as far as the caller sees it."""

    regime = fields.Nested(
        LabelledSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The legal regime that it is under."},
    )
    purpose = fields.Nested(
        LabelledSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The purpose for which it is processed."},
    )
    holds = fields.List(
        fields.Nested(LabelledSchema),
        required=True,
        metadata={"description": "Grounds on which it is held now: it is kept, and the rest waits."},
    )

    parties = fields.List(fields.Nested(PartySchema), required=True)
    deadlines = fields.List(fields.Nested(DeadlineSchema), required=True)
    data = fields.Dict(required=True, metadata={"description": "What the caller may read."})


class CaseQuerySchema(PageQuerySchema):
    case_type = fields.String()
    number = fields.String()
    house = fields.String()
    stage = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))


class CaseSearchSchema(Schema):
    """Values that cases must hold; they travel in the body, never in an address."""

    fields_ = fields.Dict(
        data_key="fields",
        attribute="fields",
        keys=fields.String(validate=validate.Length(1, 255)),
        required=True,
        validate=validate.Length(1, MOST_FIELDS),
        metadata={
            "description": "By path (`subject.birthDate`) the value to find. Only fields that are declared"
            " `searchable` and that the caller may read; case, spaces and accents make no difference.",
            "example": {"subject.name": "Sam Verzonnen", "subject.birthDate": "1990-05-17"},
        },
    )
    case_type = fields.String(load_default=None, allow_none=True)
    house = fields.String(load_default=None, allow_none=True)
    elsewhere = fields.Boolean(
        load_default=False,
        metadata={"description": "Ask other houses too; for roles that the manifest names for it."},
    )


class KnownElsewhereSchema(Schema):
    """Another house knows such a case: nothing but whom to ask there."""

    house = fields.String(required=True)
    contact = fields.String(required=True, allow_none=True)


class CasesFoundSchema(page_schema(CaseEntrySchema)):  # type: ignore[misc]  # made at run time
    """One page of the caller's own cases, and the other houses that know one."""

    elsewhere = fields.List(fields.Nested(KnownElsewhereSchema), required=True)


class NewCaseSchema(Schema):
    """A case to start."""

    case_type = fields.String(required=True, validate=validate.Length(1, 255))
    house = fields.String(load_default=None, allow_none=True)
    variables = fields.Dict(keys=fields.String(), load_default=dict)


class StartedCaseSchema(Schema):
    """A case that was started."""

    id = fields.String(required=True)
    number = fields.String(required=True, attribute="case_number")
    case_type = fields.String(required=True)
    house = fields.String(required=True)


@blueprint.route("/types")
@blueprint.response(200, CaseTypesSchema)
def case_types() -> object:
    """List the kinds of cases in the caller's houses."""
    return {"results": list_case_types(source(), caller())}


@blueprint.route("")
@blueprint.arguments(CaseQuerySchema, location="query")
@blueprint.response(200, page_schema(CaseEntrySchema))
def cases(query: dict[str, Any]) -> object:
    """List the cases that the caller takes part in, the newest first."""
    wanted = page_request(query)
    names = CaseFilter.__dataclass_fields__
    filters = CaseFilter(**{name: value for name, value in query.items() if name in names})
    found = list_cases(source(), caller(), filters, wanted)
    return page(found.results, wanted, found.count, _key)


@blueprint.route("", methods=["POST"])
@blueprint.arguments(NewCaseSchema)
@blueprint.response(201, StartedCaseSchema)
def new_case(new: dict[str, Any]) -> Response:
    """Start a case with what its start form was filled with."""
    person = caller()
    return performed(lambda engine: start_case(engine, person, NewCase(**new)), _started)


@blueprint.route("/_search", methods=["POST"])
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.arguments(CaseSearchSchema)
@blueprint.response(200, CasesFoundSchema)
def search(query: dict[str, Any], wanted: dict[str, Any]) -> object:
    """Find the caller's cases by what they hold; changes nothing, and takes no Idempotency-Key."""
    at = page_request(query)
    found = search_cases(source(), caller(), CaseSearch(**wanted), at)
    cases = page(found.cases.results, at, found.cases.count, _key)
    parts = {name: getattr(cases, name) for name in ("count", "next", "previous", "results")}
    return {**parts, "elsewhere": found.elsewhere}


@blueprint.route("/<string:case_id>")
@blueprint.response(200, CaseSchema)
def case(case_id: str) -> Response:
    """Show where a case stands, who takes part and what the caller may read of it."""
    found = read_case(source(), caller(), case_id)
    return with_etag(shown(CaseSchema, _view(found)), None)


@blueprint.route("/<string:case_id>/participants")
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, page_schema(ParticipantSchema))
def case_participants(query: dict[str, Any], case_id: str) -> object:
    """List who takes and took part in a case, as far as the caller may know of them."""
    wanted = page_request(query)
    found = list_participants(source(), caller(), case_id, wanted)
    return page(found.results, wanted, found.count, lambda one: one.key)


@blueprint.route("/<string:case_id>/timeline")
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, page_schema(HappeningSchema))
def case_timeline(query: dict[str, Any], case_id: str) -> object:
    """List what happened in a case, as far as the caller may know of it, the oldest first."""
    wanted = page_request(query)
    found = read_timeline(source(), caller(), case_id, wanted)
    return page(found.results, wanted, found.count, lambda one: one.key)


def _key(entry: CaseEntry) -> tuple[str | int | None, ...]:
    return entry.key


def _view(found: Case) -> dict[str, object]:
    entry = {name: getattr(found.entry, name) for name in CaseEntry.__dataclass_fields__}
    return {
        **entry,
        "regime": found.regime,
        "purpose": found.purpose,
        "holds": found.holds,
        "parties": found.parties,
        "deadlines": found.deadlines,
        "data": found.data,
    }


def _started(started: StartedInstance) -> Response:
    return shown(StartedCaseSchema, started, 201, {"Location": f"{BASE}/cases/{started.id}"})
