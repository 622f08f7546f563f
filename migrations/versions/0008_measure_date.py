"""Let measures keep a date instead of a moment: a moment would lead back to the case.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_measure_name", "measure")
    op.add_column("measure", sa.Column("measured_on", sa.Date(), nullable=True))
    op.execute("UPDATE measure SET measured_on = date(measured_at)")
    with op.batch_alter_table("measure") as table:
        table.alter_column("measured_on", existing_type=sa.Date(), nullable=False)
        table.drop_column("measured_at")
    op.create_index("ix_measure_name", "measure", ["name", "house", "measured_on"])
