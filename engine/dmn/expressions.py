"""Boxed expressions as data (DMN 1.5, chapters 7.3, 8 and 10.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from engine.dmn.faults import Place


@dataclass(frozen=True, slots=True)
class TypeRef:
    """A reference to a type: a built-in, an item definition, a component of one, or one of an import.

    `namespace` is set when the file names it by a prefix, as DMN 1.1 does.
    """

    name: str
    namespace: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Variable:
    """An information item: a name, and a type if it has one."""

    name: str
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class LiteralExpression:
    """A FEEL expression; an empty text is null."""

    text: str
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class Tests:
    """Unary tests; `-` or an empty text allows everything."""

    text: str
    place: Place

    @property
    def irrelevant(self) -> bool:
        """Whether every value passes."""
        return self.text in ("", "-")


@dataclass(frozen=True, slots=True)
class ContextEntry:
    """One entry of a boxed context; the one without variable is the result."""

    variable: Variable | None
    value: Expression


@dataclass(frozen=True, slots=True)
class Context:
    """Entries, each of which sees those before it."""

    entries: tuple[ContextEntry, ...]
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class BoxedList:
    """A list of expressions."""

    items: tuple[Expression, ...]
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class Relation:
    """A list of contexts with the same entries, written as a table."""

    columns: tuple[Variable, ...]
    rows: tuple[tuple[Expression, ...], ...]
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class Binding:
    """An argument of an invocation."""

    parameter: Variable
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of a business knowledge model, a decision service or another function, by parameter names."""

    function: Expression
    bindings: tuple[Binding, ...]
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class FunctionDefinition:
    """A function whose body is FEEL."""

    parameters: tuple[Variable, ...]
    body: Expression | None
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class Conditional:
    """If, then, else."""

    condition: Expression
    then: Expression
    otherwise: Expression
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class Filter:
    """The items of a collection that match."""

    collection: Expression
    match: Expression
    type_ref: TypeRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class Iteration:
    """`for`, `some` or `every` over a collection."""

    kind: Literal["for", "some", "every"]
    variable: str
    collection: Expression
    body: Expression
    type_ref: TypeRef | None
    place: Place


class HitPolicy(StrEnum):
    """How rules that match become a result (DMN 1.5, 8.2.8)."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    FIRST = "FIRST"
    PRIORITY = "PRIORITY"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"


class Aggregation(StrEnum):
    """What COLLECT does with the outputs."""

    SUM = "SUM"
    COUNT = "COUNT"
    MIN = "MIN"
    MAX = "MAX"


@dataclass(frozen=True, slots=True)
class InputClause:
    """A condition column."""

    label: str
    expression: LiteralExpression
    allowed: Tests | None
    place: Place


@dataclass(frozen=True, slots=True)
class OutputClause:
    """A conclusion column. `name` is empty when the table has one column without a name."""

    name: str
    label: str
    type_ref: TypeRef | None
    allowed: Tests | None
    default: LiteralExpression | None
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: one test for each input, one expression for each output. `id` is None when the file gives
    none."""

    id: str | None
    tests: tuple[Tests, ...]
    outputs: tuple[LiteralExpression, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision table."""

    hit_policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rules: tuple[Rule, ...]
    type_ref: TypeRef | None
    place: Place


Expression: TypeAlias = (
    LiteralExpression
    | Context
    | BoxedList
    | Relation
    | Invocation
    | FunctionDefinition
    | Conditional
    | Filter
    | Iteration
    | DecisionTable
)
