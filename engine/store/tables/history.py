"""What happened: rows that are added and hardly ever changed, and that no step reads."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from engine.store.columns import BlindIndex, Moment, Sealed
from engine.store.metadata import metadata

element_instance = Table(
    "element_instance",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("element", Integer, primary_key=True),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("scope", Integer, nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("element_type", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("loop_counter", Integer),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("actor", String(200)),
    Column("actor_organisation", String(100)),
)

sequence_flow = Table(
    "sequence_flow",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("instance", Integer, primary_key=True),
    Column("flow_id", String(255), primary_key=True),
    Column("house", String(100), nullable=False),
    Column("taken", Integer, nullable=False),
)

# One row per scope and command; the names are sealed with the values, for people choose names too.
variable_write = Table(
    "variable_write",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("instance", Integer, primary_key=True),
    Column("scope", Integer, primary_key=True),
    Column("house", String(100), nullable=False),
    Column("values", Sealed, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("actor", String(200)),
)

decision_made = Table(
    "decision_made",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("root_id", String(36), nullable=False, index=True),
    Column("element", Integer, nullable=False),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("definition_id", String(36), nullable=False),
    Column("decision_id", String(255), nullable=False),
    Column("matched", Text, nullable=False),  # JSON: [{decisionId, ruleId, index}]
)

# Measures outlive the case: `subject` groups what belongs together, hashed with a key that is destroyed with
# the case. There is a date and no time, and an id without one: nothing leads back to the case.
measure = Table(
    "measure",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("subject", BlindIndex, nullable=False),
    Column("house", String(100), nullable=False),
    Column("process_id", String(255), nullable=False),
    Column("element_id", String(255), nullable=False),
    Column("name", String(255), nullable=False),
    Column("value", Text, nullable=False),  # JSON: a number, a boolean or a code
    Column("measured_on", Date, nullable=False),
    Index("ix_measure_name", "name", "house", "measured_on"),
)

# What operators did to an instance, with their reason and the difference that it made.
operation = Table(
    "operation",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("house", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("person", String(200), nullable=False),
    Column("organisation", String(100)),
    Column("at", Moment, nullable=False),
    Column("detail", Sealed),
)

stage = Table(
    "stage",
    metadata,
    Column("root_id", String(36), primary_key=True),
    Column("element", Integer, primary_key=True),
    Column("instance", Integer, nullable=False),
    Column("house", String(100), nullable=False),
    Column("stage", String(255), nullable=False),
    Column("outcome", Boolean, nullable=False),  # an end event was reached: nothing to leave
    Column("entered_at", Moment, nullable=False),
    Column("left_at", Moment),
)
