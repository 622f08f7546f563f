"""The OpenAPI document, shaped to the NLGov REST API Design Rules 2.1.0, and its public route."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, ClassVar

import flask_smorest
import marshmallow
from flask import Blueprint, Flask, Response, jsonify
from flask.typing import ResponseReturnValue

from api.blueprint import open_to_all
from api.headers import API_VERSION
from api.problems import MEDIA_TYPE, on_http_exception
from api.schemas import ProblemSchema

BASE = "/api/v1"
_METHODS = ("get", "post", "put", "patch", "delete")
_ANSWER_HEADERS = {"API-Version": {"$ref": "#/components/headers/APIVersion"}}
_INFO = {
    "description": "Process engine service for the Dutch care and safety houses.",
    "license": {"name": "EUPL-1.2", "url": "https://spdx.org/licenses/EUPL-1.2.html"},
    "contact": {
        "name": "Ketenmotor maintainers",
        "email": "ketenmotor@example.org",
        "url": "https://example.org/ketenmotor",
    },
}


class Api(flask_smorest.Api):
    """The collection of resources, with problem documents as errors."""

    ERROR_SCHEMA: ClassVar[type[marshmallow.Schema]] = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME: ClassVar[str | None] = None

    def handle_http_exception(self, error: Any) -> ResponseReturnValue:
        return on_http_exception(error)


def new_api(app: Flask) -> Api:
    """Return the collection of resources of an application; the application serves the document itself."""
    options = {"info": _INFO, "servers": [{"url": BASE}], "security": [{"bearer": []}]}
    app.config.update(
        API_TITLE="Ketenmotor",
        API_VERSION=API_VERSION,
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX=None,
        API_SPEC_OPTIONS=options,
    )
    return Api(app)


def openapi_route(api: Api) -> Blueprint:
    """Return the route `/openapi.json`, readable from any site without a token."""
    blueprint = Blueprint("openapi", __name__)
    shown = document(api)

    @blueprint.get("/openapi.json")
    @open_to_all
    def openapi() -> Response:
        response = jsonify(shown)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return blueprint


def document(api: Api) -> dict[str, Any]:
    """Return the OpenAPI document of all registered resources.

    What holds for every operation is added here rather than in each resource: the header `API-Version`, and
    the problem documents that any request may get.
    """
    found: dict[str, Any] = api.spec.to_dict()
    components = found.setdefault("components", {})
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    components["headers"] = {
        "APIVersion": {
            "description": "Version of the API that gave this answer.",
            "schema": {"type": "string", "example": API_VERSION},
        }
    }
    components.pop("responses", None)
    # Of flask-smorest's own paging, which this API does not use.
    components["schemas"].pop("PaginationMetadata", None)
    for path, operation in _operations(found):
        operation["responses"] = _responses(operation, has_parameter="{" in path)
    return found


def _operations(found: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in found["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, item[method]


def _responses(operation: Mapping[str, Any], *, has_parameter: bool) -> dict[str, Any]:
    declared: dict[str, Any] = {str(status): answer for status, answer in operation["responses"].items()}
    usual = {"400"} | ({"404"} if has_parameter else set())
    if operation.get("security") != []:
        usual |= {"401", "403"}
    responses = {
        status: {**answer, "headers": {**answer.get("headers", {}), **_ANSWER_HEADERS}}
        for status, answer in declared.items()
        if status < "400"
    }
    problems = usual | {status for status in declared if status >= "400"}
    responses |= {status: _problem(HTTPStatus(int(status)).phrase) for status in sorted(problems)}
    return responses | {"default": _problem("Any other problem")}


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "headers": dict(_ANSWER_HEADERS),
        "content": {MEDIA_TYPE: {"schema": schema}},
    }
