"""Tasks: worklists, claiming, and completing what one has claimed."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import nothing, performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.preconditions import etag, expected_revision, with_etag
from api.schemas import MomentField, Schema
from api.services import source
from engine.commands.assign_task import assign_task, release_task
from engine.commands.complete_task import CompletedTask, Exceptional, complete_task
from engine.commands.services import Services
from engine.queries.task_forms import FilledForm, read_task_form
from engine.queries.tasks import SeenTask, TaskFilter, list_tasks, read_task

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks", description="Work of people.")
STATES = ("open", "completed", "terminated")
_FOR_HOLDER = {"description": "Only for whoever has the task."}


class DueReasonSchema(Schema):
    """How a due date was reckoned."""

    term = fields.String(required=True)
    label = fields.String(required=True)
    source = fields.String(required=True)


class TaskSchema(Schema):
    """A task; in a pool its members see what is always there, who has it sees the rest too."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    case_number = fields.String(required=True, allow_none=True)
    due_at = MomentField(required=True, allow_none=True)
    priority = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    assignee = fields.String(required=True, allow_none=True)
    element_id = fields.String(metadata=_FOR_HOLDER)
    house = fields.String(metadata=_FOR_HOLDER)
    process_instance_id = fields.String(metadata=_FOR_HOLDER)
    root_instance_id = fields.String(metadata=_FOR_HOLDER)
    business_key = fields.String(allow_none=True, metadata=_FOR_HOLDER)
    candidate_groups = fields.List(fields.String(), metadata=_FOR_HOLDER)
    reason = fields.Nested(DueReasonSchema, allow_none=True, metadata=_FOR_HOLDER)
    follow_up_at = MomentField(allow_none=True, metadata=_FOR_HOLDER)
    form_id = fields.String(allow_none=True, metadata=_FOR_HOLDER)
    held = fields.Boolean(
        metadata={"description": "Whether it waits because its case is held. Only for who has it."}
    )


class TaskQuerySchema(PageQuerySchema):
    state = fields.String(load_default="open", validate=validate.OneOf(STATES))
    assignee = fields.String()
    candidate_group = fields.String()
    element_id = fields.String()
    process_instance_id = fields.String()
    root_instance_id = fields.String()
    case_number = fields.String()
    business_key = fields.String()
    due_before = MomentField()


class TaskFormSchema(Schema):
    """A form with its data, without what the caller may not read; all null for a task without one."""

    form_id = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, allow_none=True)
    schema = fields.Dict(required=True, allow_none=True, metadata={"description": "form-js document."})
    data = fields.Dict(required=True)


class AssigneeSchema(Schema):
    """To whom a task is given: oneself, or by role somebody else."""

    assignee = fields.String(required=True, validate=validate.Length(1, 200))


class AssignedTaskSchema(Schema):
    """Who has a task now."""

    id = fields.String(required=True)
    assignee = fields.String(required=True)


class ExceptionSchema(Schema):
    """Why a held task is completed all the same: an exception of the manifest, and a reason that is kept."""

    ground = fields.String(required=True, validate=validate.Length(1, 64))
    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class CompletionSchema(Schema):
    """What a form was filled with."""

    variables = fields.Dict(keys=fields.String(), load_default=dict)
    exception = fields.Nested(ExceptionSchema, load_default=None, allow_none=True)


class CompletedTaskSchema(Schema):
    """Where the instance stands now that the task is completed."""

    id = fields.String(required=True, attribute="task_id")
    root_instance_id = fields.String(required=True, attribute="root_id")
    revision = fields.Integer(required=True)
    state = fields.String(required=True, metadata={"description": "State of the root instance."})


@blueprint.route("")
@blueprint.arguments(TaskQuerySchema, location="query")
@blueprint.response(200, page_schema(TaskSchema))
def tasks(query: dict[str, Any]) -> object:
    """List the tasks that the caller has or may take, those due first first."""
    wanted = page_request(query)
    names = TaskFilter.__dataclass_fields__
    filters = TaskFilter(**{name: value for name, value in query.items() if name in names})
    found = list_tasks(source(), caller(), filters, wanted)
    made = page(found.results, wanted, found.count, lambda seen: seen.key)
    return {
        "count": made.count,
        "next": made.next,
        "previous": made.previous,
        "results": [_view(one) for one in made.results],
    }


@blueprint.route("/<string:task_id>")
@blueprint.response(200, TaskSchema)
def task(task_id: str) -> Response:
    """Show one task."""
    found = read_task(source(), caller(), task_id)
    return with_etag(shown(TaskSchema, _view(found)), found.revision)


@blueprint.route("/<string:task_id>/form")
@blueprint.response(200, TaskFormSchema)
@blueprint.alt_response(409, description="The task is over, or its form is not deployed.")
def task_form(task_id: str) -> FilledForm:
    """Show the form of a task that the caller has taken, with its data."""
    return read_task_form(source(), caller(), task_id)


@blueprint.route("/<string:task_id>/assignee", methods=["PUT"])
@blueprint.arguments(AssigneeSchema)
@blueprint.response(200, AssignedTaskSchema)
@blueprint.alt_response(409, description="It is over, somebody else has it, or another person must do it.")
@blueprint.alt_response(412, description="It was changed since.")
def assign(body: dict[str, Any], task_id: str) -> Response:
    """Take a task or, for roles that assign tasks, give it to somebody."""
    person, revision, assignee = caller(), expected_revision(), body["assignee"]

    def render(made: int) -> Response:
        answer = {"id": task_id, "assignee": assignee}
        return shown(AssignedTaskSchema, answer, headers={"ETag": etag(made)})

    return performed(lambda engine: assign_task(engine, person, task_id, assignee, if_match=revision), render)


@blueprint.route("/<string:task_id>/assignee", methods=["DELETE"])
@blueprint.response(204)
@blueprint.alt_response(409, description="It is over.")
@blueprint.alt_response(412, description="It was changed since.")
def release(task_id: str) -> Response:
    """Give a task back to its pool."""
    person, revision = caller(), expected_revision()
    return performed(
        lambda engine: release_task(engine, person, task_id, if_match=revision), lambda made: nothing()
    )


@blueprint.route("/<string:task_id>/completion", methods=["POST"])
@blueprint.arguments(CompletionSchema)
@blueprint.response(200, CompletedTaskSchema)
@blueprint.alt_response(409, description="It is over, suspended or held, or another must do it.")
@blueprint.alt_response(412, description="It was changed since.")
def complete_by_form(body: dict[str, Any], task_id: str) -> Response:
    """Complete a task with what its form was filled with."""
    person, revision, variables = caller(), expected_revision(), body["variables"]
    given = body["exception"]
    exception = None if given is None else Exceptional(given["ground"], given["reason"])

    def complete(engine: Services) -> CompletedTask:
        return complete_task(engine, person, task_id, variables, if_match=revision, exception=exception)

    return performed(complete, _completed)


def _completed(done: CompletedTask) -> Response:
    return shown(CompletedTaskSchema, done)


def _view(found: SeenTask) -> dict[str, object]:
    """What the person sees of it; marshmallow leaves out what is not there."""
    seen: dict[str, object] = {
        name: getattr(found, name) for name in ("id", "name", "case_number", "due_at", "priority")
    }
    seen |= {"state": found.state, "assignee": found.assignee}
    if found.details is not None:
        details = found.details
        seen |= {name: getattr(details, name) for name in type(details).__dataclass_fields__}
    return seen
