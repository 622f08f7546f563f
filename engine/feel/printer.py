"""Syntax as text again: parsing what is printed gives the same syntax."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.feel.numbers import number_text
from engine.feel.syntax import (
    Arithmetic,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    ComparisonTest,
    Conditional,
    Conjunction,
    ContextLiteral,
    ContextTypeSyntax,
    Disjunction,
    Filter,
    For,
    FunctionLiteral,
    FunctionTypeSyntax,
    InstanceOf,
    Invocation,
    IterationContext,
    ListLiteral,
    ListTypeSyntax,
    Membership,
    Name,
    NamedType,
    Negation,
    NullLiteral,
    NumberLiteral,
    Path,
    Quantified,
    RangeLiteral,
    RangeTypeSyntax,
    StringLiteral,
    Syntax,
    TypeSyntax,
    UnaryTestsSyntax,
)
from engine.feel.text import quote

# operands that need no brackets wherever they stand
_CLOSED = (
    Name,
    NullLiteral,
    BooleanLiteral,
    StringLiteral,
    AtLiteral,
    ListLiteral,
    ContextLiteral,
    RangeLiteral,
    Path,
    Filter,
    Invocation,
)


def print_expression(syntax: Syntax) -> str:
    """The FEEL text of an expression."""
    return _PRINTERS[type(syntax)](syntax)


def print_unary_tests(syntax: UnaryTestsSyntax) -> str:
    """The FEEL text of unary tests."""
    if not syntax.tests:
        return "-"
    tests = ", ".join(_test(test) for test in syntax.tests)
    return f"not({tests})" if syntax.negated else tests


def _operand(syntax: Syntax) -> str:
    if isinstance(syntax, ComparisonTest):
        return print_expression(syntax)
    text = print_expression(syntax)
    return text if isinstance(syntax, _CLOSED) else f"({text})"


def _test(syntax: Syntax) -> str:
    if isinstance(syntax, ComparisonTest):
        return f"{syntax.operator} {_operand(syntax.bound)}"
    return print_expression(syntax)


def _comparison_test(syntax: ComparisonTest) -> str:
    return f"({_test(syntax)})"


def _infix(operator: str) -> Callable[[Any], str]:
    return lambda syntax: f" {operator} ".join(_operand(operand) for operand in syntax.operands)


def _list(syntax: ListLiteral) -> str:
    return "[" + ", ".join(_test(item) for item in syntax.items) + "]"


def _context(syntax: ContextLiteral) -> str:
    return "{" + ", ".join(f"{quote(key)}: {print_expression(value)}" for key, value in syntax.entries) + "}"


def _range(syntax: RangeLiteral) -> str:
    opening, closing = "[" if syntax.start_included else "(", "]" if syntax.end_included else ")"
    return f"{opening}{_operand(syntax.start)}..{_operand(syntax.end)}{closing}"


def _function(syntax: FunctionLiteral) -> str:
    parameters = ", ".join(
        name if type_ is None else f"{name}: {print_type(type_)}" for name, type_ in syntax.parameters
    )
    return f"function({parameters}){' external' if syntax.external else ''} {print_expression(syntax.body)}"


def _membership(syntax: Membership) -> str:
    return f"{_operand(syntax.value)} in ({', '.join(_test(test) for test in syntax.tests)})"


def _invocation(syntax: Invocation) -> str:
    if syntax.names:
        pairs = zip(syntax.names, syntax.arguments, strict=True)
        arguments = [f"{name}: {print_expression(argument)}" for name, argument in pairs]
    else:
        arguments = [print_expression(argument) for argument in syntax.arguments]
    return f"{_operand(syntax.function)}({', '.join(arguments)})"


def _iterations(iterations: tuple[IterationContext, ...]) -> str:
    return ", ".join(
        f"{iteration.variable} in {_operand(iteration.source)}"
        + ("" if iteration.end is None else f"..{_operand(iteration.end)}")
        for iteration in iterations
    )


def _conditional(syntax: Conditional) -> str:
    parts = (print_expression(part) for part in (syntax.condition, syntax.consequence, syntax.alternative))
    return "if {} then {} else {}".format(*parts)


def print_type(syntax: TypeSyntax) -> str:
    """The FEEL text of a type."""
    match syntax:
        case NamedType(name):
            return name
        case ListTypeSyntax(item):
            return f"list<{print_type(item)}>"
        case RangeTypeSyntax(endpoint):
            return f"range<{print_type(endpoint)}>"
        case ContextTypeSyntax(members):
            return "context<" + ", ".join(f"{name}: {print_type(type_)}" for name, type_ in members) + ">"
        case FunctionTypeSyntax(parameters, returns):
            return f"function<{', '.join(map(print_type, parameters))}> -> {print_type(returns)}"


_PRINTERS: dict[type, Callable[[Any], str]] = {
    NullLiteral: lambda syntax: "null",
    BooleanLiteral: lambda syntax: "true" if syntax.value else "false",
    NumberLiteral: lambda syntax: number_text(syntax.value),
    StringLiteral: lambda syntax: quote(syntax.value),
    AtLiteral: lambda syntax: f"@{quote(syntax.text)}",
    Name: lambda syntax: syntax.name,
    ListLiteral: _list,
    ContextLiteral: _context,
    RangeLiteral: _range,
    ComparisonTest: _comparison_test,
    FunctionLiteral: _function,
    Negation: lambda syntax: f"-{_operand(syntax.operand)}",
    Arithmetic: lambda syntax: f"{_operand(syntax.left)} {syntax.operator} {_operand(syntax.right)}",
    Comparison: lambda syntax: f"{_operand(syntax.left)} {syntax.operator} {_operand(syntax.right)}",
    Conjunction: _infix("and"),
    Disjunction: _infix("or"),
    Between: lambda syntax: (
        f"{_operand(syntax.value)} between {_operand(syntax.low)} and {_operand(syntax.high)}"
    ),
    Membership: _membership,
    InstanceOf: lambda syntax: f"{_operand(syntax.value)} instance of {print_type(syntax.type)}",
    Path: lambda syntax: f"{_operand(syntax.source)}.{syntax.member}",
    Filter: lambda syntax: f"{_operand(syntax.source)}[{print_expression(syntax.condition)}]",
    Invocation: _invocation,
    Conditional: _conditional,
    For: lambda syntax: f"for {_iterations(syntax.iterations)} return {print_expression(syntax.body)}",
    Quantified: lambda syntax: (
        f"{syntax.quantifier} {_iterations(syntax.iterations)} satisfies {print_expression(syntax.condition)}"
    ),
}
