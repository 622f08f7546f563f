"""Which rows a person may see, as a small tree of predicates.

The store turns the tree into SQL; :func:`holds` evaluates it on a row in memory. Both must agree. A null
equals nothing and is a member of nothing, as in SQL, and there is no negation: a null never opens a door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Scalar = None | bool | int | str
Row = Mapping[str, "Scalar | Sequence[Row]"]
"""A row: columns with their values, and relations with their rows."""


@dataclass(frozen=True, slots=True)
class And:
    """All hold; without parts it holds always."""

    parts: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one holds; without parts it never holds."""

    parts: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Eq:
    """The column equals the value."""

    column: str
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class In:
    """The column equals one of the values."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class IsNull:
    """The column is null."""

    column: str


@dataclass(frozen=True, slots=True)
class Exists:
    """At least one row of the relation fits."""

    relation: str
    where: Predicate


Predicate = And | Or | Eq | In | IsNull | Exists

ALWAYS = And()
NEVER = Or()


def both(*parts: Predicate) -> Predicate:
    """All of the parts; what holds always or never is not asked of a row."""
    if NEVER in parts:
        return NEVER
    asked = tuple(part for part in parts if part != ALWAYS)
    return asked[0] if len(asked) == 1 else And(asked)


def either(*parts: Predicate) -> Predicate:
    """At least one of the parts; what holds always or never is not asked of a row."""
    if ALWAYS in parts:
        return ALWAYS
    asked = tuple(part for part in parts if part != NEVER)
    return asked[0] if len(asked) == 1 else Or(asked)


def holds(predicate: Predicate, row: Row) -> bool:
    """Evaluate a predicate on a row.

    Args:
        predicate: what to evaluate.
        row: the columns and relations that the predicate names.

    Raises:
        KeyError: the row lacks a column or relation.
    """
    match predicate:
        case And(parts):
            return all(holds(part, row) for part in parts)
        case Or(parts):
            return any(holds(part, row) for part in parts)
        case Eq(column, value):
            return row[column] is not None and row[column] == value
        case In(column, values):
            return row[column] in values
        case IsNull(column):
            return row[column] is None
        case Exists(relation, where):
            related = row[relation]
            return isinstance(related, Sequence) and any(
                holds(where, item) for item in related if isinstance(item, Mapping)
            )
