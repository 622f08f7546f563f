"""Keep documents that were made of templates.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Moment, Names, Sealed

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("root_id", sa.String(36), nullable=False),
        sa.Column("element", sa.Integer(), nullable=False),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("element_id", sa.String(255), nullable=False),
        sa.Column("definition_id", sa.String(36), nullable=False),
        sa.Column("template", sa.String(255), nullable=False),
        sa.Column("name", Sealed(), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("categories", Names(), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=True),
        sa.Column("content", Sealed(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_document_root", "document", ["root_id"], unique=False)
