"""Create the tables of definitions, instances, waits, jobs, messages, cases and history.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answered_request",
        sa.Column("scope", sa.LargeBinary(32), nullable=False),
        sa.Column("request", sa.LargeBinary(32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_answered_request")),
    )
    op.create_index(op.f("ix_answered_request_expires_at"), "answered_request", ["expires_at"], unique=False)
    op.create_table(
        "business_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("now", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_clock")),
    )
    op.create_table(
        "case_counter",
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("house", "year", name=op.f("pk_case_counter")),
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("alternative", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=255), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    op.create_index(op.f("ix_deadline_root_id"), "deadline", ["root_id"], unique=False)
    op.create_table(
        "decision_made",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("definition_id", sa.String(length=36), nullable=False),
        sa.Column("decision_id", sa.String(length=255), nullable=False),
        sa.Column("matched", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_made")),
    )
    op.create_index(op.f("ix_decision_made_root_id"), "decision_made", ["root_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("key_index", sa.LargeBinary(32), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("thrower_root_id", sa.String(length=36), nullable=True),
        sa.Column("root_id", sa.String(length=36), nullable=True),
        sa.Column("definition_id", sa.String(length=36), nullable=True),
        sa.Column("element_id", sa.String(length=255), nullable=True),
        sa.Column("message_id", sa.String(length=36), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("thrown_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_table(
        "deployment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment")),
    )
    op.create_table(
        "element_instance",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("element_type", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("loop_counter", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=True),
        sa.Column("actor_organisation", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("root_id", "element", name=op.f("pk_element_instance")),
    )
    op.create_table(
        "house",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("cause", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index("ix_incident_element", "incident", ["root_id", "element"], unique=False)
    op.create_index("ix_incident_state", "incident", ["house", "state"], unique=False)
    op.create_table(
        "job",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=255), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("retries", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("variables", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker", sa.String(length=200), nullable=True),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("lost_leases", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("root_id", "element", name=op.f("pk_job")),
    )
    op.create_index("ix_job_type", "job", ["type", "available_at"], unique=False)
    op.create_table(
        "measure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("process_id", sa.String(length=255), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_index("ix_measure_name", "measure", ["name", "house", "measured_at"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("key_index", sa.LargeBinary(32), nullable=True),
        sa.Column("message_id_index", sa.LargeBinary(32), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=True),
        sa.Column("publisher_groups", sa.Text(), nullable=True),
        sa.Column("root_id", sa.String(length=36), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "house", "name", "message_id_index", name=op.f("uq_message_house_name_message_id_index")
        ),
    )
    op.create_index("ix_message_buffered", "message", ["house", "name", "state"], unique=False)
    op.create_index(op.f("ix_message_expires_at"), "message", ["expires_at"], unique=False)
    op.create_table(
        "operation",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=100), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("root_id", "revision", name=op.f("pk_operation")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("partner", sa.String(length=100), nullable=False),
        sa.Column("message_name", sa.String(length=255), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("receipt", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_job", "outbox", ["root_id", "element"], unique=False)
    op.create_index("ix_outbox_state", "outbox", ["state", "house"], unique=False)
    op.create_table(
        "participant",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=True),
        sa.Column("organisation", sa.String(length=100), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("until_case_end", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    op.create_index(
        "ix_participant_organisation", "participant", ["organisation", "role", "left_at"], unique=False
    )
    op.create_index("ix_participant_person", "participant", ["person", "left_at"], unique=False)
    op.create_index("ix_participant_root", "participant", ["root_id", "left_at"], unique=False)
    op.create_table(
        "process_instance",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("parent_instance", sa.Integer(), nullable=True),
        sa.Column("parent_element", sa.Integer(), nullable=True),
        sa.Column("definition_id", sa.String(length=36), nullable=False),
        sa.Column("process_id", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("business_key", sa.LargeBinary(), nullable=True),
        sa.Column("business_key_index", sa.LargeBinary(32), nullable=True),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_event", sa.String(length=255), nullable=True),
        sa.Column("initiator", sa.String(length=200), nullable=True),
        sa.Column("initiator_organisation", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("root_id", "instance", name=op.f("pk_process_instance")),
    )
    op.create_index("ix_process_instance_definition", "process_instance", ["definition_id"], unique=False)
    op.create_index(
        "ix_process_instance_key", "process_instance", ["house", "business_key_index"], unique=False
    )
    op.create_index(
        "ix_process_instance_process", "process_instance", ["house", "process_id", "started_at"], unique=False
    )
    op.create_table(
        "root_instance",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("process_id", sa.String(length=255), nullable=False),
        sa.Column("definition_id", sa.String(length=36), nullable=False),
        sa.Column("case_type", sa.String(length=255), nullable=True),
        sa.Column("case_number", sa.String(length=100), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retain_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unique_key", sa.LargeBinary(32), nullable=True),
        sa.Column("start_key", sa.LargeBinary(32), nullable=True),
        sa.Column("open_rows", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("root_id", name=op.f("pk_root_instance")),
        sa.UniqueConstraint("house", "case_number", name=op.f("uq_root_instance_house_case_number")),
        sa.UniqueConstraint(
            "house", "process_id", "unique_key", name=op.f("uq_root_instance_house_process_id_unique_key")
        ),
    )
    op.create_index(op.f("ix_root_instance_retain_until"), "root_instance", ["retain_until"], unique=False)
    op.create_index(
        "ix_root_instance_start", "root_instance", ["house", "process_id", "start_key"], unique=False
    )
    op.create_table(
        "sequence_flow",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("flow_id", sa.String(length=255), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("root_id", "instance", "flow_id", name=op.f("pk_sequence_flow")),
    )
    op.create_table(
        "stage",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=255), nullable=False),
        sa.Column("outcome", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("root_id", "element", name=op.f("pk_stage")),
    )
    op.create_table(
        "subscription",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("alternative", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("key_index", sa.LargeBinary(32), nullable=True),
        sa.Column("senders", sa.Text(), nullable=True),
        sa.Column("form_id", sa.String(length=255), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
    )
    op.create_index("ix_subscription_element", "subscription", ["root_id", "element"], unique=False)
    op.create_index(
        "ix_subscription_name", "subscription", ["house", "kind", "name", "key_index"], unique=False
    )
    op.create_table(
        "task",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("assignee", sa.String(length=200), nullable=True),
        sa.Column("candidate_groups", sa.Text(), nullable=False),
        sa.Column("candidate_users", sa.Text(), nullable=False),
        sa.Column("different_from", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("follow_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("form_id", sa.String(length=255), nullable=True),
        sa.Column("form_definition_id", sa.String(length=36), nullable=True),
        sa.Column("stage", sa.String(length=255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("root_id", "element", name=op.f("pk_task")),
    )
    op.create_index("ix_task_assignee", "task", ["assignee", "state"], unique=False)
    op.create_index("ix_task_house", "task", ["house", "state", "due_at"], unique=False)
    op.create_table(
        "task_candidate",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("candidate", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("root_id", "element", "kind", "candidate", name=op.f("pk_task_candidate")),
    )
    op.create_index("ix_task_candidate_candidate", "task_candidate", ["kind", "candidate"], unique=False)
    op.create_table(
        "timer",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("alternative", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("root_id", "element", "alternative", name=op.f("pk_timer")),
    )
    op.create_index(op.f("ix_timer_due_at"), "timer", ["due_at"], unique=False)
    op.create_table(
        "variable_write",
        sa.Column("root_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("root_id", "revision", "instance", "scope", name=op.f("pk_variable_write")),
    )
    op.create_table(
        "house_calendar",
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["house"], ["house.id"], name=op.f("fk_house_calendar_house_house")),
        sa.PrimaryKeyConstraint("house", "id", name=op.f("pk_house_calendar")),
    )
    op.create_table(
        "resource",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("deployment_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name=op.f("fk_resource_deployment_id_deployment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
    )
    op.create_index(op.f("ix_resource_deployment_id"), "resource", ["deployment_id"], unique=False)
    op.create_table(
        "definition",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("deployment_id", sa.String(length=36), nullable=False),
        sa.Column("resource_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("version_tag", sa.String(length=255), nullable=True),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.String(length=13), nullable=False),
        sa.Column("case_type", sa.String(length=255), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name=op.f("fk_definition_deployment_id_deployment")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_definition_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition")),
        sa.UniqueConstraint(
            "kind", "key", "house", "version", name=op.f("uq_definition_kind_key_house_version")
        ),
    )
    op.create_index("ix_definition_latest", "definition", ["kind", "key", "latest"], unique=False)
    op.create_table(
        "deployed_definition",
        sa.Column("deployment_id", sa.String(length=36), nullable=False),
        sa.Column("definition_id", sa.String(length=36), nullable=False),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["definition.id"], name=op.f("fk_deployed_definition_definition_id_definition")
        ),
        sa.ForeignKeyConstraint(
            ["deployment_id"], ["deployment.id"], name=op.f("fk_deployed_definition_deployment_id_deployment")
        ),
        sa.PrimaryKeyConstraint("deployment_id", "definition_id", name=op.f("pk_deployed_definition")),
    )
    op.create_table(
        "start_event",
        sa.Column("definition_id", sa.String(length=36), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("alternative", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.String(length=255), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["definition.id"], name=op.f("fk_start_event_definition_id_definition")
        ),
        sa.PrimaryKeyConstraint("definition_id", "element_id", "alternative", name=op.f("pk_start_event")),
    )
    op.create_index("ix_start_event_name", "start_event", ["kind", "name"], unique=False)
    op.create_table(
        "start_timer",
        sa.Column("definition_id", sa.String(length=36), nullable=False),
        sa.Column("element_id", sa.String(length=255), nullable=False),
        sa.Column("alternative", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(length=100), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["definition.id"], name=op.f("fk_start_timer_definition_id_definition")
        ),
        sa.PrimaryKeyConstraint(
            "definition_id", "element_id", "alternative", "house", name=op.f("pk_start_timer")
        ),
    )
    op.create_index(op.f("ix_start_timer_due_at"), "start_timer", ["due_at"], unique=False)
