"""The blueprint of every resource."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, TypeVar, cast

import flask_smorest
from flask import request
from marshmallow import Schema
from webargs.flaskparser import FlaskParser

from api.arguments import ArgumentsParser
from api.schemas import camel_case, made
from engine.errors import Fault, Invalid

_View = TypeVar("_View", bound=Callable[..., Any])


class Blueprint(flask_smorest.Blueprint):
    """A resource's routes; see `api.app.RESOURCES` for how one is registered."""

    ARGUMENTS_PARSER: ClassVar[FlaskParser] = ArgumentsParser()

    def route(self, rule: str, **options: Any) -> Callable[[_View], _View]:
        """Register a view; its name becomes the operation's id in the OpenAPI document."""
        register = super().route(rule, **options)

        def decorator(view: _View) -> _View:
            offered = view if hasattr(view, "reads_query") else _without_query(view)
            register(self.doc(operationId=camel_case(view.__name__))(offered))
            return view

        return decorator

    def arguments(
        self, schema: Schema | type[Schema], *, location: str = "json", **options: Any
    ) -> Callable[..., Any]:
        """Let a view take what its requests hold, by one instance of the schema for all of them."""
        schema = made(schema) if isinstance(schema, type) else schema
        read = super().arguments(schema, location=location, **options)

        def decorator(view: _View) -> _View:
            reading: _View = read(view)
            if location == "query":
                reading.reads_query = True  # type: ignore[attr-defined]
            return reading

        return decorator


def _without_query(view: _View) -> _View:
    """Refuse any query for a view that reads none, as one that reads some refuses unknown names."""

    @wraps(view)
    def checked(*values: Any, **named: Any) -> Any:
        if request.args:
            raise Invalid([Fault(f"?{name}", "unknown", "Unknown field.") for name in sorted(request.args)])
        return view(*values, **named)

    return cast(_View, checked)


def open_to_all(view: _View) -> _View:
    """Mark a view that asks for no token; put it nearest to the function."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view
