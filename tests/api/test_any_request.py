"""Whatever a request to an operation of the OpenAPI document holds, the service does not fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.services import Services
from tests.api.conftest import Caller
from tests.api.test_resources import TWO_TASKS, deploy, start

WHO = ("koppeling", "quirijn", "lieke", "beatrix", "bram")
PLAIN = ("", "x", "\0", "typename", "__class__", "$ref", "a.b", "😀", "p", "noord", "=1/0", "..", "%00")
LIMITS = (
    "P1D",
    "P99999999999D",
    "P99999999D",
    "2026-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "x" * 300,
    "9" * 40,
)
TEXTS = st.sampled_from(PLAIN) | st.sampled_from(LIMITS) | st.text(max_size=8)
NUMBERS = st.sampled_from([0, -1, 1, 2**31, 2**63, 10**40]) | st.integers() | st.floats(allow_nan=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


class World:
    """A service with something deployed and running, and callers for every role of the engine."""

    def __init__(self, services: Services) -> None:
        client = create_app(services).test_client()
        self.callers = {person: self._caller(client, person) for person in WHO}
        deploy(self.callers["lieke"], TWO_TASKS)
        machine = self.callers["koppeling"]
        instance = start(machine).json["id"]
        listed = machine("GET", "/process-definitions").json["results"]
        self.ids = [instance, f"{instance}.2", f"{instance}.99", listed[0]["id"], "p", "noord"]
        self.document = machine("GET", "/openapi.json").json
        self.operations = [
            (method, path, operation)
            for path, item in self.document["paths"].items()
            for method, operation in item.items()
            if method in ("get", "post", "put", "patch", "delete")
        ]

    @staticmethod
    def _caller(client: Any, person: str) -> Caller:
        return Caller(client, client.post("/demo/tokens", json={"person": person}).json["accessToken"])

    def body(self, operation: dict[str, Any]) -> dict[str, Any] | None:
        """The properties of an operation's JSON body."""
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return None
        name = content["schema"]["$ref"].rpartition("/")[2]
        found: dict[str, Any] = self.document["components"]["schemas"][name]
        return found


@pytest.fixture
def world(services: Services) -> World:
    return World(services)


def likely(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of the declared type, so that some requests reach the commands."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "string": TEXTS,
        "integer": st.integers(-1, 5) | st.just(2**40),
        "boolean": st.booleans(),
        "object": st.dictionaries(TEXTS, VALUES, max_size=3),
        "array": st.lists(TEXTS, max_size=3),
    }
    return kinds.get(schema.get("type", ""), VALUES)


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_makes_the_service_fail(world: World, data: st.DataObject) -> None:
    draw: Callable[..., Any] = data.draw
    method, path, operation = draw(st.sampled_from(world.operations))
    while "{" in path:
        before, _, rest = path.partition("{")
        chosen = draw(
            st.sampled_from(world.ids) | TEXTS.map(lambda text: text.replace("/", "").strip(".?#%"))
        )
        path = before + (chosen or "x") + rest.partition("}")[2]
    options: dict[str, Any] = {}
    names = [found["name"] for found in operation.get("parameters", []) if found["in"] == "query"]
    if names and draw(st.booleans()):
        options["query_string"] = {draw(st.sampled_from(names)): draw(TEXTS | NUMBERS.map(str))}
    declared = world.body(operation)
    if declared is not None:
        properties = declared.get("properties", {})
        required = declared.get("required", [])
        body = {
            name: draw(likely(schema) if draw(st.booleans()) else VALUES)
            for name, schema in properties.items()
            if name in required or draw(st.booleans())
        }
        options |= {"data": json.dumps(body), "content_type": "application/json"}
    if draw(st.booleans()):
        options["headers"] = {"Idempotency-Key": draw(st.sampled_from(["k", "l", "m"]))}

    answer = world.callers[draw(st.sampled_from(WHO))](method.upper(), path, **options)

    assert answer.status_code < 500, (method, path, options, answer.text)
    if answer.status_code >= 400:
        assert answer.content_type == "application/problem+json"
        assert answer.json["detail"]
