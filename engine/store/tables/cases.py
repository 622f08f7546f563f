"""What only cases have: numbers, participants, deadlines, terms to find them by."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from engine.store.columns import BlindIndex, Moment, Sealed
from engine.store.metadata import metadata

case_counter = Table(
    "case_counter",
    metadata,
    Column("house", String(100), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

participant = Table(
    "participant",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("root_id", String(36), nullable=False),
    Column("element", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("person", String(200)),
    Column("organisation", String(100)),
    Column("role", String(100), nullable=False),
    Column("reason", Sealed),
    Column("until_case_end", Boolean, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("ends_at", Moment),  # when it ends by itself: what an emergency opened
    Index("ix_participant_root", "root_id", "left_at"),
    Index("ix_participant_person", "person", "left_at"),
    Index("ix_participant_organisation", "organisation", "role", "left_at"),
)

# Every date that `term()` reckoned for a task (alternative -1) or a timer.
deadline = Table(
    "deadline",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("root_id", String(36), nullable=False, index=True),
    Column("element", Integer, nullable=False),
    Column("alternative", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("term", String(255), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("reason", Sealed, nullable=False),  # JSON: {label, source}
    Column("set_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

# Values of searchable paths, hashed with the key of the house.
search_term = Table(
    "search_term",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("path", String(255), primary_key=True),
    Column("term", BlindIndex, primary_key=True),
    Column("house", String(100), nullable=False),
    Index("ix_search_term_term", "term"),
)
