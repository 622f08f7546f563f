"""Find the seals that are to be filed, and the oldest one whose entries are kept, without reading all seals.

Revision: 0020, after 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_seal_kept", "audit_seal", ["emptied_at", "sealed_at"])
    op.create_index("ix_audit_seal_filed", "audit_seal", ["filed"])
