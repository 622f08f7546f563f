"""The public keys that check the signatures under messages to partners (RFC 7517), open to all."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint, open_to_all
from api.schemas import Schema
from api.services import walled_engine

blueprint = Blueprint("jwks", __name__, url_prefix="/jwks", description="Public signature keys.")


class KeySetSchema(Schema):
    """A JSON Web Key Set."""

    keys = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)


@blueprint.route("")
@blueprint.doc(security=[])
@blueprint.response(200, KeySetSchema)
@open_to_all
def signature_keys() -> Any:
    """List the public keys, those of before included."""
    return walled_engine().signing.published().as_dict(private=False)
