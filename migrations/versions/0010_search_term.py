"""Keep terms that cases are found by, and whom other houses ask about one.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_term",
        sa.Column("root_id", sa.String(36), nullable=False),
        sa.Column("path", sa.String(255), nullable=False),
        sa.Column("term", sa.LargeBinary(32), nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("root_id", "path", "term", name=op.f("pk_search_term")),
    )
    op.create_index("ix_search_term_term", "search_term", ["term"], unique=False)
    op.add_column("house", sa.Column("contact", sa.Text(), nullable=True))
