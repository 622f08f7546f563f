"""Jobs: work that an integrator's workers lease, do and report on."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import nothing, performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.duration import DurationField
from api.long_polling import polled
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.schemas import MomentField, Schema, WholeNumberField
from api.services import source, walled_engine
from engine.commands.activate_jobs import ActivatedJob, Wanted, activate_jobs
from engine.commands.finish_job import (
    Lease,
    complete_job,
    extend_lock,
    fail_job,
    set_retries,
    throw_job_error,
)
from engine.queries.operations import list_jobs

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs", description="Work for workers.")
_FENCE = {"description": "From the activation; a stale one is refused."}


class JobSchema(Schema):
    """A job, for operators: without its variables."""

    id = fields.String(required=True)
    type = fields.String(required=True)
    house = fields.String(required=True)
    process_instance_id = fields.String(required=True)
    process_id = fields.String(required=True)
    element_id = fields.String(required=True)
    retries = fields.Integer(required=True)
    priority = fields.Integer(required=True)
    worker = fields.String(required=True, allow_none=True)
    locked_until = MomentField(required=True, allow_none=True)
    available_at = MomentField(required=True)


class JobQuerySchema(PageQuerySchema):
    type = fields.String()
    process_instance_id = fields.String()


class ActivationSchema(Schema):
    """Which jobs a worker takes."""

    type = fields.String(required=True, validate=validate.Length(1, 255))
    worker = fields.String(required=True, validate=validate.Length(1, 200))
    max_jobs = WholeNumberField(load_default=1, validate=validate.Range(1, 1000))
    lock_duration = DurationField(default="PT5M")
    wait_seconds = WholeNumberField(
        load_default=0,
        validate=validate.Range(0, 60),
        metadata={"description": "How long to wait for a job when there is none."},
    )
    variables = fields.List(
        fields.String(), load_default=None, allow_none=True, metadata={"description": "null: all of the job."}
    )


class ActivatedJobSchema(Schema):
    """A job that is leased to the caller."""

    id = fields.String(required=True)
    type = fields.String(required=True)
    process_instance_id = fields.String(required=True)
    process_id = fields.String(required=True)
    element_id = fields.String(required=True)
    house = fields.String(required=True)
    variables = fields.Dict(keys=fields.String(), required=True)
    headers = fields.Dict(keys=fields.String(), required=True)
    retries = fields.Integer(required=True)
    locked_until = MomentField(required=True)
    fence = fields.Integer(required=True)


class ActivatedJobsSchema(Schema):
    """The jobs that were leased."""

    jobs = fields.List(fields.Nested(ActivatedJobSchema), required=True)


class JobCompletionSchema(Schema):
    """The result of a job."""

    fence = WholeNumberField(required=True, metadata=_FENCE)
    variables = fields.Dict(keys=fields.String(), load_default=dict)


class JobFailureSchema(Schema):
    """Why a job failed, and when to try again."""

    fence = WholeNumberField(required=True, metadata=_FENCE)
    message = fields.String(required=True, validate=validate.Length(1, 10_000))
    retries = WholeNumberField(load_default=None, allow_none=True, validate=validate.Range(0, 1000))
    retry_after = DurationField(load_default=None, allow_none=True)


class JobErrorSchema(Schema):
    """A BPMN error, for the model to catch."""

    fence = WholeNumberField(required=True, metadata=_FENCE)
    code = fields.String(required=True, validate=validate.Length(1, 255))
    variables = fields.Dict(keys=fields.String(), load_default=dict)


class JobLockSchema(Schema):
    """A longer lease."""

    fence = WholeNumberField(required=True, metadata=_FENCE)
    lock_duration = DurationField(required=True)


class LockedJobSchema(Schema):
    """Until when a job is leased."""

    id = fields.String(required=True)
    locked_until = MomentField(required=True)


class JobRetriesSchema(Schema):
    """How often a job may still be tried."""

    retries = WholeNumberField(required=True, validate=validate.Range(1, 1000))


@blueprint.route("")
@blueprint.arguments(JobQuerySchema, location="query")
@blueprint.response(200, page_schema(JobSchema))
def jobs(query: dict[str, Any]) -> object:
    """List the jobs in the houses of an operator."""
    wanted = page_request(query)
    found = list_jobs(
        source(),
        caller(),
        wanted,
        type=query.get("type"),
        process_instance_id=query.get("process_instance_id"),
    )
    return page(found.results, wanted, found.count, lambda view: view.key)


@blueprint.route("/activations", methods=["POST"])
@blueprint.arguments(ActivationSchema)
@blueprint.response(200, ActivatedJobsSchema)
def activate(body: dict[str, Any]) -> Mapping[str, list[ActivatedJob]]:
    """Lease jobs of a type; waits for one when asked to and there is none."""
    wanted = Wanted(body["type"], body["worker"], body["max_jobs"], body["lock_duration"], body["variables"])
    person, engine = caller(), walled_engine()
    return {"jobs": polled(lambda: activate_jobs(engine, person, wanted), body["wait_seconds"])}


@blueprint.route("/<string:job_id>/completion", methods=["POST"])
@blueprint.arguments(JobCompletionSchema)
@blueprint.response(204)
@blueprint.alt_response(409, description="The lease is stale, or the instance is suspended.")
def complete(body: dict[str, Any], job_id: str) -> Response:
    """Complete a job."""
    person, lease = caller(), Lease(job_id, body["fence"])
    return performed(lambda engine: complete_job(engine, person, lease, body["variables"]), _done)


@blueprint.route("/<string:job_id>/failure", methods=["POST"])
@blueprint.arguments(JobFailureSchema)
@blueprint.response(204)
@blueprint.alt_response(409, description="The lease is stale, or the instance is suspended.")
def fail(body: dict[str, Any], job_id: str) -> Response:
    """Report that a job failed: it is tried again, and without retries left becomes an incident."""
    person, lease = caller(), Lease(job_id, body["fence"])
    return performed(
        lambda engine: fail_job(
            engine,
            person,
            lease,
            body["message"],
            retries=body["retries"],
            retry_after=body["retry_after"],
        ),
        _done,
    )


@blueprint.route("/<string:job_id>/error", methods=["POST"])
@blueprint.arguments(JobErrorSchema)
@blueprint.response(204)
@blueprint.alt_response(409, description="The lease is stale, or the instance is suspended.")
def throw_error(body: dict[str, Any], job_id: str) -> Response:
    """Throw a BPMN error from a job; one that nothing catches becomes an incident."""
    person, lease = caller(), Lease(job_id, body["fence"])
    return performed(
        lambda engine: throw_job_error(engine, person, lease, body["code"], body["variables"]), _done
    )


@blueprint.route("/<string:job_id>/lock", methods=["PUT"])
@blueprint.arguments(JobLockSchema)
@blueprint.response(200, LockedJobSchema)
@blueprint.alt_response(409, description="The lease is stale.")
def extend(body: dict[str, Any], job_id: str) -> Response:
    """Lease a job for longer."""
    person, lease = caller(), Lease(job_id, body["fence"])
    return performed(
        lambda engine: extend_lock(engine, person, lease, body["lock_duration"]),
        lambda until: shown(LockedJobSchema, {"id": job_id, "locked_until": until}),
    )


@blueprint.route("/<string:job_id>", methods=["PATCH"])
@blueprint.arguments(JobRetriesSchema)
@blueprint.response(204)
def change_retries(body: dict[str, Any], job_id: str) -> Response:
    """Give a job more tries."""
    person, retries = caller(), body["retries"]
    return performed(lambda engine: set_retries(engine, person, job_id, retries), _done)


def _done(_: object) -> Response:
    return nothing()
