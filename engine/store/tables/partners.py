"""The register of partners: who a house works with, since when, and where messages reach them."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from engine.store.columns import Names
from engine.store.metadata import metadata

partner = Table(
    "partner",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(100), nullable=False),
    Column("address", Text),
    # An address changes when a second administrator asks for the same one.
    Column("proposed_address", Text),
    Column("proposed_by", String(200)),
    Column("revision", Integer, nullable=False),
)

partnership = Table(
    "partnership",
    metadata,
    Column("partner_id", ForeignKey("partner.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("house", String(100), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),  # the last day; None while it lasts
    Column("ground", String(10), nullable=False),  # covenant, statutory, occasional
    Column("regime", String(64)),  # the only one under which it holds; None: every one
    Column("reason", Text),  # why an occasional participant is one; nothing about any case
    Column("categories", Names),  # of data that it may be given; None: no limit of its own
    Index("ix_partnership_house", "house"),
)
