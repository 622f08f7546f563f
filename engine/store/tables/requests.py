"""First answers to requests that carry an `Idempotency-Key`."""

from sqlalchemy import Boolean, Column, Integer, String, Table

from engine.store.columns import BlindIndex, Moment, Sealed
from engine.store.metadata import metadata

# Times are machine time: the day that an answer is kept has nothing to do with a house's calendar.
answered_request = Table(
    "answered_request",
    metadata,
    Column("scope", BlindIndex, primary_key=True),  # caller, method, path, key
    Column("request", BlindIndex, nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", Sealed, nullable=False),  # headers and body
    Column("root_id", String(36), index=True),  # of the instance that it is about
    Column("visible", Boolean, nullable=False),  # whether the caller saw that instance afterwards
    Column("expires_at", Moment, nullable=False, index=True),
)
