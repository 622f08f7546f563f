"""Take down the walls between houses, which are raised anew with a cheaper check of rows that are written.

Revision: 0021, after 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    standing = connection.exec_driver_sql(
        "select quote_ident(c.relname) from pg_class c join pg_policy p on p.polrelid = c.oid"
        " where p.polname = 'house_wall' and c.relnamespace = current_schema()::regnamespace"
    )
    for table in standing.scalars().all():
        op.execute(f"drop policy house_wall on {table}")
