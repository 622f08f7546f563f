"""A form as deployed: its fields, its declarations and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.model.declaration import Declaration, Path
from engine.model.forms.components import Component, DynamicList
from engine.model.json_source import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form.

    Args:
        id: the form's root `id`.
        version_tag: what `bindingType="versionTag"` asks for.
        resource: name of the file.
        components: what stands under a key, in the order of the form, groups dissolved into keys.
        group_declarations: what groups declare for all that lies under their path.
        reads: names of variables that its expressions and templates use.
        source: the form-js document.
    """

    id: str
    version_tag: str | None
    resource: str
    components: tuple[Component, ...]
    group_declarations: tuple[tuple[Path, Declaration], ...]
    reads: frozenset[str]
    source: Mapping[str, Json]

    def fields(self) -> Iterator[tuple[Path, Component]]:
        """Every component with a key, with its path in the data; those of list items too."""
        return walk(self.components)

    def declarations(self) -> Iterator[tuple[Path, Declaration]]:
        """What groups and fields declare of the data."""
        yield from self.group_declarations
        for path, component in self.fields():
            if component.declaration is not None:
                yield path, component.declaration


def is_open(component: Component, scope: Path, open_to: Callable[[Path], bool]) -> bool:
    """Tell whether somebody sees a component: a list as soon as they see a field of its items.

    Args:
        component: the component.
        scope: path of the scope that it stands in.
        open_to: whether they may see the field of a path.
    """
    path = (*scope, *component.key)
    if isinstance(component, DynamicList) and component.items:
        return any(is_open(item, (*path, None), open_to) for item in component.items)
    return open_to(path)


def walk(components: tuple[Component, ...], scope: Path = ()) -> Iterator[tuple[Path, Component]]:
    """The components of a scope and of the lists in it, outer before inner, with their paths."""
    for component in components:
        path = (*scope, *component.key)
        yield path, component
        if isinstance(component, DynamicList):
            yield from walk(component.items, (*path, None))
