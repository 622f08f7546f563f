"""Reads form-js JSON into a form, and refuses what the service would not hold to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from engine.feel import Expression
from engine.model.declaration import Declaration, Path, path_text
from engine.model.finding import Finding
from engine.model.forms import fields
from engine.model.forms.components import Component, DynamicList, Key
from engine.model.forms.form import Form, walk
from engine.model.forms.reading import Node, Reading
from engine.model.json_source import Json, Unreadable, decode

_DEPTH_LIMIT = 20
_COMPONENT_LIMIT = 2_000
_ID = re.compile(r"[A-Za-z_][\w.-]*")
_TEMPLATE = re.compile(r"\{\{(?:#if|#loop)?\s*([^{}/#][^{}]*)\}\}")
_REFUSED: Mapping[str, str] = {
    "button": "Remove the button: completing the task sends the form.",
    "iframe": "Put the content into an html or text component.",
    "filepicker": "Add documents to the case instead.",
    "documentPreview": "Documents are shown with the case; remove the component.",
}
_DISPLAYED = frozenset({"text", "html", "separator", "spacer", "table", "image"})
_EMBEDDED_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form as read; `form` is None when there is an error among the findings."""

    form: Form | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where components stand: what groups around them add."""

    prefix: Key = ()
    path: Path = ()
    hidden_by: tuple[Expression, ...] = ()
    depth: int = 0


def is_form(source: bytes) -> bool:
    """Tell whether a JSON file means to be a form: an object with a list of components."""
    try:
        value = decode(source)
    except Unreadable:
        return False
    return isinstance(value, Mapping) and isinstance(value.get("components"), list)


def read_form(source: bytes, *, resource: str) -> ReadForm:
    """Read and check a form.

    Args:
        source: form-js JSON in UTF-8.
        resource: name of the file, for findings.
    """
    reading = Reading(source, resource)
    try:
        value = decode(source)
    except Unreadable as fault:
        reading.fault(
            "form-json", f"The file is not readable as JSON: {fault}.", "Save it again in the editor."
        )
        return ReadForm(None, tuple(reading.findings))
    if not isinstance(value, Mapping):
        reading.fault("form-json", "The file holds no form.", "Save it again in the editor.")
        return ReadForm(None, tuple(reading.findings))
    form = _Reader(reading).form(value)
    return ReadForm(None if reading.findings else form, tuple(reading.findings))


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._group_declarations: list[tuple[Path, Declaration]] = []
        self._ids: set[str] = set()

    def form(self, value: Mapping[str, Json]) -> Form:
        root = Node(self._reading, value)
        id_ = root.text("id") or ""
        if not _ID.fullmatch(id_):
            remedy = "Give the form an id of letters, digits, dots, dashes and underscores."
            self._reading.fault("form-id", "The form has no usable id.", remedy)
        components = tuple(self._components(root.items("components"), _Place()))
        self._refuse_clashes(components)
        return Form(
            id=id_,
            version_tag=root.text("versionTag"),
            resource=self._reading.resource,
            components=components,
            group_declarations=tuple(self._group_declarations),
            reads=frozenset(self._reading.reads),
            source=value,
        )

    def _components(self, raws: list[Json], place: _Place) -> Iterator[Component]:
        if place.depth > _DEPTH_LIMIT:
            self._reading.fault(
                "form-depth", f"Groups are nested deeper than {_DEPTH_LIMIT}.", "Split the form."
            )
            return
        for raw in raws:
            if not isinstance(raw, Mapping):
                self._reading.fault(
                    "form-shape", "A component is not an object.", "Save it again in the editor."
                )
                continue
            yield from self._component(Node(self._reading, raw), place)

    def _component(self, node: Node, place: _Place) -> Iterator[Component]:
        self._refuse_repeated_id(node)
        node.refuse_unknown("conditional", frozenset({"hide"}))
        hidden_by = place.hidden_by + node.hide()
        if node.type == "group":
            yield from self._group(node, replace(place, hidden_by=hidden_by))
        elif node.type == "dynamiclist":
            yield from self._dynamic_list(node, replace(place, hidden_by=hidden_by))
        elif node.type in _DISPLAYED:
            self._displayed(node)
        elif node.type in fields.READERS:
            yield from self._field(node, replace(place, hidden_by=hidden_by))
        else:
            remedy = _REFUSED.get(node.type, f"Choose from: {', '.join(sorted(_SUPPORTED))}.")
            node.fault(
                "form-component", f"The component {node.id!r} of type {node.type!r} is not supported.", remedy
            )

    def _group(self, node: Node, place: _Place) -> Iterator[Component]:
        key = node.key("path")
        inside = replace(place, prefix=place.prefix + key, path=(*place.path, *key), depth=place.depth + 1)
        declaration = node.declaration()
        if declaration is not None and key:
            self._group_declarations.append((inside.path, declaration))
        elif declaration is not None:
            remedy = "Give the group a path, or declare at each of its fields."
            node.fault("form-audience", f"The group {node.id!r} has no path to declare anything of.", remedy)
        yield from self._components(node.items("components"), inside)

    def _dynamic_list(self, node: Node, place: _Place) -> Iterator[Component]:
        key = node.key("path")
        if not key:
            node.fault("form-key", f"The list {node.id!r} has no path.", "Give it a path.")
            return
        items = _Place(path=(*place.path, *key, None), depth=place.depth + 1)
        yield DynamicList(
            id=node.id,
            key=place.prefix + key,
            label=node.label(),
            line=node.line,
            hidden_by=place.hidden_by,
            declaration=node.declaration(),
            inspection=node.inspection(),
            items=tuple(self._components(node.items("components"), items)),
            fixed=not node.flag("allowAddRemove", default=True),
        )

    def _field(self, node: Node, place: _Place) -> Iterator[Component]:
        key = node.key("key")
        if not key:
            node.fault("form-key", f"The {node.type} {node.id!r} has no usable key.", "Give it a key.")
            return
        field = fields.read_field(node, place.prefix + key, place.hidden_by)
        if field is not None:
            yield field

    def _displayed(self, node: Node) -> None:
        if node.type == "image" and not _EMBEDDED_IMAGE.fullmatch(node.text("source") or ""):
            detail = f"The image {node.id!r} is fetched from elsewhere."
            node.fault("form-image", detail, "Embed it as `data:image/png;base64,...`.")
        sources = [node.text("dataSource"), node.text("columnsExpression")]
        content = node.text("text") or node.text("content") or ""
        sources += [content] if content.startswith("=") else _TEMPLATE.findall(content)
        for source in sources:
            if source is not None:
                node.expression(source, f"An expression in the {node.type}")

    def _refuse_repeated_id(self, node: Node) -> None:
        if node.id in self._ids and node.raw.get("id"):
            node.fault(
                "form-component-id", f"The id {node.id!r} occurs more than once.", "Give it an id of its own."
            )
        self._ids.add(node.id)
        if len(self._ids) == _COMPONENT_LIMIT:
            self._reading.fault(
                "form-size", f"The form has {_COMPONENT_LIMIT} components.", "Split the form."
            )

    def _refuse_clashes(self, components: tuple[Component, ...]) -> None:
        known: dict[Path, Component] = {}
        for path, component in walk(components):
            outer = next(
                (known[path[:n]] for n in range(1, len(path)) if _holds_value(known.get(path[:n]))), None
            )
            other = known.get(path) or outer
            if other is not None:
                self._reading.fault(
                    "form-key",
                    f"{component.id!r} and {other.id!r} both claim {path_text(path)!r}.",
                    "Give each field a key of its own.",
                    line=component.line,
                    element_id=component.id,
                )
            known[path] = component


def _holds_value(component: Component | None) -> bool:
    return component is not None and not isinstance(component, DynamicList)


_SUPPORTED = frozenset({"group", "dynamiclist"}) | _DISPLAYED | fields.READERS.keys()
