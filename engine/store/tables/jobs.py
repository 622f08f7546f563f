"""Work for workers, and what leaves the house through them.

`available_at` is business time (back-off), `locked_until` machine time (lease); `fence` rises with every
lease.
"""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false

from engine.store.columns import Moment, Sealed
from engine.store.metadata import metadata

job = Table(
    "job",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("element", Integer, primary_key=True),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("type", String(255), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("retries", Integer, nullable=False),
    Column("headers", Text, nullable=False),  # JSON: static text of the model
    Column("variables", Sealed, nullable=False),
    Column("continues", Boolean, nullable=False, server_default=false()),  # while the root is held
    Column("created_at", Moment, nullable=False),
    Column("available_at", Moment, nullable=False),
    Column("worker", String(200)),
    Column("locked_until", Moment),
    Column("fence", Integer, nullable=False),
    Column("failures", Integer, nullable=False),  # since it was created: the back-off grows with them
    Column("lost_leases", Integer, nullable=False),  # leases that ran out without an answer
    Index("ix_job_type", "type", "available_at"),
)

# One row per message to a partner, written with the job that sends it; the lease is the job's.
outbox = Table(
    "outbox",
    metadata,
    Column("id", String(36), primary_key=True),  # the message id on the wire, the same on every try
    Column("root_id", String(36), nullable=False),
    Column("element", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("partner", String(100), nullable=False),
    Column("message_name", String(255), nullable=False),
    Column("body", Sealed, nullable=False),  # JSON: {reference, payload}
    Column("state", String(9), nullable=False),  # pending, delivered, rejected, failed, withdrawn
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("next_attempt_at", Moment),
    Column("ended_at", Moment),
    Column("last_status", Integer),
    Column("receipt", Sealed),
    Index("ix_outbox_job", "root_id", "element"),
    Index("ix_outbox_state", "state", "house"),
)
