"""A form is read with its declarations, and refused where the service would not hold to it."""

import json

import pytest

from engine.model.declaration import path_text
from engine.model.finding import Severity
from engine.model.forms.reader import is_form, read_form
from tests.unit.forms.documents import component, form, read


def test_fields_stand_at_paths_through_groups_and_lists() -> None:
    read_one = form(
        component(
            "group",
            "client",
            components=[
                component("textfield", "name.first"),
                component("group", components=[component("number", "age")]),
            ],
        ),
        component("dynamiclist", "actions", components=[component("textfield", "owner")]),
    )

    assert [path_text(path) for path, _ in read_one.fields()] == [
        "client.name.first",
        "client.age",
        "actions",
        "actions[].owner",
    ]


def test_declarations_of_fields_groups_and_lists_are_kept_with_their_paths() -> None:
    read_one = form(
        component(
            "group",
            "client",
            properties={"audience": "baker"},
            components=[
                component(
                    "textfield", "name", properties={"audience": "baker, guest", "searchable": "exact"}
                ),
                component("textfield", "town"),
            ],
        ),
        component(
            "dynamiclist",
            "actions",
            properties={"category": "secret"},
            components=[component("textfield", "owner", properties={"audience": "guest:own"})],
        ),
    )

    declared = {path_text(path): declaration for path, declaration in read_one.declarations()}

    assert set(declared) == {"client", "client.name", "actions", "actions[].owner"}
    assert declared["client.name"].searchable
    assert str(declared["client.name"].audience) == "baker, guest"
    assert declared["actions"].category == "secret"
    assert str(declared["actions[].owner"].audience) == "guest:own"
    assert "proef.form" in declared["client"].declared_at


def test_a_form_knows_which_variables_its_expressions_and_templates_read() -> None:
    read_one = form(
        component("textfield", "a", conditional={"hide": "=urgent"}),
        component("select", "b", valuesExpression="=for p in partners return p.id"),
        component("select", "c", valuesKey="lists.towns"),
        component("text", text="Beste {{client.name}}, {{#if late}}te laat{{/if}}"),
        component("text", id="second", text='="Dag " + greeting'),
        component("table", dataSource="=rows", columns=[{"key": "id", "label": "Id"}]),
    )

    assert {"urgent", "partners", "lists", "client", "late", "greeting", "rows"} <= read_one.reads


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (component("button", action="submit"), "form-component"),
        (component("iframe", url="https://example.org"), "form-component"),
        (component("filepicker", "file"), "form-component"),
        (component("documentPreview"), "form-component"),
        (component("hologram", "x"), "form-component"),
        (component("image", source="https://example.org/x.png"), "form-image"),
        (component("image", source="=picture"), "form-image"),
        (component("textfield"), "form-key"),
        (component("textfield", "a b"), "form-key"),
        (component("textfield", "a.__proto__"), "form-key"),
        (component("dynamiclist", components=[]), "form-key"),
        (component("textfield", "a", conditional={"hide": "=1 +"}), "feel"),
        (component("textfield", "a", conditional={"show": "=b"}), "form-unknown"),
        (component("textfield", "a", validate={"minimum": 3}), "form-unknown"),
        (component("textfield", "a", validate={"pattern": "(("}), "form-pattern"),
        (component("textfield", "a", validate={"maxLength": "many"}), "form-limit"),
        (component("textfield", "a", validate={"required": "yes"}), "form-shape"),
        (component("textfield", "a", validate={"validationType": "iban"}), "form-format"),
        (component("textfield", "a", readonly="yes"), "form-shape"),
        (component("number", "a", decimalDigits=-1), "form-limit"),
        (component("datetime", "a", subtype="week"), "form-moment"),
        (component("select", "a", values=[]), "form-options"),
        (component("expression", "a"), "form-expression"),
        (component("text", text="{{1 +}}"), "feel"),
        (component("textfield", "a", properties={"audience": "baker and guest"}), "form-audience"),
        (component("textfield", "a", properties={"searchable": "fuzzy"}), "form-searchable"),
        (component("group", properties={"audience": "baker"}, components=[]), "form-audience"),
    ],
)
def test_what_would_not_be_held_to_is_refused_and_placed(spoiled: dict[str, object], rule: str) -> None:
    found = read(component("textfield", "first"), spoiled)

    assert found.form is None
    assert {(finding.rule, finding.severity) for finding in found.findings} == {(rule, Severity.ERROR)}
    finding = found.findings[0]
    assert finding.element_id == spoiled["id"]
    assert finding.line > 8
    assert finding.remedy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (component("textfield", "a"), component("number", "a")),
        (component("textfield", "a"), component("number", "a.b")),
        (component("textfield", "a"), component("group", "a", components=[component("number", "b")])),
        (
            component("dynamiclist", "a", components=[component("number", "b")]),
            component("dynamiclist", "a", id="second", components=[component("number", "c")]),
        ),
    ],
)
def test_two_fields_cannot_claim_one_place(one: dict[str, object], other: dict[str, object]) -> None:
    found = read(one, other)

    assert [finding.rule for finding in found.findings] == ["form-key"]


def test_an_id_is_used_once_and_the_form_has_one() -> None:
    repeated = read(component("textfield", "a"), component("textfield", "b", id="textfield_a"))
    assert [finding.rule for finding in repeated.findings] == ["form-component-id"]
    assert [finding.rule for finding in read(id="").findings] == ["form-id"]


def test_an_embedded_image_is_taken() -> None:
    assert read(component("image", source="data:image/png;base64,iVBORw0KGgo=")).findings == ()


def test_groups_nested_without_end_are_refused_without_an_exception() -> None:
    nested: dict[str, object] = component("textfield", "a")
    for level in range(60):
        nested = component("group", components=[nested], id=f"g{level}")

    assert [finding.rule for finding in read(nested).findings] == ["form-depth"]


@pytest.mark.parametrize(
    "source", [b"", b"{", b"\xff", b"[]", b'{"components": 3, "id": "x"}', b'{"components": [3], "id": "x"}']
)
def test_what_is_no_form_is_refused_without_an_exception(source: bytes) -> None:
    found = read_form(source, resource="x.form")

    assert found.form is None
    assert found.findings


def test_a_form_is_told_from_other_json() -> None:
    assert is_form(json.dumps({"components": []}).encode())
    assert not is_form(json.dumps({"roles": []}).encode())
    assert not is_form(b"{")
