"""The tables, one module a concept.

A row that belongs to a root instance carries its `root_id` and no foreign key to it: the lock on the root
orders all writers, and destruction deletes by `root_id`, table by table.
"""

from sqlalchemy import Table

from engine.store.metadata import metadata
from engine.store.tables import (
    audit,
    cases,
    custody,
    definitions,
    documents,
    emergency,
    history,
    instances,
    jobs,
    measures,
    messages,
    partners,
    requests,
    waits,
)

ROOT_TABLES: tuple[Table, ...] = tuple(t for t in metadata.sorted_tables if "root_id" in t.c)
"""Every table with rows of root instances."""

__all__ = [
    "ROOT_TABLES",
    "audit",
    "cases",
    "custody",
    "definitions",
    "documents",
    "emergency",
    "history",
    "instances",
    "jobs",
    "measures",
    "messages",
    "metadata",
    "partners",
    "requests",
    "waits",
]
