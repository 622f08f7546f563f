"""Keep with a definition for which purpose its process handles data, so that a refusal can tell it.

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("definition", sa.Column("purpose", sa.String(255), nullable=True))
