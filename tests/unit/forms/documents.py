"""Small forms for the tests."""

import json
from datetime import UTC, datetime

from engine.feel import Environment, JsonValue
from engine.model.declaration import Path, path_text
from engine.model.forms.form import Form
from engine.model.forms.reader import ReadForm, read_form
from engine.model.forms.validation import validate

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def component(type_: str, key: str = "", **others: object) -> dict[str, object]:
    """A component with an id of its own."""
    name = "path" if type_ in ("group", "dynamiclist") else "key"
    return {"type": type_, "id": f"{type_}_{key}", **({name: key} if key else {}), **others}


def read(*components: dict[str, object], **root: object) -> ReadForm:
    """Read a form of some components."""
    document = {"type": "default", "id": "proef", "components": list(components), **root}
    return read_form(json.dumps(document, indent=1).encode(), resource="proef.form")


def form(*components: dict[str, object]) -> Form:
    """A sound form of some components."""
    found = read(*components)
    assert found.form is not None, found.findings
    return found.form


def environment() -> Environment:
    """The world of expressions on a fixed day."""
    return Environment(now=NOW)


def faults(
    of: Form, data: JsonValue, shown: dict[str, JsonValue] | None = None, *, closed: str = ""
) -> list[tuple[str, str]]:
    """Pointers and codes of what is wrong with data; `closed` names the paths that are not open."""

    def open_to(path: Path) -> bool:
        return path_text(path) not in closed.split()

    found = validate(of, data, shown or {}, environment(), open_to=open_to)
    return [(fault.pointer, fault.code) for fault in found.faults]


def written(of: Form, data: JsonValue, shown: dict[str, JsonValue] | None = None) -> JsonValue:
    """What a form writes of sound data."""
    found = validate(of, data, shown or {}, environment())
    assert found.faults == ()
    return dict(found.data)
