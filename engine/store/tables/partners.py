"""The register of partners: who a house works with, since when, and where messages reach them."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from engine.store.metadata import metadata

partner = Table(
    "partner",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(100), nullable=False),
    Column("statutory", Boolean, nullable=False),  # a participant by law, in every house it is registered for
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
    Column("house", String(100), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),  # the last day; None while it lasts
    Index("ix_partnership_house", "house"),
)
