"""Hash the names of messages in the buffer, and know which instances tell of a case and go with it.

A name cannot be hashed without the keys: messages that wait in the buffer now are to be published again.

Revision: 0023, after 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_UNIQUE = "uq_message_house_{}_message_id_index"


def upgrade() -> None:
    op.execute("delete from message")
    op.drop_index("ix_message_buffered", "message")
    with op.batch_alter_table("message") as batch:
        batch.drop_constraint(_UNIQUE.format("name"), type_="unique")
        batch.drop_column("name")
        batch.add_column(sa.Column("name_index", sa.LargeBinary(32), nullable=False))
        batch.create_unique_constraint(
            _UNIQUE.format("name_index"), ["house", "name_index", "message_id_index"]
        )
    op.create_index("ix_message_buffered", "message", ["house", "name_index", "state"])
    op.add_column("root_instance", sa.Column("about", sa.String(36)))
    told = sa.text("about is not null")
    op.create_index(
        "ix_root_instance_about", "root_instance", ["about"], sqlite_where=told, postgresql_where=told
    )
