"""Keep where a task stands in worklists, so that an index orders all tasks of a house.

Revision: 0017, after 0016
"""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Moment

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_task_house", "task")
    op.add_column("task", sa.Column("listed_at", Moment(), nullable=True))
    op.execute("update task set listed_at = coalesce(due_at, '9999-12-31 00:00:00.000000')")
    with op.batch_alter_table("task") as task:
        task.alter_column("listed_at", nullable=False)
    op.create_index("ix_task_house", "task", ["house", "listed_at", "root_id", "element"])
