# The part of flask-smorest that this project uses; the library itself carries no types.
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

import apispec
import flask
import marshmallow
from flask.typing import ResponseReturnValue
from webargs.flaskparser import FlaskParser

_Schema = marshmallow.Schema | type[marshmallow.Schema]
_View = TypeVar("_View", bound=Callable[..., Any])

class Api:
    ERROR_SCHEMA: ClassVar[type[marshmallow.Schema]]
    DEFAULT_ERROR_RESPONSE_NAME: ClassVar[str | None]
    spec: apispec.APISpec
    def __init__(
        self, app: flask.Flask | None = ..., *, spec_kwargs: Mapping[str, object] | None = ...
    ) -> None: ...
    def register_blueprint(
        self, blp: Blueprint, *, parameters: list[dict[str, object]] | None = ..., **options: object
    ) -> None: ...
    def handle_http_exception(self, error: Any) -> ResponseReturnValue: ...

class Blueprint(flask.Blueprint):
    ARGUMENTS_PARSER: ClassVar[FlaskParser]
    def __init__(
        self, name: str, import_name: str, *, url_prefix: str | None = ..., description: str = ...
    ) -> None: ...
    def route(self, rule: str, **options: Any) -> Callable[[_View], _View]: ...
    def arguments(
        self,
        schema: _Schema,
        *,
        location: str = ...,
        content_type: str | None = ...,
        required: bool = ...,
        description: str | None = ...,
        example: object = ...,
        examples: Mapping[str, object] | None = ...,
        as_kwargs: bool = ...,
    ) -> Callable[[_View], _View]: ...
    def response(
        self,
        status_code: int,
        schema: _Schema | Mapping[str, object] | None = ...,
        *,
        content_type: str | None = ...,
        description: str | None = ...,
        example: object = ...,
        examples: Mapping[str, object] | None = ...,
        headers: Mapping[str, object] | None = ...,
    ) -> Callable[[_View], _View]: ...
    def alt_response(
        self,
        status_code: int,
        response: str | None = ...,
        *,
        schema: _Schema | None = ...,
        content_type: str | None = ...,
        description: str | None = ...,
        headers: Mapping[str, object] | None = ...,
        success: bool = ...,
    ) -> Callable[[_View], _View]: ...
    def doc(self, **kwargs: object) -> Callable[[_View], _View]: ...
