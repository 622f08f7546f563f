"""Say in which region a house is, so that figures of the houses of a region can be told together.

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("house", sa.Column("region", sa.String(100), nullable=True))
