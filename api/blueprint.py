"""The blueprint of every resource."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import flask_smorest
from marshmallow import Schema
from webargs.flaskparser import FlaskParser

from api.arguments import ArgumentsParser
from api.schemas import camel_case, made

_View = TypeVar("_View", bound=Callable[..., Any])


class Blueprint(flask_smorest.Blueprint):
    """A resource's routes; see `api.app.RESOURCES` for how one is registered."""

    ARGUMENTS_PARSER: ClassVar[FlaskParser] = ArgumentsParser()

    def arguments(self, schema: Schema | type[Schema], **options: Any) -> Callable[[_View], _View]:
        """Let a view take what its requests hold, by one instance of the schema for all of them."""
        decorate: Callable[[_View], _View] = super().arguments(
            made(schema) if isinstance(schema, type) else schema, **options
        )
        return decorate

    def route(self, rule: str, **options: Any) -> Callable[[_View], _View]:
        """Register a view; its name becomes the operation's id in the OpenAPI document."""
        register = super().route(rule, **options)

        def decorator(view: _View) -> _View:
            register(self.doc(operationId=camel_case(view.__name__))(view))
            return view

        return decorator


def open_to_all(view: _View) -> _View:
    """Mark a view that asks for no token; put it nearest to the function."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view
