"""An API in demo mode on a clock that the test moves, with a small resource to call."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, jsonify
from flask.testing import FlaskClient
from marshmallow import fields

from api.app import create_app
from api.authentication import caller
from api.blueprint import Blueprint
from api.demo_people import demo_people
from api.demo_tokens import DemoTokens, demo_key
from api.paging import PageQuerySchema, page, page_request, page_schema
from api.preconditions import expected_revision, with_etag
from api.schemas import Schema
from api.services import Demo, Services
from engine.clock import VirtualClock
from engine.commands.services import Services as EngineServices
from engine.errors import Conflict, NotFound, PreconditionFailed
from engine.ids import IdSource
from engine.settings import Settings
from tests.integration.world import opened

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LAST_BERRY = 25
REVISION = 3


class OwnerSchema(Schema):
    first_name = fields.String(required=True)


class BerrySchema(Schema):
    """A berry."""

    number = fields.Integer(required=True)
    owner = fields.Nested(OwnerSchema)
    weights = fields.List(fields.Decimal())
    values = fields.Raw()


class BerryQuerySchema(PageQuerySchema):
    colour = fields.String()


def new_berries() -> Blueprint:
    """A resource that exists in these tests alone."""
    blueprint = Blueprint("berries", __name__, url_prefix="/berries", description="Berries.")

    @blueprint.route("")
    @blueprint.arguments(BerryQuerySchema, location="query")
    @blueprint.response(200, page_schema(BerrySchema))
    def berries(query: dict[str, Any]) -> object:
        """List the berries."""
        wanted = page_request(query)
        numbers = list(range(1, LAST_BERRY + 1))
        if wanted.backwards:
            numbers.reverse()
        if wanted.after is not None:
            numbers = numbers[numbers.index(wanted.after[0]) + 1 :]
        rows = [{"number": number} for number in numbers[: wanted.limit]]
        return page(rows, wanted, LAST_BERRY, key=lambda row: (row["number"],))

    @blueprint.route("", methods=["POST"])
    @blueprint.arguments(BerrySchema)
    @blueprint.response(201, BerrySchema)
    @blueprint.alt_response(409, description="It is there already.")
    def add_berry(berry: dict[str, Any]) -> object:
        """Add a berry."""
        if berry["number"] <= LAST_BERRY:
            raise Conflict("berry-exists", "This berry is there already.", retry_after=2)
        return berry

    @blueprint.route("/<string:number>")
    @blueprint.response(200, BerrySchema)
    def berry(number: str) -> Response:
        """Show a berry."""
        if number == "rotten":
            raise RuntimeError("Jan de Wit heeft een geheim")
        if not number.isdigit():
            raise NotFound
        return with_etag(jsonify(number=int(number), owner={"firstName": caller().name}), REVISION)

    @blueprint.route("/<string:number>", methods=["PUT"])
    @blueprint.arguments(BerrySchema)
    @blueprint.response(200, BerrySchema)
    @blueprint.alt_response(412, description="It was changed since.")
    def change_berry(berry: dict[str, Any], number: str) -> object:
        """Change a berry."""
        if expected_revision() not in (None, REVISION):
            raise PreconditionFailed
        return berry

    return blueprint


@dataclass(frozen=True, slots=True)
class Caller:
    """A client that sends the token of one demo person.

    Args:
        client: Flask's test client.
        token: the bearer token.
    """

    client: FlaskClient
    token: str

    def __call__(self, method: str, path: str, **options: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **options)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(START)


@pytest.fixture
def settings() -> Settings:
    return Settings.from_environment({"KETENMOTOR_DEMO": "1", "KETENMOTOR_BODY_LIMIT": "20000"})


@pytest.fixture
def engine(clock: VirtualClock, sqlite_template: Path, tmp_path: Path) -> Iterator[EngineServices]:
    shutil.copyfile(sqlite_template, tmp_path / "test.sqlite")
    with opened(f"sqlite:///{tmp_path / 'test.sqlite'}", tmp_path) as engine:
        yield engine


@pytest.fixture
def services(clock: VirtualClock, settings: Settings, engine: EngineServices) -> Services:
    tokens = DemoTokens(settings, clock, demo_key(None))
    return Services(
        engine=engine,
        settings=settings,
        machine_clock=clock,
        ids=IdSource(clock),
        tokens=tokens,
        demo=Demo(tokens, demo_people()),
    )


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services, (new_berries(),))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def anna(client: FlaskClient) -> Caller:
    answer = client.post("/demo/tokens", json={"person": "anna"})
    return Caller(client, answer.json["accessToken"])


@pytest.fixture
def app_with(services: Services) -> Callable[..., Flask]:
    """Build an application whose services differ in the named fields."""

    def build(**changes: Any) -> Flask:
        return create_app(replace(services, **changes), (new_berries(),))

    return build
