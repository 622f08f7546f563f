"""Let a house name the organisation that it is.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("house", sa.Column("organisation", sa.String(100), nullable=True))
