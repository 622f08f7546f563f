"""Keep on which grounds an instance is held, and what goes on then.

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("root_instance", sa.Column("held", sa.Text(), nullable=True))
    for table in ("task", "timer", "job"):
        op.add_column(table, sa.Column("continues", sa.Boolean(), nullable=False, server_default=sa.false()))
