"""The audit log, for auditors: entries, Logboek Dataverwerkingen, and the month's unusual access."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.schemas import FlagField, MomentField, Schema, WholeNumberField
from api.services import services, source
from engine.access.acts import Act
from engine.access.unusual import Thresholds, Unusual
from engine.queries.audit_log import AuditFilter, list_audit_log, read_case_audit_log
from engine.queries.unusual_access import UnusualAccess, list_unusual_access
from engine.store.audit.data_processing import Processing, ProcessingLog
from engine.store.audit.reading import SeenEntry

blueprint = Blueprint("audit-log", __name__, description="Who did what, for auditors.")
_ACTS = tuple(act.value for act in Act)


class AuditEntrySchema(Schema):
    """What somebody did or was refused; never what the data were."""

    stream = fields.String(required=True, metadata={"description": "The chain that it stands in."})
    sequence = fields.Integer(required=True, metadata={"description": "Its place there, from 1."})
    at = MomentField(required=True)
    person = fields.String(
        required=True, allow_none=True, metadata={"description": "Null for the service itself."}
    )
    organisation = fields.String(required=True, allow_none=True)
    roles = fields.List(fields.String(), required=True)
    house = fields.String(required=True)
    act = fields.String(required=True, validate=validate.OneOf(_ACTS))
    refused = fields.Boolean(required=True)
    reason = fields.String(
        required=True, allow_none=True, metadata={"description": "Of the decision about access."}
    )
    operation = fields.String(required=True, metadata={"description": "The command or query."})
    object_kind = fields.String(required=True)
    object_id = fields.String(required=True, allow_none=True)
    case_id = fields.String(required=True, allow_none=True)
    case_number = fields.String(required=True, allow_none=True)
    categories = fields.List(
        fields.String(), required=True, metadata={"description": "Of the data that were shown or changed."}
    )
    purpose = fields.String(required=True, allow_none=True)
    named = fields.List(
        fields.String(), required=True, metadata={"description": "Instances that a list named."}
    )
    copy_digest = fields.String(
        required=True, allow_none=True, metadata={"description": "SHA-256 of what was sent."}
    )
    trace_id = fields.String(required=True, allow_none=True)
    hash = fields.String(required=True, metadata={"description": "Chains it to the entry before it."})


_ENTRIES = page_schema(AuditEntrySchema)


class ProcessingSchema(Schema):
    """A record of Logboek Dataverwerkingen."""

    trace_id = fields.String(required=True)
    span_id = fields.String(required=True)
    parent_span_id = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, validate=validate.OneOf(("Unset", "Ok", "Error")))
    name = fields.String(required=True)
    start_time = MomentField(required=True)
    end_time = MomentField(required=True)
    attributes = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "`dpl.core.processing_activity_id`, `dpl.core.data_subject_id`, …"},
    )


class UnusualAccessSchema(Schema):
    """Something out of the ordinary, with the first entries that it is about."""

    kind = fields.String(required=True, validate=validate.OneOf([kind.value for kind in Unusual]))
    house = fields.String(required=True)
    person = fields.String(required=True)
    count = fields.Integer(required=True)
    entries = fields.List(fields.Nested(AuditEntrySchema), required=True)


class UnusualAccessesSchema(Schema):
    """What was out of the ordinary in a month."""

    results = fields.List(fields.Nested(UnusualAccessSchema), required=True)


class AuditQuerySchema(PageQuerySchema):
    house = fields.String()
    since = MomentField(data_key="from")
    until = MomentField(data_key="to", metadata={"description": "The moment before which it ends."})
    person = fields.String()
    act = fields.String(validate=validate.OneOf(_ACTS))
    operation = fields.String()
    refused = FlagField()
    case_number = fields.String()


class MonthField(fields.String):
    """A month, such as 2026-11."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise ValidationError("Not a valid month: write 2026-11.") from None


class UnusualQuerySchema(Schema):
    month = MonthField(required=True, metadata={"description": "Such as 2026-11."})
    house = fields.String(load_default=None)
    many_cases = WholeNumberField(load_default=Thresholds().cases, validate=validate.Range(min=1))
    many_refusals = WholeNumberField(load_default=Thresholds().refusals, validate=validate.Range(min=1))


@blueprint.route("/audit-log")
@blueprint.arguments(AuditQuerySchema, location="query")
@blueprint.response(200, _ENTRIES)
def audit_log(query: dict[str, Any]) -> object:
    """List what was done and refused in the auditor's houses, the newest first."""
    wanted = page_request(query)
    found = list_audit_log(source(), caller(), _filters(query), wanted)
    return _page(page(found.results, wanted, found.count, lambda seen: seen.key), _entry)


@blueprint.route("/audit-log/data-processing")
@blueprint.arguments(AuditQuerySchema, location="query")
@blueprint.response(200, page_schema(ProcessingSchema))
def data_processing(query: dict[str, Any]) -> object:
    """List the same as Logboek Dataverwerkingen; the count is of entries, and a list is several records."""
    wanted = page_request(query)
    found = list_audit_log(source(), caller(), _filters(query), wanted)
    made = page(found.results, wanted, found.count, lambda seen: seen.key)
    log = ProcessingLog(services().engine.keys, services().settings.processing_register)
    records: list[Processing] = []
    for seen in made.results:
        records += log.records(seen.entry, seen.digest)
    return {"count": made.count, "next": made.next, "previous": made.previous, "results": records}


@blueprint.route("/audit-log/unusual")
@blueprint.arguments(UnusualQuerySchema, location="query")
@blueprint.response(200, UnusualAccessesSchema)
def unusual_access(query: dict[str, Any]) -> object:
    """List what was out of the ordinary in a month: emergencies, odd hours, many cases, many refusals."""
    thresholds = Thresholds(cases=query["many_cases"], refusals=query["many_refusals"])
    found = list_unusual_access(source(), caller(), query["month"], query["house"], thresholds)
    return {"results": [_unusual(one) for one in found]}


@blueprint.route("/cases/<string:case_id>/audit-log")
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, _ENTRIES)
def case_audit_log(query: dict[str, Any], case_id: str) -> object:
    """List all that concerns one case, the newest first, also after it was destroyed."""
    wanted = page_request(query)
    found = read_case_audit_log(source(), caller(), case_id, wanted)
    return _page(page(found.results, wanted, found.count, lambda seen: seen.key), _entry)


def _filters(query: dict[str, Any]) -> AuditFilter:
    return AuditFilter(
        **{name: value for name, value in query.items() if name in AuditFilter.__dataclass_fields__}
    )


def _page(made: Any, view: Any) -> dict[str, object]:
    results = [view(one) for one in made.results]
    return {"count": made.count, "next": made.next, "previous": made.previous, "results": results}


def _entry(seen: SeenEntry) -> dict[str, object]:
    entry = {name: getattr(seen.entry, name) for name in type(seen.entry).__dataclass_fields__}
    return entry | {"sequence": seen.sequence, "hash": seen.digest.hex()}


def _unusual(found: UnusualAccess) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "house": found.house,
        "person": found.person,
        "count": found.count,
        "entries": [_entry(seen) for seen in found.entries],
    }
