"""The grammar of types (DMN 1.5, 10.3.1.2, rule 52)."""

from __future__ import annotations

from engine.feel.known_names import KnownNames
from engine.feel.lexer import Kind
from engine.feel.parser.cursor import Cursor
from engine.feel.syntax import (
    ContextTypeSyntax,
    FunctionTypeSyntax,
    ListTypeSyntax,
    NamedType,
    RangeTypeSyntax,
    TypeSyntax,
)
from engine.feel.types import PRIMITIVE_NAMES

_BUILT_IN_TYPES = KnownNames(PRIMITIVE_NAMES)


def parse_type(cursor: Cursor) -> TypeSyntax:
    """Reads a type."""
    with cursor.nested():
        return _parse_type(cursor)


def _parse_type(cursor: Cursor) -> TypeSyntax:
    position = cursor.position
    if cursor.token.kind is Kind.NAME and cursor.tokens[cursor.index + 1].text == "<":
        match cursor.token.text:
            case "list":
                cursor.index += 2
                return ListTypeSyntax(_closed(cursor, parse_type(cursor)), position=position)
            case "range":
                cursor.index += 2
                return RangeTypeSyntax(_closed(cursor, parse_type(cursor)), position=position)
            case "context":
                cursor.index += 2
                return ContextTypeSyntax(_members(cursor), position=position)
            case "function":
                cursor.index += 2
                return _function_type(cursor)
            case _:
                pass
    return NamedType(_type_name(cursor), position=position)


def _closed(cursor: Cursor, item: TypeSyntax) -> TypeSyntax:
    cursor.expect(">")
    return item


def _members(cursor: Cursor) -> tuple[tuple[str, TypeSyntax], ...]:
    members: list[tuple[str, TypeSyntax]] = []
    while not cursor.at_symbol(">"):
        name = cursor.declared_name(":")
        cursor.expect(":")
        members.append((name, parse_type(cursor)))
        if not cursor.accept_comma(">", "a member"):
            break
    cursor.expect(">")
    return tuple(members)


def _function_type(cursor: Cursor) -> FunctionTypeSyntax:
    position = cursor.position
    parameters: list[TypeSyntax] = []
    while not cursor.at_symbol(">"):
        parameters.append(parse_type(cursor))
        if not cursor.accept_comma(">", "a type"):
            break
    cursor.expect(">")
    cursor.expect("->")
    return FunctionTypeSyntax(tuple(parameters), parse_type(cursor), position=position)


def _type_name(cursor: Cursor) -> str:
    known = _BUILT_IN_TYPES.longest_at(cursor.tokens, cursor.index)
    if known is not None:
        cursor.index += known[1]
        return known[0]
    if cursor.token.kind is Kind.NAME and cursor.token.text in ("function", "null"):
        return cursor.advance().text
    name = cursor.name()
    while cursor.accept("."):
        name += "." + cursor.member_name()
    return name
