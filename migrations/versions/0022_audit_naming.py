"""Find the lists that named a case without looking through all else that was done in its house.

Revision: 0022, after 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    some = sa.text("named <> '[]'")
    op.create_index(
        "ix_audit_entry_naming",
        "audit_entry",
        ["house", "at", "stream", "sequence"],
        sqlite_where=some,
        postgresql_where=some,
    )
