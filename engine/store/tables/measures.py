"""Years of a measure that were frozen."""

from sqlalchemy import Column, Integer, String, Table, Text

from engine.store.columns import Moment, Sealed
from engine.store.metadata import metadata

# One row for each house and one without a house for all of them; a correction is a version of its own.
measure_freeze = Table(
    "measure_freeze",
    metadata,
    Column("measure_id", String(64), primary_key=True),
    Column("house", String(100), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("definition_version", Integer, nullable=False),
    Column("frozen_at", Moment, nullable=False),
    Column("frozen_by", String(200), nullable=False),
    Column("reason", Sealed),
    Column("figures", Text, nullable=False),  # JSON: cells, small ones kept back already
)
