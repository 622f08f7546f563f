"""Let a participation end at its moment, also where nobody has come round to ending it.

Revision: 0025, after 0024
"""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Moment

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("ends_at", Moment(), nullable=True))
