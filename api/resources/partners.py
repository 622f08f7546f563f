"""The dated register of partners; an address changes by two persons."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from api.answers import performed, shown
from api.authentication import caller
from api.blueprint import Blueprint
from api.openapi import BASE
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.preconditions import expected_revision, with_etag
from api.schemas import FlagField, Schema
from api.services import services, source
from engine.commands.partners import PartnerEntry, change_partner, register_partner
from engine.queries.partners import list_partners, read_partner
from engine.store.partners import Partner, Partnership

blueprint = Blueprint("partners", __name__, url_prefix="/partners", description="Organisations to work with.")
_WORDS = "Use lower-case letters, digits and single hyphens."
_ID = validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*$", error=_WORDS)
_ONE_LINE = validate.ContainsNoneOf("\n", error=_WORDS)


class PartnershipSchema(Schema):
    """Since when, and until when, a partner works with a house."""

    house = fields.String(required=True)
    since = fields.Date(required=True)
    until = fields.Date(load_default=None, allow_none=True, metadata={"description": "The last day."})


class PartnerEntrySchema(Schema):
    """What an administrator enters about a partner."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    kind = fields.String(required=True, validate=validate.Length(1, 100))
    statutory = FlagField(load_default=False, metadata={"description": "A participant by law."})
    partnerships = fields.List(
        fields.Nested(PartnershipSchema), required=True, validate=validate.Length(1, 100)
    )
    address = fields.String(
        load_default=None, allow_none=True, metadata={"description": "Where messages go."}
    )


class NewPartnerSchema(PartnerEntrySchema):
    """A partner to register."""

    id = fields.String(required=True, validate=(_ID, _ONE_LINE, validate.Length(1, 100)))


class PartnerSchema(NewPartnerSchema):
    """A partner."""

    proposed_address = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Counts once another administrator enters the same."},
    )
    revision = fields.Integer(required=True)


@blueprint.route("")
@blueprint.arguments(PageQuerySchema, location="query")
@blueprint.response(200, page_schema(PartnerSchema))
def partners(query: dict[str, Any]) -> object:
    """List the partners of the caller's houses, by id."""
    wanted = page_request(query)
    found = list_partners(source(), caller(), wanted)
    return page(found.results, wanted, found.count, lambda partner: (partner.id,))


@blueprint.route("", methods=["POST"])
@blueprint.arguments(NewPartnerSchema)
@blueprint.response(201, PartnerSchema)
@blueprint.alt_response(409, description="A partner with this id is registered already.")
def add_partner(entry: dict[str, Any]) -> Response:
    """Register a partner. Its address counts once another administrator enters the same."""
    partner_id, guard, person = entry.pop("id"), services().guard, caller()
    location = {"Location": f"{BASE}/partners/{partner_id}"}
    return performed(
        lambda engine: register_partner(engine, person, guard, partner_id, _entry(entry)),
        lambda found: with_etag(shown(PartnerSchema, found, 201, location), found.revision),
    )


@blueprint.route("/<string:partner_id>")
@blueprint.response(200, PartnerSchema)
def partner(partner_id: str) -> Response:
    """Show a partner."""
    return _shown(read_partner(source(), caller(), partner_id))


@blueprint.route("/<string:partner_id>", methods=["PUT"])
@blueprint.arguments(PartnerEntrySchema)
@blueprint.response(200, PartnerSchema)
@blueprint.alt_response(412, description="It was changed since.")
def enter_partner(entry: dict[str, Any], partner_id: str) -> Response:
    """Enter a partner anew. A new address counts once another administrator enters the same."""
    guard, person, revision = services().guard, caller(), expected_revision()
    return performed(
        lambda engine: change_partner(engine, person, guard, partner_id, _entry(entry), revision), _shown
    )


def _entry(loaded: dict[str, Any]) -> PartnerEntry:
    partnerships = tuple(Partnership(**item) for item in loaded["partnerships"])
    return PartnerEntry(**{**loaded, "partnerships": partnerships})


def _shown(found: Partner) -> Response:
    return with_etag(shown(PartnerSchema, found), found.revision)
