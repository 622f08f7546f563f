"""Cases that somebody opened in an emergency: by whom, why, and until when."""

from sqlalchemy import Column, Index, String, Table

from engine.store.columns import Moment, Sealed
from engine.store.metadata import metadata

emergency_access = Table(
    "emergency_access",
    metadata,
    Column("id", String(36), primary_key=True),  # also of the participation that it gives
    Column("root_id", String(36), nullable=False, index=True),
    Column("house", String(100), nullable=False),
    Column("person", String(200), nullable=False),
    Column("organisation", String(100), nullable=False),
    Column("role", String(100), nullable=False),
    Column("reason", Sealed, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_emergency_access_end", "ended_at", "ends_at"),
)
