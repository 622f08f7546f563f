"""Process instances: starting, following and steering them."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.openapi import BASE
from api.paging import LARGEST_PAGE_SIZE, PageQuerySchema, page, page_request, page_schema
from api.preconditions import expected_revision, with_etag
from api.resources.tasks import DueReasonSchema
from api.schemas import FlagField, MomentField, Schema, WholeNumberField
from api.services import source
from engine.commands.operations import (
    OperatedInstance,
    cancel_instance,
    resume_instance,
    suspend_instance,
    write_variables,
)
from engine.commands.start_instance import NewInstance, StartedInstance, start_instance
from engine.queries.instances import (
    InstanceFilter,
    list_elements,
    list_flows,
    list_instances,
    read_instance,
)
from engine.queries.variables import read_variables
from engine.queries.waiting import Waiting, waiting

blueprint = Blueprint(
    "process-instances", __name__, url_prefix="/process-instances", description="Running and ended instances."
)
STATES = ("active", "suspended", "completed", "cancelled", "failed")


class ProcessInstanceSchema(Schema):
    """One process instance."""

    id = fields.String(required=True)
    process_id = fields.String(required=True)
    version = fields.Integer(required=True)
    house = fields.String(required=True)
    business_key = fields.String(required=True, allow_none=True)
    case_number = fields.String(required=True, allow_none=True)
    root_instance_id = fields.String(required=True)
    parent_instance_id = fields.String(required=True, allow_none=True)
    parent_element_instance_id = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    started_at = MomentField(required=True)
    ended_at = MomentField(required=True, allow_none=True)
    revision = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "description": "Of its root. Null for who takes part in a case: they are shown a part of it."
        },
    )


class ProcessInstanceQuerySchema(PageQuerySchema):
    process_id = fields.String()
    version = WholeNumberField()
    business_key = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    house = fields.String()
    root_instance_id = fields.String()
    parent_instance_id = fields.String()
    started_after = MomentField()


class NewProcessInstanceSchema(Schema):
    """An instance to start."""

    process_id = fields.String(required=True)
    version = WholeNumberField(load_default=None, allow_none=True, metadata={"description": "null: latest."})
    house = fields.String(load_default=None, allow_none=True)
    business_key = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 255))
    unique_business_key = FlagField(
        load_default=False, metadata={"description": "Refuse it while another runs with this key."}
    )
    variables = fields.Dict(keys=fields.String(), load_default=dict)


class StartedInstanceSchema(Schema):
    """The instance that was started; it can be read at once at its `Location`."""

    id = fields.String(required=True)
    case_number = fields.String(required=True, allow_none=True)


class OperatedInstanceSchema(Schema):
    """Where an instance stands after it was steered."""

    id = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    revision = fields.Integer(required=True)


class ReasonSchema(Schema):
    """Why it is done."""

    reason = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 2000))


class VariablesSchema(Schema):
    """Variables by name."""

    variables = fields.Dict(keys=fields.String(), required=True)


class WholePageQuerySchema(PageQuerySchema):
    """Of a list that is mostly wanted as a whole."""

    page_size = WholeNumberField(
        load_default=LARGEST_PAGE_SIZE,
        validate=validate.Range(1, LARGEST_PAGE_SIZE),
        metadata={"description": "Results in one page."},
    )


class ScopeQuerySchema(Schema):
    scope_id = fields.String(
        load_default=None, metadata={"description": "An element instance with variables of its own."}
    )


class ElementInstanceSchema(Schema):
    """One activity, event or gateway that became active."""

    id = fields.String(required=True)
    element_id = fields.String(required=True)
    element_type = fields.String(required=True)
    scope_id = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("active", "completed", "terminated")))
    started_at = MomentField(required=True)
    ended_at = MomentField(required=True, allow_none=True)
    loop_counter = fields.Integer(required=True, allow_none=True)
    incidents = fields.Integer(required=True)


class SequenceFlowSchema(Schema):
    """A sequence flow and how often it was taken."""

    id = fields.String(required=True)
    count = fields.Integer(required=True)


class TimerSchema(Schema):
    """A timer that is set."""

    element_instance_id = fields.String(required=True)
    element_id = fields.String(required=True)
    due_at = MomentField(required=True)
    reason = fields.Nested(
        DueReasonSchema, required=True, allow_none=True, metadata={"description": "The term that made it."}
    )


class SubscriptionSchema(Schema):
    """A message or signal that is awaited."""

    element_instance_id = fields.String(required=True)
    element_id = fields.String(required=True)
    name = fields.String(required=True)


class AwaitedJobSchema(Schema):
    """Work that waits for a worker."""

    id = fields.String(required=True)
    element_id = fields.String(required=True)
    type = fields.String(required=True)
    retries = fields.Integer(required=True)


class WaitingSchema(Schema):
    """All that an instance waits for, beside people's tasks."""

    timers = fields.List(fields.Nested(TimerSchema), required=True)
    messages = fields.List(fields.Nested(SubscriptionSchema), required=True)
    signals = fields.List(fields.Nested(SubscriptionSchema), required=True)
    jobs = fields.List(fields.Nested(AwaitedJobSchema), required=True)


