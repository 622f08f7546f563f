"""The syntax of FEEL as data: one class for each construct of the grammar (DMN 1.5, 10.3.1.2).

Positions never take part in equality, so that a printed and parsed expression equals its original.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from engine.feel.environment import Position
from engine.feel.values.ranges import ComparisonOperator

ArithmeticOperator = Literal["+", "-", "*", "/", "**"]
_START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all constructs; ``position`` is where the construct starts or its operator stands."""

    position: Position = field(default=_START, compare=False, kw_only=True, repr=False)


@dataclass(frozen=True, slots=True)
class NullLiteral(Node):
    """``null``."""


@dataclass(frozen=True, slots=True)
class BooleanLiteral(Node):
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """A number, with its sign."""

    value: int | Decimal


@dataclass(frozen=True, slots=True)
class StringLiteral(Node):
    """A text, escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """``@"text"``: a temporal value."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, parameter or function by its name; ``?`` is the tested value of a unary test."""

    name: str


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """``[a, b]``."""

    items: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """``{key: value}``."""

    entries: tuple[tuple[str, Syntax], ...]


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """``[start..end]`` with open or closed ends."""

    start: Syntax
    end: Syntax
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class ComparisonTest(Node):
    """``< bound``: in parentheses a range, in tests what the tested value must hold."""

    operator: ComparisonOperator
    bound: Syntax


@dataclass(frozen=True, slots=True)
class FunctionLiteral(Node):
    """``function(a: type) body``; an external body is known but never run."""

    parameters: tuple[tuple[str, TypeSyntax | None], ...]
    body: Syntax
    external: bool = False


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """``-operand``."""

    operand: Syntax


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``left operator right``."""

    operator: ArithmeticOperator
    left: Syntax
    right: Syntax


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """``left operator right``."""

    operator: ComparisonOperator
    left: Syntax
    right: Syntax


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """``a and b and c``."""

    operands: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """``a or b or c``."""

    operands: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``value between low and high``."""

    value: Syntax
    low: Syntax
    high: Syntax


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """``value in test`` or ``value in (test, test)``."""

    value: Syntax
    tests: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """``value instance of type``."""

    value: Syntax
    type: TypeSyntax


@dataclass(frozen=True, slots=True)
class Path(Node):
    """``source.member``."""

    source: Syntax
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """``source[condition]``, also an index."""

    source: Syntax
    condition: Syntax


@dataclass(frozen=True, slots=True)
class Invocation(Node):
    """``function(arguments)``; ``names`` is empty for positional arguments, else one for each."""

    function: Syntax
    arguments: tuple[Syntax, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """``if condition then consequence else alternative``."""

    condition: Syntax
    consequence: Syntax
    alternative: Syntax


@dataclass(frozen=True, slots=True)
class IterationContext(Node):
    """``variable in source`` or ``variable in source..end``."""

    variable: str
    source: Syntax
    end: Syntax | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    """``for iterations return body``."""

    iterations: tuple[IterationContext, ...]
    body: Syntax


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """``some`` or ``every`` with its condition."""

    quantifier: Literal["some", "every"]
    iterations: tuple[IterationContext, ...]
    condition: Syntax


@dataclass(frozen=True, slots=True)
class UnaryTestsSyntax(Node):
    """The tests of a decision table's cell; no tests is ``-``, which is always true."""

    tests: tuple[Syntax, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class NamedType(Node):
    """A type by its name, which may be qualified by dots."""

    name: str


@dataclass(frozen=True, slots=True)
class ListTypeSyntax(Node):
    """``list<item>``."""

    item: TypeSyntax


@dataclass(frozen=True, slots=True)
class RangeTypeSyntax(Node):
    """``range<endpoint>``."""

    endpoint: TypeSyntax


@dataclass(frozen=True, slots=True)
class ContextTypeSyntax(Node):
    """``context<name: type>``."""

    members: tuple[tuple[str, TypeSyntax], ...]


@dataclass(frozen=True, slots=True)
class FunctionTypeSyntax(Node):
    """``function<types> -> type``."""

    parameters: tuple[TypeSyntax, ...]
    returns: TypeSyntax


TypeSyntax: TypeAlias = NamedType | ListTypeSyntax | RangeTypeSyntax | ContextTypeSyntax | FunctionTypeSyntax
Syntax: TypeAlias = (
    NullLiteral
    | BooleanLiteral
    | NumberLiteral
    | StringLiteral
    | AtLiteral
    | Name
    | ListLiteral
    | ContextLiteral
    | RangeLiteral
    | ComparisonTest
    | FunctionLiteral
    | Negation
    | Arithmetic
    | Comparison
    | Conjunction
    | Disjunction
    | Between
    | Membership
    | InstanceOf
    | Path
    | Filter
    | Invocation
    | Conditional
    | For
    | Quantified
)
