"""What instances wait for: people, time, messages and signals, and repair."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false

from engine.store.columns import BlindIndex, Moment, Names, Sealed
from engine.store.metadata import metadata

NO_DATE: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""Where tasks without a due date stand in the order of due dates: last."""

task = Table(
    "task",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("element", Integer, primary_key=True),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("name", Text, nullable=False),
    Column("state", String(10), nullable=False),  # open, completed, terminated
    Column("revision", Integer, nullable=False),
    Column("assignee", String(200)),
    Column("candidate_groups", Names, nullable=False),
    Column("candidate_users", Names, nullable=False),
    Column("different_from", Names, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("due_at", Moment),
    Column("listed_at", Moment, nullable=False),  # its due date, or NO_DATE
    Column("follow_up_at", Moment),
    Column("reason", Sealed),
    Column("form_id", String(255)),
    Column("form_definition_id", String(36)),
    Column("stage", String(255)),
    Column("continues", Boolean, nullable=False, server_default=false()),  # while the root is held
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("completed_by", String(200)),
    Index("ix_task_assignee", "assignee", "state"),
    Index("ix_task_house", "house", "listed_at", "root_id", "element"),
    # It counts open tasks; by house first it would be taken for one task where there are no statistics.
    Index("ix_task_state", "state", "house"),
)

task_candidate = Table(
    "task_candidate",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("element", Integer, primary_key=True),
    Column("kind", String(5), primary_key=True),  # group, user
    Column("candidate", String(300), primary_key=True),
    Column("house", String(100), nullable=False),
    Index("ix_task_candidate_candidate", "kind", "candidate"),
)

timer = Table(
    "timer",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("element", Integer, primary_key=True),
    Column("alternative", Integer, primary_key=True),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("reason", Sealed),
    Column("continues", Boolean, nullable=False, server_default=false()),
)

subscription = Table(
    "subscription",
    metadata,
    Column("id", String(36), primary_key=True),  # ids rise with time: the order of opening
    Column("root_id", String(36), nullable=False),
    Column("element", Integer, nullable=False),
    Column("alternative", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("kind", String(7), nullable=False),  # message, signal
    Column("name", String(255), nullable=False),
    Column("key_index", BlindIndex),
    Column("senders", Names),
    Column("form_id", String(255)),
    Column("opened_at", Moment, nullable=False),
    Index("ix_subscription_name", "house", "kind", "name", "key_index"),
    Index("ix_subscription_element", "root_id", "element"),
)

incident = Table(
    "incident",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("root_id", String(36), nullable=False),
    Column("element", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("kind", String(50), nullable=False),
    Column("detail", Text, nullable=False),
    Column("cause", Sealed, nullable=False),
    Column("state", String(8), nullable=False),  # open, resolved
    Column("raised_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_incident_state", "house", "state"),
    Index("ix_incident_element", "root_id", "element"),
)
