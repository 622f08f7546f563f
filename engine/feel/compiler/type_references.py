"""Types in expressions: built-in ones are known at once, named ones when the expression runs."""

from __future__ import annotations

from collections.abc import Callable

from engine.feel.evaluation import Evaluation
from engine.feel.syntax import (
    ContextTypeSyntax,
    FunctionTypeSyntax,
    ListTypeSyntax,
    NamedType,
    RangeTypeSyntax,
    TypeSyntax,
)
from engine.feel.types import ContextType, FeelType, FunctionType, ListType, RangeType, simple_type

# rule 54 asks for their parameters, as in list<number>
PARAMETERIZED = frozenset({"context", "function", "list", "range"})

TypeReference = Callable[[Evaluation], FeelType | None]


def compile_type(syntax: TypeSyntax) -> TypeReference:
    """A closure that answers the type, or null (with a warning) for a name that nobody knows."""
    match syntax:
        case NamedType():
            return _named(syntax)
        case ListTypeSyntax(item):
            of_list = compile_type(item)
            return lambda evaluation: _wrap(ListType, of_list(evaluation))
        case RangeTypeSyntax(endpoint):
            of_range = compile_type(endpoint)
            return lambda evaluation: _wrap(RangeType, of_range(evaluation))
        case ContextTypeSyntax(members):
            return _context(members)
        case FunctionTypeSyntax():
            return _function(syntax)


def _wrap(kind: Callable[[FeelType], FeelType], inner: FeelType | None) -> FeelType | None:
    return None if inner is None else kind(inner)


def _named(syntax: NamedType) -> TypeReference:
    built_in = simple_type(syntax.name)

    def resolve(evaluation: Evaluation) -> FeelType | None:
        named = evaluation.environment.types.get(syntax.name)
        if named is None and (built_in is None or built_in.name in PARAMETERIZED):
            return evaluation.null("type", f"there is no complete type '{syntax.name}'", syntax.position)
        return named or built_in

    return resolve


def _all(references: list[TypeReference], evaluation: Evaluation) -> list[FeelType] | None:
    types: list[FeelType] = []
    for reference in references:
        resolved = reference(evaluation)
        if resolved is None:
            return None
        types.append(resolved)
    return types


def _context(members: tuple[tuple[str, TypeSyntax], ...]) -> TypeReference:
    names = [name for name, _ in members]
    references = [compile_type(type_) for _, type_ in members]

    def resolve(evaluation: Evaluation) -> FeelType | None:
        types = _all(references, evaluation)
        return None if types is None else ContextType(tuple(zip(names, types, strict=True)))

    return resolve


def _function(syntax: FunctionTypeSyntax) -> TypeReference:
    references = [compile_type(type_) for type_ in (*syntax.parameters, syntax.returns)]

    def resolve(evaluation: Evaluation) -> FeelType | None:
        types = _all(references, evaluation)
        return None if types is None else FunctionType(tuple(types[:-1]), types[-1])

    return resolve
