"""Create the register of partners.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(100), nullable=False),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("proposed_address", sa.Text(), nullable=True),
        sa.Column("proposed_by", sa.String(200), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_table(
        "partnership",
        sa.Column("partner_id", sa.String(100), nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partnership_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", "house", "since", name=op.f("pk_partnership")),
    )
    op.create_index(op.f("ix_partnership_house"), "partnership", ["house"], unique=False)
