"""Demo people and tokens for them, outside the base and in demo mode alone."""

import hmac
from typing import Any

from flask import Blueprint, Response, jsonify
from marshmallow import fields

from api.arguments import ArgumentsParser
from api.demo_people import DemoPerson
from api.demo_tokens import LIFETIME_SECONDS
from api.schemas import Schema
from api.services import Demo, services
from engine.errors import Fault, Forbidden, Invalid

blueprint = Blueprint("demo", __name__, url_prefix="/demo")
_parser = ArgumentsParser()


class TokenRequestSchema(Schema):
    """For whom a token is asked."""

    person = fields.String(required=True)
    secret = fields.String(load_default="")


@blueprint.get("/people")
def people() -> Response:
    """List the demo people."""
    return jsonify(results=[_shown(person) for person in _demo().people.values()])


@blueprint.post("/tokens")
@_parser.use_args(TokenRequestSchema)
def issue_token(arguments: dict[str, Any]) -> tuple[Response, int]:
    """Give a token for a demo person; a service with a demo secret asks for it."""
    secret = services().settings.demo_secret
    if secret is not None and not hmac.compare_digest(secret.encode(), arguments["secret"].encode()):
        raise Forbidden("demo-secret", "This demo asks for its secret: send it as `secret`.")
    person = _demo().people.get(arguments["person"])
    if person is None:
        raise Invalid([Fault("/person", "unknown-person", "Nobody has this id: see GET /demo/people.")])
    answer = {
        "accessToken": _demo().tokens.issue(person.person),
        "tokenType": "Bearer",
        "expiresIn": LIFETIME_SECONDS,
    }
    return jsonify(answer), 201


def _demo() -> Demo:
    demo = services().demo
    assert demo is not None, "these routes are registered in demo mode alone"
    return demo


def _shown(person: DemoPerson) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.person.name,
        "about": person.about,
        "houses": list(person.person.houses),
        "organisation": person.person.organisation,
        "roles": sorted(person.person.roles),
    }
