"""Running and ended instances, and the clock that they live by.

A root instance and all processes that it calls share one row of state and one lock.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, text
from sqlalchemy import UniqueConstraint as Unique

from engine.store.columns import BlindIndex, Moment, Names, Sealed
from engine.store.metadata import metadata

_TOLD = text("about is not null")

root_instance = Table(
    "root_instance",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("house", String(100), nullable=False),
    Column("process_id", String(255), nullable=False),
    Column("definition_id", String(36), nullable=False),
    Column("case_type", String(255)),
    Column("case_number", String(100)),
    Column("revision", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("suspended_at", Moment),
    Column("held", Names),  # grounds on which it is held now; null: none
    Column("ended_at", Moment),
    Column("regime", String(64)),
    Column("retain_until", Moment, index=True),  # as the model says
    Column("limit_until", Moment, index=True),  # as the regime says: whichever comes first
    Column("told_at", Moment),  # since when somebody knows that it is due and cannot be destroyed
    Column("unique_key", BlindIndex),  # while it runs: no other instance may have this business key
    Column("start_key", BlindIndex),  # while it runs: a second start by this message key is buffered
    Column("about", String(36)),  # the case that the engine told of by starting it: it goes with that one
    Column("open_rows", LargeBinary, nullable=False),  # which side rows each active element has
    Column("state", Sealed, nullable=False),
    Unique("house", "case_number"),
    Unique("house", "process_id", "unique_key"),
    Index("ix_root_instance_start", "house", "process_id", "start_key"),
    Index("ix_root_instance_about", "about", sqlite_where=_TOLD, postgresql_where=_TOLD),
)

process_instance = Table(
    "process_instance",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("instance", Integer, primary_key=True),
    Column("parent_instance", Integer),
    Column("parent_element", Integer),
    Column("definition_id", String(36), nullable=False),
    Column("process_id", String(255), nullable=False),
    Column("version", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("business_key", Sealed),
    Column("business_key_index", BlindIndex),
    Column("state", String(9), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("end_event", String(255)),
    Column("initiator", String(200)),
    Column("initiator_organisation", String(100)),
    Index("ix_process_instance_process", "house", "process_id", "started_at"),
    Index("ix_process_instance_key", "house", "business_key_index"),
    Index("ix_process_instance_definition", "definition_id"),
)

business_clock = Table(
    "business_clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("now", Moment, nullable=False),
)
