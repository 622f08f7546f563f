"""Keep regimes, holds, extensions and limits of cases, and a record of each that was destroyed.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Moment, Sealed

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stamp", sa.Column("key_store", sa.String(36), nullable=True))
    op.add_column("root_instance", sa.Column("regime", sa.String(64), nullable=True))
    op.add_column("root_instance", sa.Column("limit_until", Moment(), nullable=True))
    op.add_column("root_instance", sa.Column("told_at", Moment(), nullable=True))
    op.create_index(op.f("ix_root_instance_limit_until"), "root_instance", ["limit_until"], unique=False)
    op.add_column("key_to_destroy", sa.Column("record", sa.String(36), nullable=True))
    op.create_table(
        "case_regime",
        sa.Column("root_id", sa.String(36), nullable=False),
        sa.Column("regime", sa.String(64), nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("root_id", "regime", name=op.f("pk_case_regime")),
    )
    _decision("case_hold", [], [sa.Column("placed_at", Moment(), nullable=False)])
    number = sa.Column("number", sa.Integer(), autoincrement=False, nullable=False)
    until = sa.Column("until", Moment(), nullable=False)
    _decision("retention_extension", [number], [until, sa.Column("decided_at", Moment(), nullable=False)])
    _decision("destruction_proposal", [], [sa.Column("proposed_at", Moment(), nullable=False)])
    op.create_table(
        "destruction_record",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("process_id", sa.String(255), nullable=False),
        sa.Column("case_type", sa.String(255), nullable=False),
        sa.Column("regime", sa.String(64), nullable=True),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("destroyed_at", Moment(), nullable=False),
        sa.Column("ground", sa.String(10), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=True),
        sa.Column("seconded_by", sa.String(200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_record")),
    )
    op.create_index("ix_destruction_record_house", "destruction_record", ["house", "destroyed_at"])


def _decision(name: str, keys: list[sa.Column[int]], rest: list[sa.Column[object]]) -> None:
    """Create a table of what somebody decided about a case, with its reason."""
    op.create_table(
        name,
        sa.Column("root_id", sa.String(36), nullable=False),
        *keys,
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(100), nullable=False),
        sa.Column("reason", Sealed(), nullable=False),
        *rest,
        sa.PrimaryKeyConstraint("root_id", *(column.name for column in keys), name=op.f(f"pk_{name}")),
    )
