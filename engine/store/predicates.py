"""The predicate tree of `engine.access` as SQL, so that lists leave out in the query what nobody may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, exists, false, or_, true
from sqlalchemy import literal as value_of

from engine.access.rows import And, Eq, Exists, In, IsNull, Or, Predicate

Columns = Mapping[str, ColumnElement[str] | ColumnElement[str | None]]


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows that belong to a row of the query.

    Args:
        source: the table that they are in.
        on: which of them belong to it.
        columns: their columns by the names that predicates use.
    """

    source: FromClause
    on: ColumnElement[bool]
    columns: Columns


def where(
    predicate: Predicate, columns: Columns, relations: Mapping[str, Relation] | None = None
) -> ColumnElement[bool]:
    """Return a condition that holds for exactly the rows for which the predicate does.

    Args:
        predicate: the tree.
        columns: columns of the query by the names that predicates use.
        relations: relations by name.

    Raises:
        KeyError: the predicate names a column or relation that is not given.
    """
    match predicate:
        case And(parts):
            return and_(true(), *(where(part, columns, relations) for part in parts))
        case Or(parts):
            return or_(false(), *(where(part, columns, relations) for part in parts))
        case Eq(column, value):
            return columns[column] == value_of(value)
        case In(column, values):
            # Each value by itself: a list would be written into the statement each time that it is sent.
            return columns[column].in_([value_of(value) for value in sorted(values)])
        case IsNull(column):
            return columns[column].is_(None)
        case Exists(name, inner):
            relation = (relations or {})[name]
            return exists().where(relation.on, where(inner, relation.columns)).select_from(relation.source)
