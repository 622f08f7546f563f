"""Guard the audit log against what its triggers let through.

SQLite replaces a row without asking the triggers on its deletion; a temporary table of the same name could
stand before the table of seals of PostgreSQL; and a head could be moved back.

Revision: 0024, after 0023
"""

from alembic import op
from sqlalchemy import text

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_REFUSAL = "the audit log only grows"
_MOVES_ON = "new.stream = old.stream and new.house = old.house and new.sequence = old.sequence + 1"
_SAME = "stream = new.stream and sequence = new.sequence"
_ONCE = {
    "audit_entry": _SAME,
    "audit_seal": "house = new.house and number = new.number",
    "audit_sealed_head": _SAME,
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_postgresql() -> None:
    schema = op.get_bind().scalar(text("select current_schema()"))
    op.execute(f'alter function audit_log_only_grows() set search_path = "{schema}", pg_temp')
    op.execute(
        "create trigger audit_stream_moves_on before update on audit_stream for each row "
        f"when (not ({_MOVES_ON})) execute function audit_log_only_grows()"
    )
    op.execute(
        "create trigger audit_stream_is_not_emptied before truncate on audit_stream "
        "for each statement execute function audit_log_only_grows()"
    )


def _guard_sqlite() -> None:
    op.execute(
        f"create trigger audit_stream_moves_on before update on audit_stream when not ({_MOVES_ON}) "
        f"begin select raise(abort, '{_REFUSAL}'); end"
    )
    for table, same in _ONCE.items():
        there = f"exists (select 1 from {table} where {same})"  # noqa: S608 - names of this file
        _refuse_insert(table, there)
    # A stream that is there is moved on by an insert of its first entry, which then becomes an update.
    _refuse_insert("audit_stream", "new.sequence <> 1")


def _refuse_insert(table: str, when: str) -> None:
    op.execute(
        f"create trigger {table}_not_replaced before insert on {table} when {when} "
        f"begin select raise(abort, '{_REFUSAL}'); end"
    )
