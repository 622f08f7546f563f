"""Note which root instance a stored first answer is about, and whether its caller saw that.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # An answer from before says neither; it is kept for a day at most, and given to nobody now.
    op.execute("DELETE FROM answered_request")
    op.add_column("answered_request", sa.Column("root_id", sa.String(36), nullable=True))
    op.add_column(
        "answered_request",
        sa.Column("visible", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(op.f("ix_answered_request_root_id"), "answered_request", ["root_id"], unique=False)
