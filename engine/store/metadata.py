"""The one `MetaData` that every table belongs to, and the table that says what the database is for."""

from sqlalchemy import CheckConstraint, Column, DateTime, MetaData, String, Table

# Named constraints, because a migration on SQLite can only change what it can name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

stamp = Table(
    "stamp",
    metadata,
    Column("mode", String(4), primary_key=True),
    Column("stamped_at", DateTime(timezone=True), nullable=False),
    Column("key_store", String(36)),  # its name, once keys of it were used
    CheckConstraint("mode in ('demo', 'live')", name="mode"),
)
