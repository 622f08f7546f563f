"""Item definitions -> FEEL types (DMN 1.5, 7.3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from engine.dmn.definitions import ItemDefinition
from engine.dmn.expressions import Tests, TypeRef, Variable
from engine.dmn.faults import FaultCollector
from engine.dmn.feel_source import FeelSource
from engine.feel import Environment, UnaryTests, Value
from engine.feel.types import (
    ANY,
    ConstrainedType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    conforms,
    simple_type,
)

# Names that editors write for types of FEEL.
_SYNONYMS: Final = {
    "any": "Any",
    "integer": "number",
    "long": "number",
    "double": "number",
    "datetime": "date and time",
    "dateTime": "date and time",
}
_environment: ContextVar[Environment] = ContextVar("environment of allowed values")


@contextmanager
def allowed_values_in(environment: Environment) -> Iterator[None]:
    """Within it, allowed values that call functions are evaluated in that environment."""
    token = _environment.set(environment)
    try:
        yield
    finally:
        _environment.reset(token)


class AllowedValues:
    """The constraint of a type, as a question."""

    __slots__ = ("_tests",)

    def __init__(self, tests: UnaryTests) -> None:
        self._tests = tests

    def __call__(self, value: Value) -> bool:
        """Whether the value passes."""
        return self._tests.evaluate(value, {}, _environment.get()) is True


class NamedType:
    """A type by its name, for types that contain themselves."""

    __slots__ = ("_named", "name")

    def __init__(self, name: str, named: Mapping[str, FeelType]) -> None:
        self.name = name
        self._named = named

    def accepts(self, value: Value) -> bool:
        """Whether the value conforms to the type of that name."""
        return self._named[self.name].accepts(value)


def without_constraints(type_: FeelType, plain: Mapping[str, FeelType]) -> FeelType:
    """The type that `instance of` asks about: allowed values are no part of a type (DMN 1.5, 10.3.2.9.1)."""
    match type_:
        case ConstrainedType(base):
            return without_constraints(base, plain)
        case ListType(item):
            return ListType(without_constraints(item, plain))
        case ContextType(members):
            return ContextType(tuple((name, without_constraints(part, plain)) for name, part in members))
        case NamedType():
            return NamedType(type_.name, plain)
        case _:
            return type_


@dataclass(frozen=True, slots=True)
class GivenContextType:
    """A structure as a caller gives it: a component that is left out is null."""

    members: tuple[tuple[str, FeelType], ...]

    def accepts(self, value: Value) -> bool:
        """Whether the value is a context whose components, as far as they are there, conform."""
        return type(value) is dict and all(
            conforms(value[name], type_) for name, type_ in self.members if name in value
        )


def as_given(type_: FeelType, given: Mapping[str, FeelType]) -> FeelType:
    """The type that input data must have, where the standard's conformance would ask for every component."""
    match type_:
        case ConstrainedType(base, allows):
            return ConstrainedType(as_given(base, given), allows)
        case ListType(item):
            return ListType(as_given(item, given))
        case ContextType(members):
            return GivenContextType(tuple((name, as_given(part, given)) for name, part in members))
        case NamedType():
            return NamedType(type_.name, given)
        case _:
            return type_


