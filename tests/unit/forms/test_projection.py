"""A person is shown the fields that are open to them, and of the data no more than the form shows."""

from collections.abc import Mapping

from engine.feel import JsonValue
from engine.model.declaration import Path, path_text
from engine.model.forms.form import Form
from engine.model.forms.projection import restrict, schema
from tests.unit.forms.documents import component, form


def ids(document: object) -> list[str]:
    if not isinstance(document, Mapping):
        return []
    inside = document.get("components", [])
    return [str(document.get("id"))] + [id_ for part in inside for id_ in ids(part)]


def closed(*paths: str) -> object:
    def open_to(path: Path) -> bool:
        return path_text(path) not in paths

    return open_to


def asked() -> Form:
    return form(
        component("text", text="Vul in."),
        component("group", "client", components=[component("textfield", "name")]),
        component(
            "dynamiclist",
            "actions",
            components=[component("textfield", "owner"), component("number", "cost")],
        ),
    )


def test_fields_that_are_not_open_are_absent_and_so_are_groups_that_hold_nothing_else() -> None:
    document = schema(asked(), closed("client.name", "actions[].cost"))  # type: ignore[arg-type]

    assert ids(document) == ["proef", "text_", "dynamiclist_actions", "textfield_owner"]


def test_everything_open_is_the_form_as_it_was_drawn() -> None:
    assert schema(asked()) == asked().source


def test_markup_is_served_without_scripts_and_with_its_templates() -> None:
    content = '<p onclick="x()">Dag {{if a > 1 then "<b>" else ""}}<script>alert(1)</script></p>'
    document = schema(form(component("html", content=content)))

    parts = document["components"]
    assert isinstance(parts, list)
    assert isinstance(parts[0], Mapping)
    assert parts[0]["content"] == '<p>Dag {{if a > 1 then "<b>" else ""}}</p>'


def test_data_is_what_stands_under_open_keys_and_what_expressions_read() -> None:
    shown = form(
        *[
            component(
                "group", "client", components=[component("textfield", "name"), component("textfield", "bsn")]
            )
        ],
        component("dynamiclist", "actions", components=[component("textfield", "owner")]),
        component("select", "lead", valuesExpression="=partners"),
    )
    variables: dict[str, JsonValue] = {
        "client": {"name": "x", "bsn": "y", "town": "z"},
        "actions": [{"owner": "a", "cost": 1}],
        "partners": ["p"],
        "other": 1,
    }

    data = restrict(shown, variables, closed("client.bsn"))  # type: ignore[arg-type]

    assert data == {"client": {"name": "x"}, "actions": [{"owner": "a"}], "partners": ["p"]}
