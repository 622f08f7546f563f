"""Who asks: every request below the base needs a bearer token (RFC 6750), unless its view is open to all."""

from flask import Flask, current_app, g, request

from api.rate_limits import RateLimits
from api.services import services
from engine.access.person import Person
from engine.commands.working import working_today
from engine.errors import Unauthenticated


def register(app: Flask, limits: RateLimits) -> None:
    """Let the application authenticate each request before its view, and count it for its caller."""
    app.before_request(lambda: _authenticate(limits))


def caller() -> Person:
    """Return the person who makes the present request.

    Raises:
        Unauthenticated: the view is open to all and no token was sent.
    """
    person = g.get("caller")
    if not isinstance(person, Person):
        raise Unauthenticated
    return person


def _authenticate(limits: RateLimits) -> None:
    if request.endpoint is None or request.method == "OPTIONS" or _is_open(request.endpoint):
        return
    g.caller = working_today(services().engine, services().tokens.verify(_bearer_token()))
    limits.count(g.caller)


def _is_open(endpoint: str) -> bool:
    return hasattr(current_app.view_functions[endpoint], "open_to_all")


def _bearer_token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated(detail="Send a token in the header `Authorization: Bearer …`.")
    return token.strip()
