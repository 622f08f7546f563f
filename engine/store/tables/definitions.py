"""What designers deployed, and the houses that it serves.

`house` is empty where a deployment serves all houses.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from engine.store.columns import Moment
from engine.store.metadata import metadata

deployment = Table(
    "deployment",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("house", String(100), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", String(200), nullable=False),
)

resource = Table(
    "resource",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("deployment_id", ForeignKey("deployment.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

definition = Table(
    "definition",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("deployment_id", ForeignKey("deployment.id"), nullable=False),
    Column("resource_id", ForeignKey("resource.id"), nullable=False),
    Column("kind", String(12), nullable=False),  # process, decision, form, manifest
    Column("key", String(255), nullable=False),
    Column("name", Text),
    Column("house", String(100), nullable=False),
    Column("version", Integer, nullable=False),
    Column("version_tag", String(255)),
    Column("latest", Boolean, nullable=False),
    Column("standing", String(13), nullable=False),
    Column("case_type", String(255)),
    Column("purpose", String(255)),  # of processing, for the audit log
    Column("digest", String(64), nullable=False),
    Unique("kind", "key", "house", "version"),
    Index("ix_definition_latest", "kind", "key", "latest"),
)

deployed_definition = Table(
    "deployed_definition",
    metadata,
    Column("deployment_id", ForeignKey("deployment.id"), primary_key=True),
    Column("definition_id", ForeignKey("definition.id"), primary_key=True),
    Column("unchanged", Boolean, nullable=False),
)

start_event = Table(
    "start_event",
    metadata,
    Column("definition_id", ForeignKey("definition.id"), primary_key=True),
    Column("element_id", String(255), primary_key=True),
    Column("alternative", Integer, primary_key=True),
    Column("process_id", String(255), nullable=False),
    Column("house", String(100), nullable=False),
    Column("kind", String(7), nullable=False),  # message, signal
    Column("name", String(255), nullable=False),
    Index("ix_start_event_name", "kind", "name"),
)

start_timer = Table(
    "start_timer",
    metadata,
    Column("definition_id", ForeignKey("definition.id"), primary_key=True),
    Column("element_id", String(255), primary_key=True),
    Column("alternative", Integer, primary_key=True),
    Column("house", String(100), primary_key=True),  # the house in which it starts an instance
    Column("activated_at", Moment, nullable=False),
    Column("passed", Integer, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
)

house = Table(
    "house",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("organisation", String(100)),  # whose people hear what becomes of a message
    Column("contact", Text),  # what other houses hear where a case of theirs is known here too
    Column("region", String(100)),  # whose houses are told together; None: it is a region by itself
    Column("national", Boolean, nullable=False),  # the office of all houses together, itself none of them
    Column("since", Date),  # from when until when it is one of the houses; None without bound
    Column("until", Date),
)

house_calendar = Table(
    "house_calendar",
    metadata,
    Column("house", ForeignKey("house.id"), primary_key=True),
    Column("id", String(100), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("content", Text, nullable=False),
)
