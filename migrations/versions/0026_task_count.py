"""Let an index alone count the open tasks of a house.

Revision: 0026, after 0025
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_task_state", "task", ["state", "house"])
