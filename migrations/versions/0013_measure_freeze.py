"""Keep years of a measure that were frozen, and since when until when a house takes part.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("house", sa.Column("national", sa.Boolean(), nullable=True))
    op.execute(sa.text("UPDATE house SET national = false"))
    with op.batch_alter_table("house") as table:
        table.alter_column("national", existing_type=sa.Boolean(), nullable=False)
    op.add_column("house", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("house", sa.Column("until", sa.Date(), nullable=True))
    op.create_table(
        "measure_freeze",
        sa.Column("measure_id", sa.String(64), primary_key=True),
        sa.Column("house", sa.String(100), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.String(200), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=False),
    )
