"""The blueprint of every resource."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import flask_smorest
from webargs.flaskparser import FlaskParser

from api.arguments import ArgumentsParser

_View = TypeVar("_View", bound=Callable[..., Any])


class Blueprint(flask_smorest.Blueprint):
    """A resource's routes; see `api.app.RESOURCES` for how one is registered."""

    ARGUMENTS_PARSER: ClassVar[FlaskParser] = ArgumentsParser()


def open_to_all(view: _View) -> _View:
    """Mark a view that asks for no token; put it nearest to the function."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view
