"""Lists in pages by key: the next page begins after a row, so that it costs the same however far it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select, tuple_

Key = tuple[str | int | None, ...]


class Wanted(Protocol):
    """Which rows of a list are wanted."""

    @property
    def limit(self) -> int:
        """Rows to fetch at most."""
        ...

    @property
    def after(self) -> Key | None:
        """Sort key of the row before the first one, in reading direction; None to begin."""
        ...

    @property
    def backwards(self) -> bool:
        """Whether to read towards the beginning."""
        ...


@dataclass(frozen=True, slots=True)
class ByMoment:
    """A wanted page of a list that a moment orders first: cursors hold it as text, columns as a moment."""

    wanted: Wanted

    @property
    def limit(self) -> int:
        """Rows to fetch at most."""
        return self.wanted.limit

    @property
    def backwards(self) -> bool:
        """Whether to read towards the beginning."""
        return self.wanted.backwards

    @property
    def after(self) -> tuple[Any, ...] | None:
        """Sort key of the row before the first one, its first part a moment."""
        if self.wanted.after is None:
            return None
        moment, *rest = self.wanted.after
        return (datetime.fromisoformat(str(moment)), *rest)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one page and the number of rows in the whole list."""

    rows: Sequence[RowMapping]
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What is read for the rows of one page alone: the query that finds and counts them stays small.

    Args:
        rows: a query of what is shown, of all rows.
        identity: the primary key of the rows, by which those of the page are told.
    """

    rows: Select[Any]
    identity: Sequence[ColumnElement[Any]]


class Sortable(Protocol):
    """An entry of a list with its sort key."""

    @property
    def key(self) -> Key:
        """Unique among the entries, in which they are ordered."""
        ...


Entry = TypeVar("Entry", bound=Sortable)


def cut(entries: Iterable[Entry], wanted: Wanted) -> Sequence[Entry]:
    """Return a page of a list that is in memory: in reading direction, as :func:`fetch` does."""
    ordered = sorted(entries, key=lambda one: one.key, reverse=wanted.backwards)
    if (after := wanted.after) is not None:
        ordered = [one for one in ordered if (one.key < after if wanted.backwards else one.key > after)]
    return ordered[: wanted.limit]


def fetch(
    connection: Connection,
    query: Select[Any],
    order: Sequence[ColumnElement[Any]],
    wanted: Wanted,
    *,
    descending: bool = False,
    shown: Shown | None = None,
) -> Found:
    """Fetch a page and count the list.

    Args:
        connection: where to read.
        query: all rows of the list, in no order.
        order: columns that order the list; together unique and never null.
        wanted: which rows.
        descending: whether the list begins with the greatest.
        shown: what is read of the rows of the page; None for what the query selects.
    """
    count = connection.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    downwards = descending != wanted.backwards
    if wanted.after is not None:
        key = tuple_(*order)
        query = query.where(key < wanted.after if downwards else key > wanted.after)
    directed = [column.desc() if downwards else column for column in order]
    page = query.order_by(*directed).limit(wanted.limit)
    if shown is not None:
        keys = page.with_only_columns(*shown.identity).subquery()
        page = shown.rows.where(tuple_(*shown.identity).in_(select(keys))).order_by(*directed)
    return Found(connection.execute(page).mappings().all(), count)