class Types:
    """The types of one model.

    `named` holds what `instance of` may say: the model's own item definitions, and those of an import
    behind its name.
    """

    def __init__(
        self,
        namespace: str,
        items: Mapping[str, ItemDefinition],
        imports: Sequence[tuple[str, Types]],
        by_namespace: Mapping[str, Types],
        feel: FeelSource,
        faults: FaultCollector,
    ) -> None:
        self.named: dict[str, FeelType] = {}
        self.plain: dict[str, FeelType] = {}
        self._given: dict[str, FeelType] = {}
        self._namespace = namespace
        self._items = items
        self._imports = imports
        self._by_namespace = by_namespace
        self._feel = feel
        self._faults = faults
        self._open: set[str] = set()
        for name, types in imports:
            self.named |= {f"{name}.{own}" if name else own: type_ for own, type_ in types.named.items()}
        for name in items:
            self._top_level(name)
        self.plain |= {name: without_constraints(type_, self.plain) for name, type_ in self.named.items()}
        self._given |= {name: as_given(type_, self._given) for name, type_ in self.named.items()}

    def of(self, type_ref: TypeRef | None) -> FeelType | None:
        """The type that is referred to; None for Any, for no reference and after a fault."""
        if type_ref is None:
            return None
        found = self._resolve(type_ref)
        return None if found == ANY else found

    def of_variable(self, variable: Variable) -> FeelType | None:
        """The type of an information item."""
        return self.of(variable.type_ref)

    def of_input(self, variable: Variable) -> FeelType | None:
        """The type of input data, which may lack components."""
        type_ = self.of_variable(variable)
        return None if type_ is None else as_given(type_, self._given)

    def allowed_values(self, type_ref: TypeRef | None) -> Tests | None:
        """The allowed values of the item definition that is referred to, None when it has none."""
        item = None if type_ref is None else self._items.get(type_ref.name)
        return None if item is None else item.allowed

    def _resolve(self, type_ref: TypeRef) -> FeelType:
        if type_ref.namespace not in (None, self._namespace):
            other = self._by_namespace.get(type_ref.namespace)
            found = None if other is None else other.find(type_ref.name)
        else:
            found = self.find(type_ref.name)
        if found is None:
            detail = f"unknown type {type_ref.name!r}"
            self._faults.add(
                type_ref.place, "dmn-type", detail, "define it as an item definition or import it"
            )
            return ANY
        return found

    def find(self, name: str) -> FeelType | None:
        """The type of that name: an item definition, a built-in, an import's, or a component by its path."""
        if name in self._items:
            return NamedType(name, self.named) if name in self._open else self._top_level(name)
        built_in = simple_type(_SYNONYMS.get(name, name))
        if built_in is not None:
            return built_in
        if name in self.named:
            return self.named[name]
        return self._component(name)

    def _component(self, path: str) -> FeelType | None:
        for item in self._items.values():
            if path.startswith(item.name + "."):
                return self._within(item, path[len(item.name) + 1 :])
        for name, types in self._imports:
            if name and path.startswith(name + "."):
                return types.find(path[len(name) + 1 :])
        return None

    def _within(self, item: ItemDefinition, path: str) -> FeelType | None:
        for component in item.components:
            if component.name == path:
                return self._build(component)
            if path.startswith(component.name + "."):
                return self._within(component, path[len(component.name) + 1 :])
        return None

    def _top_level(self, name: str) -> FeelType:
        if name not in self.named:
            self._open.add(name)
            self.named[name] = self._build(self._items[name])
            self._open.discard(name)
        return self.named[name]

    def _build(self, item: ItemDefinition) -> FeelType:
        type_ = self._constrained(self._base(item), item.allowed)
        if item.is_collection:
            type_ = ListType(type_)
        return self._constrained(type_, item.constraint)

    def _base(self, item: ItemDefinition) -> FeelType:
        if item.components:
            return ContextType(tuple((part.name, self._build(part)) for part in item.components))
        if item.function is not None:
            parameters = tuple(self.of_variable(parameter) or ANY for parameter in item.function.parameters)
            return FunctionType(parameters, self.of(item.function.returns) or ANY)
        if item.type_ref is None:
            return ANY
        type_ = self._resolve(item.type_ref)
        if isinstance(type_, NamedType) and not item.is_collection and item.name in self._items:
            detail = f"type {item.name!r} refers to itself"
            self._faults.add(item.place, "dmn-cycle", detail, "let one of the types be built-in")
            return ANY
        return type_

    def _constrained(self, type_: FeelType, tests: Tests | None) -> FeelType:
        if tests is None or tests.irrelevant:
            return type_
        parsed = self._feel.tests(tests, frozenset())
        return type_ if parsed is None else ConstrainedType(type_, AllowedValues(parsed))
