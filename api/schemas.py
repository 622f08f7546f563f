"""The base of every request and answer schema, and the two schemas that all resources share."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import marshmallow
from marshmallow import fields, validate

from api.json_codec import pointer_token
from engine.errors import Fault

_CODES = {
    "Missing data for required field.": "required",
    "Unknown field.": "unknown",
    "Field may not be null.": "null",
}
# Of the integers that the databases keep.
LARGEST_NUMBER = 2**31 - 1
_SEPARATED = re.compile(r"_([a-z0-9])")


def camel_case(name: str) -> str:
    """Return a Python name as the API writes it."""
    return _SEPARATED.sub(lambda match: match[1].upper(), name)


class Schema(marshmallow.Schema):
    """snake_case in Python, camelCase in JSON; a field that is not declared is a fault."""

    class Meta:
        unknown = marshmallow.RAISE

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        if field_obj.data_key is None:
            field_obj.data_key = camel_case(field_name)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        # marshmallow would take the method `values` of a dictionary for its missing key `values`.
        if isinstance(obj, Mapping):
            return obj.get(attr, default)
        return super().get_attribute(obj, attr, default)


@cache
def made(schema: type[marshmallow.Schema]) -> marshmallow.Schema:
    """Return the one instance of a schema: making one costs more than reading a request with it."""
    return schema()


class WholeNumberField(fields.Integer):
    """A whole number that the store can keep: a number in a body, its digits in a query."""

    def __init__(self, **options: Any) -> None:
        limits = validate.Range(-LARGEST_NUMBER - 1, LARGEST_NUMBER)
        super().__init__(**{"validate": limits, **options})

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> int:
        if type(data) is dict and type(value) is not int:
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **options)


class FlagField(fields.Boolean):
    """True or false: as such in a body, as words in a query."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> bool:
        if type(data) is dict and type(value) is not bool:
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **options)


class MomentField(fields.AwareDateTime):
    """A moment with a zone; answers give it in UTC, with `Z`."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> datetime:
        moment = super()._deserialize(value, attr, data, **options)
        try:
            return moment.astimezone(UTC)
        except OverflowError:  # in UTC it lies outside the years 1 to 9999
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from None

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **options: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class FaultSchema(Schema):
    """One thing wrong in a request."""

    pointer = fields.String(
        required=True,
        metadata={"description": "JSON Pointer into the body, `?name` for a query parameter, empty for all."},
    )
    code = fields.String(required=True, metadata={"description": "Word that a program can act on."})
    detail = fields.String(required=True, metadata={"description": "One sentence for people."})
    remedy = fields.String(metadata={"description": "What to do instead."})


class ProblemSchema(Schema):
    """A problem document (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "Word that a program can act on."})
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema), metadata={"description": "All faults in the request."})


def faults_of(messages: object, location: str) -> list[Fault]:
    """Return marshmallow's nested messages as a flat list of faults, ordered by place.

    Args:
        messages: what `ValidationError.messages` holds for one location.
        location: `json`, or where else the values came from, such as `query`.
    """
    return sorted(_walk(messages, "" if location == "json" else "?"), key=lambda fault: fault.pointer)


def _walk(messages: object, pointer: str) -> list[Fault]:
    if isinstance(messages, Mapping):
        return [fault for key, inner in messages.items() for fault in _walk(inner, _below(pointer, str(key)))]
    texts = messages if isinstance(messages, list) else [messages]
    return [Fault(pointer.removesuffix("?"), _code(str(text)), str(text)) for text in texts]


def _below(pointer: str, key: str) -> str:
    if key == "_schema":
        return pointer
    return f"?{key}" if pointer == "?" else f"{pointer}/{pointer_token(key)}"


def _code(text: str) -> str:
    if text.startswith(("Not a valid", "Invalid input type", "Invalid value")):
        return "type"
    return _CODES.get(text, "invalid")
