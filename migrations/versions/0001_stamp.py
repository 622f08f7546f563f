"""Stamp the database demo or live, for ever.

Revision: 0001, the first
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    stamp = op.create_table(
        "stamp",
        sa.Column("mode", sa.String(4), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mode", name=op.f("pk_stamp")),
        sa.CheckConstraint("mode in ('demo', 'live')", name=op.f("ck_stamp_mode")),
    )
    attributes = context.config.attributes
    op.bulk_insert(stamp, [{"mode": attributes["mode"].value, "stamped_at": attributes["now"]}])
