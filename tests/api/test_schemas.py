"""Schemas speak camelCase and never take a method of a dictionary for a value."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from marshmallow import fields

from api.app import RESOURCES
from api.schemas import Schema, camel_case, faults_of


def declared_schemas(parent: type[Schema] = Schema) -> Iterator[type[Schema]]:
    """The schemas of all resources."""
    assert RESOURCES, "importing them declares their schemas"
    for schema in parent.__subclasses__():
        if schema.__module__.startswith("api.resources."):
            yield schema
        yield from declared_schemas(schema)


class BasketSchema(Schema):
    first_item = fields.String()
    items = fields.Raw()


def test_names_are_camel_case_outside_and_snake_case_inside() -> None:
    assert camel_case("root_instance_id") == "rootInstanceId"
    assert BasketSchema().load({"firstItem": "x"}) == {"first_item": "x"}
    assert BasketSchema().dump({"first_item": "x"}) == {"firstItem": "x"}


def test_a_fault_of_the_whole_points_at_the_whole() -> None:
    faults = faults_of({"_schema": ["Invalid input type."]}, "json")

    assert [(fault.pointer, fault.code) for fault in faults] == [("", "type")]


def test_a_fault_in_the_query_is_told_by_the_parameter_s_name() -> None:
    faults = faults_of({"ids": {0: ["Not a valid integer."]}}, "query")

    assert [fault.pointer for fault in faults] == ["?ids/0"]


@pytest.mark.parametrize("schema", sorted(declared_schemas(), key=lambda one: one.__qualname__))
def test_every_moment_of_a_resource_is_written_in_utc_with_z(schema: type[Schema]) -> None:
    moment = datetime(2026, 11, 21, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    moments = [
        name
        for name, field in schema().fields.items()
        if isinstance(field, fields.DateTime) and not field.load_only
    ]

    shown = schema(only=moments).dump(dict.fromkeys(moments, moment)) if moments else {}

    assert set(shown.values()) <= {"2026-11-21T09:30:00Z"}
