"""Let every row of an instance name its house, so that a wall can stand before each table.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = (
    "deadline",
    "decision_made",
    "element_instance",
    "operation",
    "sequence_flow",
    "stage",
    "task_candidate",
    "timer",
    "variable_write",
)
_HOUSE_OF_ROOT = (
    "UPDATE {table} SET house = coalesce("
    "(SELECT root_instance.house FROM root_instance WHERE root_instance.root_id = {table}.root_id), '')"
)


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("house", sa.String(100), nullable=True))
        op.execute(_HOUSE_OF_ROOT.format(table=table))
        with op.batch_alter_table(table) as changed:
            changed.alter_column("house", existing_type=sa.String(100), nullable=False)
