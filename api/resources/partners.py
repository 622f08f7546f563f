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
from api.schemas import Schema
from api.services import services, source
from engine.commands.partners import PartnerEntry, change_partner, register_partner
from engine.queries.partners import PartnerFilter, list_partners, read_partner
from engine.store.partners import COVENANT, GROUNDS, Partner, Partnership

blueprint = Blueprint("partners", __name__, url_prefix="/partners", description="Organisations to work with.")
_WORDS = "Use lower-case letters, digits and single hyphens."
_ID = validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*(?![\s\S])", error=_WORDS)
_ONE_LINE = validate.ContainsNoneOf("\n", error=_WORDS)


class PartnershipSchema(Schema):
    """Since when, until when and on which ground a partner works with a house."""

    house = fields.String(required=True)
    since = fields.Date(required=True)
    until = fields.Date(load_default=None, allow_none=True, metadata={"description": "The last day."})
    ground = fields.String(
        load_default=COVENANT,
        validate=validate.OneOf(GROUNDS),
        metadata={"description": "Why: the covenant, the law, or a decision for an occasion."},
    )
    regime = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 64),
        metadata={"description": "The only legal regime under which it holds; null: every one."},
    )
    reason = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 1000),
        metadata={"description": "Why an occasional participant is one; nothing about any case."},
    )
    categories = fields.List(
        fields.String(validate=validate.Length(1, 64)),
        load_default=None,
        allow_none=True,
        validate=validate.Length(0, 50),
        metadata={"description": "Categories of data that it may be given; null: no limit of its own."},
    )


class PartnerEntrySchema(Schema):
    """What an administrator enters about a partner."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    kind = fields.String(required=True, validate=validate.Length(1, 100))
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


class PartnerQuerySchema(PageQuerySchema):
    on = fields.Date(metadata={"description": "Who works with the house on this day, and on which grounds."})
    house = fields.String()
    kind = fields.String()
    ground = fields.String(validate=validate.OneOf(GROUNDS))


@blueprint.route("")
@blueprint.arguments(PartnerQuerySchema, location="query")
@blueprint.response(200, page_schema(PartnerSchema))
def partners(query: dict[str, Any]) -> object:
    """List the partners of the caller's houses, by id: of all times, or as they stood on a day."""
    wanted = page_request(query)
    names = PartnerFilter.__dataclass_fields__
    filters = PartnerFilter(**{name: value for name, value in query.items() if name in names})
    found = list_partners(source(), caller(), filters, wanted)
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
    partnerships = tuple(
        Partnership(
            **{**item, "categories": None if item["categories"] is None else tuple(item["categories"])}
        )
        for item in loaded["partnerships"]
    )
    return PartnerEntry(**{**loaded, "partnerships": partnerships})


def _shown(found: Partner) -> Response:
    return with_etag(shown(PartnerSchema, found), found.revision)


def _tuple(items: list[str] | None) -> tuple[str, ...] | None:
    return None if items is None else tuple(items)
