"""Rows as the database really holds them, for whoever does not take for granted that the service wrote them.

A cell that the service would never write, though it may mean the same to it, is told and not believed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Dialect, RowMapping, Select, Table, column, select

from engine.store.columns import Names


class UntrustedRows:
    """Reads the rows of one table.

    Args:
        table: which.
        dialect: of the database.
    """

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self._table = table
        self._cells: Final = {one.name: _Cell(one, dialect) for one in table.c}

    def query(self) -> Select[Any]:
        """Select all rows, each cell as the driver gives it."""
        raw: list[ColumnElement[Any]] = [column(name) for name in self._cells]
        return select(*raw).select_from(self._table)

    def cells(self, row: RowMapping) -> dict[str, Any] | None:
        """Return the cells of a row by name; None where one is not as the service writes it."""
        try:
            return {name: cell.read(row[name]) for name, cell in self._cells.items()}
        except (ValueError, TypeError):
            return None


class _Cell:
    def __init__(self, one: Column[Any], dialect: Dialect) -> None:
        kind = one.type.dialect_impl(dialect)
        self._read: Callable[[Any], Any] = kind.result_processor(dialect, None) or _as_it_is
        self._write: Callable[[Any], Any] = kind.bind_processor(dialect) or _as_it_is
        self._python: type = tuple if isinstance(one.type, Names) else one.type.python_type

    def read(self, raw: Any) -> Any:
        """Return what a cell says.

        Raises:
            ValueError: the service does not write it so.
            TypeError: neither does it write values of this type.
        """
        if raw is None:
            return None
        value = self._read(raw)
        if not isinstance(value, self._python):
            raise TypeError(type(value).__name__)
        # Bytes are read as they were written; drivers wrap them to write them.
        if not isinstance(value, bytes) and self._write(value) != raw:
            raise ValueError("it was written otherwise")
        return value


def _as_it_is(cell: Any) -> Any:
    return cell
