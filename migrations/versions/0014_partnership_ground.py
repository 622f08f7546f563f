"""Say on which ground a partner works with a house, under which regime and with which data.

Revision: 0014, after 0013
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Names

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_BEFORE = sa.text(
    "SELECT p.partner_id, p.house, p.since, p.until, r.statutory FROM partnership p"
    " JOIN partner r ON r.id = p.partner_id ORDER BY p.partner_id, p.house, p.since"
)


def upgrade() -> None:
    before = op.get_bind().execute(_BEFORE).mappings().all()
    op.drop_index("ix_partnership_house", "partnership")
    op.drop_table("partnership")
    table = op.create_table(
        "partnership",
        sa.Column("partner_id", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ground", sa.String(10), nullable=False),
        sa.Column("regime", sa.String(64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("categories", Names(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partnership_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("partner_id", "number", name=op.f("pk_partnership")),
    )
    op.create_index("ix_partnership_house", "partnership", ["house"], unique=False)
    numbers: dict[str, int] = {}
    rows = []
    for row in before:
        number = numbers[row["partner_id"]] = numbers.get(row["partner_id"], 0) + 1
        ground = "statutory" if row["statutory"] else "covenant"
        rows.append(
            {key: row[key] for key in ("partner_id", "house")}
            | {"number": number, "ground": ground}
            | {key: _day(row[key]) for key in ("since", "until")}
        )
    op.bulk_insert(table, rows)
    with op.batch_alter_table("partner") as changed:
        changed.drop_column("statutory")


def _day(value: object) -> object:
    """A date, as SQLite gives it back to a query that knows no types."""
    return date.fromisoformat(value) if isinstance(value, str) else value
