"""Messages that wait for a receiver, and deliveries on their way to one."""

from sqlalchemy import Column, Index, Integer, String, Table
from sqlalchemy import UniqueConstraint as Unique

from engine.store.columns import BlindIndex, Moment, Names, Sealed
from engine.store.metadata import metadata

message = Table(
    "message",
    metadata,
    Column("id", String(36), primary_key=True),  # ids rise with time: the order of publishing
    Column("house", String(100), nullable=False),
    Column("name_index", BlindIndex, nullable=False),  # publishers choose names, of people too
    Column("key_index", BlindIndex),
    Column("message_id_index", BlindIndex),  # the publisher's own id, to take it once only
    Column("payload", Sealed),  # JSON: {name, variables}; gone once somebody has it
    Column("state", String(10), nullable=False),  # buffered, correlated, started, expired
    Column("publisher", String(200)),
    Column("publisher_groups", Names),  # who they are to a receiver that names its senders
    Column("root_id", String(36)),
    Column("published_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Unique("house", "name_index", "message_id_index"),
    Index("ix_message_buffered", "house", "name_index", "state"),
)

# A message or signal between instances: written by the throwing step, deleted by the receiving one.
delivery = Table(
    "delivery",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(12), nullable=False),  # message, notice, signal, signal-start, buffered, terms
    Column("house", String(100), nullable=False),
    Column("name", String(255), nullable=False),
    Column("key_index", BlindIndex),
    Column("payload", Sealed, nullable=False),
    Column("thrower_root_id", String(36)),  # of a notice: the case that it is about
    Column("root_id", String(36)),  # the one receiver of a signal, or of a message who is held
    Column("definition_id", String(36)),  # of a signal start
    Column("element_id", String(255)),
    Column("message_id", String(36)),  # of a buffered message whose start may go on now
    Column("attempts", Integer, nullable=False),
    Column("thrown_at", Moment, nullable=False),
)