@blueprint.route("")
@blueprint.arguments(ProcessInstanceQuerySchema, location="query")
@blueprint.response(200, page_schema(ProcessInstanceSchema))
def process_instances(query: dict[str, Any]) -> object:
    """List the instances that the caller may know of."""
    wanted = page_request(query)
    names = InstanceFilter.__dataclass_fields__
    filters = InstanceFilter(**{name: value for name, value in query.items() if name in names})
    found = list_instances(source(), caller(), filters, wanted)
    return page(found.results, wanted, found.count, lambda view: view.key)


@blueprint.route("/<string:instance_id>")
@blueprint.response(200, ProcessInstanceSchema)
def process_instance(instance_id: str) -> Response:
    """Show one instance."""
    view = read_instance(source(), caller(), instance_id)
    return with_etag(shown(ProcessInstanceSchema, view), view.revision)


@blueprint.route("/<string:instance_id>/element-instances")
@blueprint.arguments(WholePageQuerySchema, location="query")
@blueprint.response(200, page_schema(ElementInstanceSchema))
def element_instances(query: dict[str, Any], instance_id: str) -> object:
    """List what became active in an instance, in order of start."""
    wanted = page_request(query)
    found = list_elements(source(), caller(), instance_id, wanted)
    return page(found.results, wanted, found.count, lambda view: view.key)


@blueprint.route("/<string:instance_id>/sequence-flows")
@blueprint.arguments(WholePageQuerySchema, location="query")
@blueprint.response(200, page_schema(SequenceFlowSchema))
def sequence_flows(query: dict[str, Any], instance_id: str) -> object:
    """List the sequence flows that an instance has taken, with their counts."""
    wanted = page_request(query)
    found = list_flows(source(), caller(), instance_id, wanted)
    return page(found.results, wanted, found.count, lambda view: view.key)


@blueprint.route("/<string:instance_id>/waiting")
@blueprint.response(200, WaitingSchema)
def awaited(instance_id: str) -> Waiting:
    """Show what an instance waits for: timers, messages, signals, jobs."""
    return waiting(source(), caller(), instance_id)


@blueprint.route("", methods=["POST"])
@blueprint.arguments(NewProcessInstanceSchema)
@blueprint.response(201, StartedInstanceSchema)
@blueprint.alt_response(409, description="It is documentation, or its unique business key is taken.")
def new_process_instance(new: dict[str, Any]) -> Response:
    """Start an instance of a process that is no case."""
    person = caller()
    return performed(lambda engine: start_instance(engine, person, NewInstance(**new)), _started)


@blueprint.route("/<string:instance_id>/variables")
@blueprint.arguments(ScopeQuerySchema, location="query")
@blueprint.response(200, VariablesSchema)
@blueprint.alt_response(409, description="The scope has ended.")
def variables(query: dict[str, Any], instance_id: str) -> Response:
    """Show the variables that the caller may read."""
    found = read_variables(source(), caller(), instance_id, query["scope_id"])
    return with_etag(shown(VariablesSchema, found), found.revision)


@blueprint.route("/<string:instance_id>/variables", methods=["PATCH"])
@blueprint.arguments(ScopeQuerySchema, location="query")
@blueprint.arguments(VariablesSchema)
@blueprint.response(200, OperatedInstanceSchema)
@blueprint.alt_response(409, description="The instance has ended or is suspended.")
@blueprint.alt_response(412, description="It was changed since.")
def change_variables(query: dict[str, Any], body: dict[str, Any], instance_id: str) -> Response:
    """Write variables; those that are not named stay as they are."""
    person, revision, scope = caller(), expected_revision(), query["scope_id"]
    return performed(
        lambda engine: write_variables(
            engine, person, instance_id, body["variables"], scope_id=scope, if_match=revision
        ),
        _operated,
    )


@blueprint.route("/<string:instance_id>/cancellation", methods=["POST"])
@blueprint.arguments(ReasonSchema)
@blueprint.response(200, OperatedInstanceSchema)
@blueprint.alt_response(409, description="The instance has ended.")
def cancel(body: dict[str, Any], instance_id: str) -> Response:
    """Cancel an instance."""
    person, reason = caller(), body["reason"]
    return performed(lambda engine: cancel_instance(engine, person, instance_id, reason=reason), _operated)


@blueprint.route("/<string:instance_id>/suspension", methods=["PUT"])
@blueprint.arguments(ReasonSchema)
@blueprint.response(200, OperatedInstanceSchema)
@blueprint.alt_response(409, description="The instance has ended, or is no root.")
def suspend(body: dict[str, Any], instance_id: str) -> Response:
    """Suspend a root instance: nothing in it moves until it is resumed."""
    person, reason = caller(), body["reason"]
    return performed(lambda engine: suspend_instance(engine, person, instance_id, reason=reason), _operated)


@blueprint.route("/<string:instance_id>/suspension", methods=["DELETE"])
@blueprint.response(200, OperatedInstanceSchema)
@blueprint.alt_response(409, description="The instance has ended, or is no root.")
def resume(instance_id: str) -> Response:
    """Let a suspended instance go on."""
    person = caller()
    return performed(lambda engine: resume_instance(engine, person, instance_id), _operated)


def _started(found: StartedInstance) -> Response:
    location = {"Location": f"{BASE}/process-instances/{found.id}"}
    return shown(StartedInstanceSchema, found, 201, location)


def _operated(found: OperatedInstance) -> Response:
    state = "suspended" if found.suspended and found.state == "active" else found.state
    view = {"id": found.id, "state": state, "revision": found.revision}
    return with_etag(shown(OperatedInstanceSchema, view), found.revision)
