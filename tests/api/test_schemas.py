"""Schemas speak camelCase and never take a method of a dictionary for a value."""

from marshmallow import fields

from api.schemas import Schema, camel_case, faults_of


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
