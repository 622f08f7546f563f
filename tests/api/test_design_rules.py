"""The NLGov REST API Design Rules 2.1.0, one test a rule, on the generated document and on real answers.

The document is that of the product's own resources together with the resource of these tests.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import RESOURCES, create_app
from api.headers import API_VERSION
from api.services import Services
from tests.api.conftest import Caller, new_berries

METHODS = {"get", "post", "put", "patch", "delete"}
KEBAB = re.compile(r"_?[a-z0-9]+(-[a-z0-9]+)*")
CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
PASCAL = re.compile(r"[A-Z][a-zA-Z0-9]*")
SEMVER = re.compile(r"\d+\.\d+\.\d+")


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services, (*RESOURCES, new_berries()))


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/v1/openapi.json").json
    return answer


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def answers(anna: Caller) -> Iterator[Any]:
    """One answer of each class, from a read to a failure."""
    yield anna("GET", "/berries")
    yield anna("POST", "/berries", json={"number": 99})
    yield anna("POST", "/berries", json={})
    yield anna.client.get("/api/v1/berries")
    yield anna("GET", "/berries/none")
    yield anna("DELETE", "/berries")
    yield anna("POST", "/berries", json={"number": 1})
    yield anna("GET", "/berries/rotten")
    yield anna.client.get("/health/live")
    yield anna.client.get("/nowhere")


def test_the_major_version_is_in_the_path_and_in_the_servers(document: dict[str, Any]) -> None:
    assert [server["url"] for server in document["servers"]] == ["/api/v1"]
    assert not [path for path, _, _ in operations(document) if "v1" in path.split("/")]


def test_every_answer_tells_the_full_version(anna: Caller, document: dict[str, Any]) -> None:
    assert SEMVER.fullmatch(document["info"]["version"])
    assert API_VERSION.startswith("1.")
    assert {answer.headers.get("API-Version") for answer in answers(anna)} == {API_VERSION}


def test_the_document_is_readable_by_everyone_from_any_site(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json["openapi"].startswith("3.")


def test_only_the_document_is_shared_with_other_sites(anna: Caller) -> None:
    assert {answer.headers.get("Access-Control-Allow-Origin") for answer in answers(anna)} == {None}


def test_the_document_names_whom_to_contact(document: dict[str, Any]) -> None:
    assert set(document["info"]["contact"]) == {"name", "email", "url"}


def test_path_segments_are_kebab_case_and_have_no_extension(document: dict[str, Any]) -> None:
    segments = {
        segment
        for path, _, _ in operations(document)
        for segment in path.strip("/").split("/")
        if not segment.startswith("{")
    }

    assert segments
    assert [segment for segment in segments if not KEBAB.fullmatch(segment)] == []


def test_collections_are_plural(document: dict[str, Any]) -> None:
    first = {path.strip("/").split("/")[0] for path, _, _ in operations(document)}
    uncountable = {"audit-log", "clock", "jwks", "retention"}

    assert [name for name in first - uncountable if not name.endswith("s")] == []


def test_no_path_ends_in_a_slash_and_one_that_does_is_unknown(document: dict[str, Any], anna: Caller) -> None:
    assert [path for path, _, _ in operations(document) if path.endswith("/")] == []
    for path in ("/berries/", "/berries/1/", "/berries//1", "//berries", "/openapi.json/"):
        answer = anna("GET", path)
        assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_query_parameters_are_camel_case(document: dict[str, Any]) -> None:
    names = {
        parameter["name"]
        for _, _, operation in operations(document)
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    }

    assert "pageSize" in names
    assert [name for name in names if not CAMEL.fullmatch(name)] == []


def test_schemas_are_pascal_case_and_properties_camel_case(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    properties = [name for schema in schemas.values() for name in schema.get("properties", {})]

    assert [name for name in schemas if not PASCAL.fullmatch(name)] == []
    assert "firstName" in properties
    assert [name for name in properties if not CAMEL.fullmatch(name)] == []


def test_every_error_is_a_problem_document(anna: Caller) -> None:
    errors = [answer for answer in answers(anna) if answer.status_code >= 400]

    assert {answer.status_code for answer in errors} == {400, 401, 404, 405, 409, 500}
    for answer in errors:
        assert answer.content_type == "application/problem+json"
        assert {"type", "title", "status", "detail", "code"} <= set(answer.json)
        assert answer.json["status"] == answer.status_code


def test_every_error_is_documented_as_a_problem_document(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status == "default" or status >= "400":
                assert list(answer["content"]) == ["application/problem+json"], f"{method} {path} {status}"


def test_every_operation_documents_what_a_bad_request_gets(document: dict[str, Any]) -> None:
    assert [path for path, _, operation in operations(document) if "400" not in operation["responses"]] == []


def test_every_answer_is_documented_with_the_version_header(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for status, answer in operation["responses"].items():
            assert "API-Version" in answer["headers"], f"{method} {path} {status}"


def test_bad_input_is_400_with_all_its_faults(anna: Caller) -> None:
    answer = anna("POST", "/berries", json={"owner": {"lastName": "x"}, "weights": ["heavy", 1, "light"]})

    assert answer.status_code == 400
    assert [(fault["pointer"], fault["code"]) for fault in answer.json["errors"]] == [
        ("/number", "required"),
        ("/owner/firstName", "required"),
        ("/owner/lastName", "unknown"),
        ("/weights/0", "type"),
        ("/weights/2", "type"),
    ]


def test_a_fault_in_the_query_is_400_too(anna: Caller) -> None:
    answer = anna("GET", "/berries?pageSize=0&colr=red")

    assert answer.status_code == 400
    assert [fault["pointer"] for fault in answer.json["errors"]] == ["?colr", "?pageSize"]


def test_a_method_that_is_not_offered_is_405_and_names_those_that_are(anna: Caller) -> None:
    answer = anna("DELETE", "/berries")

    assert answer.status_code == 405
    assert {"GET", "POST"} <= {method.strip() for method in answer.headers["Allow"].split(",")}


def test_every_operation_has_an_id_of_its_own(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]

    assert "addBerry" in ids
    assert len(ids) == len(set(ids))
    assert [name for name in ids if not CAMEL.fullmatch(name)] == []


def test_only_the_five_methods_are_used(document: dict[str, Any]) -> None:
    for item in document["paths"].values():
        assert set(item) <= METHODS | {"parameters"}


def test_moments_and_dates_carry_their_format(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        for name, shape in schema.get("properties", {}).items():
            if name.endswith("At") or name == "now":
                assert shape.get("format") == "date-time", name
            if name.endswith("Date") or name == "date":
                assert shape.get("format") == "date", name


def test_every_answer_carries_the_security_headers(anna: Caller) -> None:
    for answer in answers(anna):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_every_operation_needs_a_token_unless_it_says_otherwise(document: dict[str, Any]) -> None:
    assert document["security"] == [{"bearer": []}]
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    for path, method, operation in operations(document):
        assert operation.get("security") == [] or "401" in operation["responses"], f"{method} {path}"


def test_no_answer_sets_a_cookie(anna: Caller) -> None:
    assert {answer.headers.get("Set-Cookie") for answer in answers(anna)} == {None}


def test_every_operation_says_what_it_does(document: dict[str, Any]) -> None:
    assert [path for path, _, operation in operations(document) if not operation.get("summary")] == []


def test_patterns_are_regular_expressions_of_json_schema(document: dict[str, Any]) -> None:
    python_only = re.compile(r"\\[AZ]|\(\?P<|\(\?[aiLmsux]+\)")
    patterns = [
        found["pattern"]
        for schema in document["components"]["schemas"].values()
        for found in schema.get("properties", {}).values()
        if "pattern" in found
    ]

    assert patterns
    assert not [pattern for pattern in patterns if python_only.search(pattern)]
