"""What of a form and of the data a person is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import nh3

from engine.feel import JsonValue
from engine.model.declaration import Path
from engine.model.forms.components import Component, DynamicList
from engine.model.forms.form import Form, is_open
from engine.model.forms.paths import MISSING, get, put
from engine.model.forms.reading import kinds_of
from engine.model.json_source import Json

_TEMPLATE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


Offer = Callable[[Sequence[str]], Sequence[Mapping[str, Json]]]
"""The partners of these kinds in the register, or of all kinds, as options: label and value."""


def schema(
    form: Form,
    open_to: Callable[[Path], bool] = lambda path: True,
    offer: Offer = lambda kinds: (),
) -> Mapping[str, Json]:
    """The form-js document without the fields that a person may not see; markup is sanitised.

    Args:
        form: the form.
        open_to: whether the person may see the field of a path.
        offer: what fields offer whose options come from the register.
    """
    components = _pruned(form.source.get("components"), (), open_to)
    return {**form.source, "components": _offering(components, offer)}


def _offering(components: list[Json], offer: Offer) -> list[Json]:
    """The same components, with the options that come from the register."""
    return [_with_options(one, offer) if isinstance(one, Mapping) else one for one in components]


def _with_options(component: Mapping[str, Json], offer: Offer) -> Json:
    inside = component.get("components")
    if isinstance(inside, list):
        return {**component, "components": _offering(inside, offer)}
    properties = component.get("properties")
    written = properties.get("options") if isinstance(properties, Mapping) else None
    kinds = kinds_of(written) if isinstance(written, str) else None
    return component if kinds is None else {**component, "values": list(offer(kinds))}


def restrict(
    form: Form, variables: Mapping[str, JsonValue], open_to: Callable[[Path], bool] = lambda path: True
) -> dict[str, JsonValue]:
    """What a form shows of variables: what stands under its keys, and what its expressions read.

    Args:
        form: the form.
        variables: what the person may read of the variables.
        open_to: whether the person may see the field of a path.
    """
    shown = {name: value for name, value in variables.items() if name in form.reads}
    return _under_keys(form.components, (), variables, open_to, shown)


def _under_keys(
    components: tuple[Component, ...],
    scope: Path,
    data: Mapping[str, JsonValue],
    open_to: Callable[[Path], bool],
    shown: dict[str, JsonValue],
) -> dict[str, JsonValue]:
    result = dict(shown)
    for component in components:
        path = (*scope, *component.key)
        value = get(data, component.key)
        if value is MISSING or not is_open(component, scope, open_to):
            continue
        if isinstance(component, DynamicList) and isinstance(value, list) and component.key[0] not in shown:
            items = [item if isinstance(item, Mapping) else {} for item in value]
            value = [_under_keys(component.items, (*path, None), item, open_to, {}) for item in items]
        put(result, component.key, value)
    return result


def _pruned(components: Json, scope: Path, open_to: Callable[[Path], bool]) -> list[Json]:
    if not isinstance(components, list):
        return []
    shown = (_shown(component, scope, open_to) for component in components if isinstance(component, Mapping))
    return [component for component in shown if component is not None]


def _shown(component: Mapping[str, Json], scope: Path, open_to: Callable[[Path], bool]) -> Json:
    if "components" in component:
        item: Path = (None,) if component.get("type") == "dynamiclist" else ()
        inside = _pruned(component["components"], (*scope, *_key(component, "path"), *item), open_to)
        return {**component, "components": inside} if inside else None
    if component.get("type") == "html":
        return {**component, "content": _sanitised(component.get("content"))}
    if "key" in component and not open_to((*scope, *_key(component, "key"))):
        return None
    return component


def _key(component: Mapping[str, Json], name: str) -> Path:
    written = component.get(name)
    return tuple(written.split(".")) if isinstance(written, str) and written else ()


def _sanitised(content: Json) -> Json:
    """Markup without scripts; templates in it pass, for the viewer sanitises what they yield."""
    if not isinstance(content, str) or content.startswith("="):
        return content
    templates = _TEMPLATE.findall(content)
    marked = _TEMPLATE.sub("\ue000", content)
    parts = nh3.clean(marked).split("\ue000")
    if len(parts) != len(templates) + 1:
        return nh3.clean(content)
    return "".join(part + template for part, template in zip(parts, [*templates, ""], strict=True))
