"""The audit log: a chain of entries for each stream, its head, and the seals that each house puts on them.

No column is named `root_id`: destroying a case leaves its entries, which hold no personal data of anybody
but of those who acted.
"""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, String, Table, Text, literal_column
from sqlalchemy import UniqueConstraint as Unique

from engine.store.columns import Moment, Names
from engine.store.metadata import metadata

DIGEST_BYTES = 32
NAMES_SOME = literal_column("named") != literal_column("'[]'")
"""Of an entry that named instances; in literal words, or the index of these entries would not be used."""
_STREAM = 320

audit_stream = Table(
    "audit_stream",
    metadata,
    Column("stream", String(_STREAM), primary_key=True),
    Column("house", String(100), nullable=False, index=True),
    Column("sequence", Integer, nullable=False),  # of its last entry
    Column("digest", LargeBinary(DIGEST_BYTES), nullable=False),  # of its last entry
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("stream", String(_STREAM), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("house", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person", String(200)),  # None: the service itself
    Column("organisation", String(100)),
    Column("roles", Names, nullable=False),
    Column("act", String(10), nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("reason", String(100)),
    Column("operation", String(60), nullable=False),
    Column("object_kind", String(30), nullable=False),
    Column("object_id", String(200)),
    Column("case_id", String(36)),
    Column("case_number", String(100)),
    Column("categories", Names, nullable=False),
    Column("purpose", String(255)),
    Column("named", Names, nullable=False),  # root instances that a list named
    Column("copy_digest", String(64)),  # SHA-256 of what was sent or exported
    Column("trace_id", String(32)),
    Column("caller_span", String(16)),
    Column("digest", LargeBinary(DIGEST_BYTES), nullable=False),
    Index("ix_audit_entry_house", "house", "at", "stream", "sequence"),
    # What concerns one case is in its stream, and in the lists of its house: not among all else of the house.
    Index(
        "ix_audit_entry_naming",
        "house",
        "at",
        "stream",
        "sequence",
        sqlite_where=NAMES_SOME,
        postgresql_where=NAMES_SOME,
    ),
)

audit_seal = Table(
    "audit_seal",
    metadata,
    Column("house", String(100), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),  # the day that it closes
    Column("sealed_at", Moment, nullable=False),
    Column("signed", Text, nullable=False),  # JWS, compact
    Column("filed", Boolean, nullable=False),  # its copy outside the database is written
    Column("emptied_at", Moment),  # when the entries up to it were deleted
    Unique("house", "day"),
    # Each night asks for what is to be filed, and for the oldest one whose entries are kept.
    Index("ix_audit_seal_kept", "emptied_at", "sealed_at"),
    Index("ix_audit_seal_filed", "filed"),
)

# The heads that a seal found changed since the one before it.
audit_sealed_head = Table(
    "audit_sealed_head",
    metadata,
    Column("stream", String(_STREAM), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("house", String(100), nullable=False),
    Column("seal", Integer, nullable=False),
    Column("digest", LargeBinary(DIGEST_BYTES), nullable=False),
    Index("ix_audit_sealed_head_seal", "house", "seal"),
)
