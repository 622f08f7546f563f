"""Moving process instances by hand: modification, migration, and work that people choose."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.preconditions import with_etag
from api.schemas import FlagField, Schema, WholeNumberField
from api.services import source
from engine.commands.choose_activities import Chosen, choose_activities
from engine.commands.move_instance import (
    Migration,
    Modification,
    Moved,
    migrate_instance,
    modify_instance,
)
from engine.queries.ad_hoc import ad_hoc_activities

blueprint = Blueprint(
    "instance-moves", __name__, url_prefix="/process-instances", description="Moving instances by hand."
)
MOST_ELEMENTS = 100
LONGEST_REASON = 2000


class ElementActivationSchema(Schema):
    """An element to start, with variables."""

    element_id = fields.String(required=True)
    variables = fields.Dict(keys=fields.String(), load_default=dict)


class ModificationSchema(Schema):
    """What to activate and to terminate."""

    activate = fields.List(
        fields.Nested(ElementActivationSchema), load_default=list, validate=validate.Length(max=MOST_ELEMENTS)
    )
    terminate = fields.List(fields.String(), load_default=list, validate=validate.Length(max=MOST_ELEMENTS))
    reason = fields.String(required=True, validate=validate.Length(1, LONGEST_REASON))
    dry_run = FlagField(load_default=False)


class RenamedSchema(Schema):
    """An element that has another id in the target version."""

    from_ = fields.String(required=True, data_key="from")
    to = fields.String(required=True)


class MigrationSchema(Schema):
    """To which version."""

    target_version = WholeNumberField(required=True)
    mapping = fields.List(fields.Nested(RenamedSchema), load_default=list)
    reason = fields.String(required=True, validate=validate.Length(1, LONGEST_REASON))
    dry_run = FlagField(load_default=False)


class MovedElementSchema(Schema):
    """An element instance that the move started, ended or renamed; `was` is its element id before."""

    id = fields.String(required=True)
    element_id = fields.String(required=True)
    was = fields.String(required=True, allow_none=True)


class MovedSchema(Schema):
    """The difference that the move makes."""

    revision = fields.Integer(required=True)
    started = fields.List(fields.Nested(MovedElementSchema), required=True)
    ended = fields.List(fields.Nested(MovedElementSchema), required=True)
    renamed = fields.List(fields.Nested(MovedElementSchema), required=True)


class ChoiceSchema(Schema):
    """An activity that may be started."""

    element_id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)


class AdHocSchema(Schema):
    """An active ad-hoc subprocess with what it offers."""

    element_instance_id = fields.String(required=True)
    element_id = fields.String(required=True)
    activities = fields.List(fields.Nested(ChoiceSchema), required=True)


class AdHocActivitiesSchema(Schema):
    """All active ad-hoc subprocesses of an instance, in order of start."""

    results = fields.List(fields.Nested(AdHocSchema), required=True)


class ChosenSchema(Schema):
    """What to start in an ad-hoc subprocess, and whether that was all."""

    element_instance_id = fields.String(required=True)
    activate = fields.List(
        fields.Nested(ElementActivationSchema), load_default=list, validate=validate.Length(max=MOST_ELEMENTS)
    )
    complete = FlagField(load_default=False)


class RevisionSchema(Schema):
    """Where the instance stands now."""

    revision = fields.Integer(required=True)


@blueprint.route("/<string:instance_id>/modification", methods=["POST"])
@blueprint.arguments(ModificationSchema)
@blueprint.response(200, MovedSchema)
@blueprint.alt_response(409, description="The instance has ended, or cannot be moved so.")
def modify(body: dict[str, Any], instance_id: str) -> Response:
    """Activate elements and terminate active ones, or only tell what would come of it."""
    person = caller()
    modification = Modification(
        activate=[(item["element_id"], item["variables"]) for item in body["activate"]],
        terminate=body["terminate"],
        reason=body["reason"],
        dry_run=body["dry_run"],
    )
    return performed(lambda engine: modify_instance(engine, person, instance_id, modification), _moved)


@blueprint.route("/<string:instance_id>/migration", methods=["POST"])
@blueprint.arguments(MigrationSchema)
@blueprint.response(200, MovedSchema)
@blueprint.alt_response(409, description="The instance has ended, or an element has no counterpart.")
def migrate(body: dict[str, Any], instance_id: str) -> Response:
    """Take an instance to another version, or only tell what would come of it."""
    person = caller()
    migration = Migration(
        target_version=body["target_version"],
        mapping={item["from_"]: item["to"] for item in body["mapping"]},
        reason=body["reason"],
        dry_run=body["dry_run"],
    )
    return performed(lambda engine: migrate_instance(engine, person, instance_id, migration), _moved)


@blueprint.route("/<string:instance_id>/ad-hoc-activities")
@blueprint.response(200, AdHocActivitiesSchema)
def choices(instance_id: str) -> object:
    """Show the work that may be chosen in an instance."""
    return {"results": ad_hoc_activities(source(), caller(), instance_id)}


@blueprint.route("/<string:instance_id>/ad-hoc-activities", methods=["POST"])
@blueprint.arguments(ChosenSchema)
@blueprint.response(200, RevisionSchema)
@blueprint.alt_response(409, description="The subprocess is over, has no such activity, or is busy.")
def choose(body: dict[str, Any], instance_id: str) -> Response:
    """Start activities of an ad-hoc subprocess, or complete it."""
    person = caller()
    chosen = [Chosen(item["element_id"], item["variables"]) for item in body["activate"]]
    return performed(
        lambda engine: choose_activities(
            engine,
            person,
            instance_id,
            body["element_instance_id"],
            chosen,
            complete=body["complete"],
        ),
        lambda revision: with_etag(shown(RevisionSchema, {"revision": revision}), revision),
    )


def _moved(found: Moved) -> Response:
    return with_etag(shown(MovedSchema, found), found.revision)
