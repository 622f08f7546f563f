"""How long cases are kept: regimes, holds, extensions; and what is left once one is destroyed."""

from sqlalchemy import Column, Index, Integer, String, Table

from engine.store.columns import Moment, Sealed
from engine.store.metadata import metadata

# Each regime that a case came under, once: coming back to one starts no new term.
case_regime = Table(
    "case_regime",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("regime", String(64), primary_key=True),
    Column("house", String(100), nullable=False),
    Column("since", Moment, nullable=False),
)

case_hold = Table(
    "case_hold",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("house", String(100), nullable=False),
    Column("person", String(200), nullable=False),
    Column("organisation", String(100), nullable=False),
    Column("reason", Sealed, nullable=False),
    Column("placed_at", Moment, nullable=False),
)

retention_extension = Table(
    "retention_extension",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("house", String(100), nullable=False),
    Column("person", String(200), nullable=False),
    Column("organisation", String(100), nullable=False),
    Column("reason", Sealed, nullable=False),
    Column("until", Moment, nullable=False),
    Column("decided_at", Moment, nullable=False),
)

# Somebody asked for the destruction of a case; a second person has to ask for the same.
destruction_proposal = Table(
    "destruction_proposal",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("house", String(100), nullable=False),
    Column("person", String(200), nullable=False),
    Column("organisation", String(100), nullable=False),
    Column("reason", Sealed, nullable=False),
    Column("proposed_at", Moment, nullable=False),
)

# What stays of a destroyed case: nothing in it leads back to the case or to anybody in it.
destruction_record = Table(
    "destruction_record",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("house", String(100), nullable=False),
    Column("process_id", String(255), nullable=False),
    Column("case_type", String(255), nullable=False),
    Column("regime", String(64)),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("destroyed_at", Moment, nullable=False),
    Column("ground", String(10), nullable=False),  # term, limit, decision
    Column("decided_by", String(200)),
    Column("seconded_by", String(200)),
    Index("ix_destruction_record_house", "house", "destroyed_at"),
)

# Root instances whose rows are gone and whose case key is to follow.
key_to_destroy = Table(
    "key_to_destroy",
    metadata,
    Column("root", String(36), primary_key=True),
    Column("record", String(36)),  # None: it was no case
    Column("noted_at", Moment, nullable=False),
)
