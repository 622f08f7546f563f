"""Documents that were made for a case, or for another root instance."""

from sqlalchemy import Column, Index, Integer, String, Table

from engine.store.columns import Moment, Names, Sealed
from engine.store.metadata import metadata

document = Table(
    "document",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("root_id", String(36), nullable=False),
    Column("element", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("definition_id", String(36), nullable=False),
    Column("template", String(255), nullable=False),
    Column("name", Sealed, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("categories", Names, nullable=False),
    Column("organisation", String(200)),  # the one that it is for
    Column("content", Sealed, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("ix_document_root", "root_id"),
)
