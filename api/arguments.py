"""How request values reach a view: strict JSON, unknown names refused everywhere, all faults together."""

from collections.abc import Mapping
from typing import Any, NoReturn

import marshmallow
from flask import Request, current_app
from webargs import missing
from webargs.flaskparser import FlaskParser, is_json_request

from api.json_codec import body_of
from api.schemas import faults_of
from engine.errors import Invalid, UnsupportedMediaType


class ArgumentsParser(FlaskParser):
    """The parser of every resource's blueprint."""

    DEFAULT_VALIDATION_STATUS: int = 400
    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 - as webargs declares it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": marshmallow.RAISE,
        "form": marshmallow.RAISE,
        "files": marshmallow.RAISE,
    }

    def _raw_load_json(self, req: Request) -> Any:
        if not req.get_data(cache=True):
            return missing
        if not is_json_request(req):
            raise UnsupportedMediaType(detail="Send the body with Content-Type: application/json.")
        return body_of(req, current_app.config["JSON_DEPTH"])

    def handle_error(
        self,
        error: marshmallow.ValidationError,
        req: Request,
        schema: marshmallow.Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Raise all faults of one location."""
        messages: dict[str, object] = error.messages_dict
        raise Invalid([fault for location in messages for fault in faults_of(messages[location], location)])
