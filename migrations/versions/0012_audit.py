"""Keep an audit log that can only grow, and the seals on it.

An entry is never changed. It is deleted only when a seal up to it says that its days were emptied, and a seal
itself only learns that it was filed and emptied. The database refuses anything else by itself.

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Moment, Names

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_EMPTIED = """exists (select 1 from audit_sealed_head sealed join audit_seal seal
    on seal.house = sealed.house and seal.number = sealed.seal
    where sealed.stream = {old}.stream and sealed.sequence >= {old}.sequence
      and seal.emptied_at is not null)"""
_SAME_SEAL = """new.house = old.house and new.number = old.number and new.day = old.day
    and new.sealed_at = old.sealed_at and new.signed = old.signed
    and (new.filed or not old.filed) and (old.emptied_at is null or new.emptied_at = old.emptied_at)"""
_REFUSAL = "the audit log only grows"


def upgrade() -> None:
    op.create_table(
        "audit_stream",
        sa.Column("stream", sa.String(320), nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_audit_stream")),
    )
    op.create_index(op.f("ix_audit_stream_house"), "audit_stream", ["house"])
    op.create_table(
        "audit_entry",
        sa.Column("stream", sa.String(320), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("person", sa.String(200)),
        sa.Column("organisation", sa.String(100)),
        sa.Column("roles", Names(), nullable=False),
        sa.Column("act", sa.String(10), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(100)),
        sa.Column("operation", sa.String(60), nullable=False),
        sa.Column("object_kind", sa.String(30), nullable=False),
        sa.Column("object_id", sa.String(200)),
        sa.Column("case_id", sa.String(36)),
        sa.Column("case_number", sa.String(100)),
        sa.Column("categories", Names(), nullable=False),
        sa.Column("purpose", sa.String(255)),
        sa.Column("named", Names(), nullable=False),
        sa.Column("copy_digest", sa.String(64)),
        sa.Column("trace_id", sa.String(32)),
        sa.Column("caller_span", sa.String(16)),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("stream", "sequence", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_house", "audit_entry", ["house", "at", "stream", "sequence"])
    op.create_table(
        "audit_seal",
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed_at", Moment(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("emptied_at", Moment()),
        sa.PrimaryKeyConstraint("house", "number", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("house", "day", name=op.f("uq_audit_seal_house_day")),
    )
    op.create_table(
        "audit_sealed_head",
        sa.Column("stream", sa.String(320), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("house", sa.String(100), nullable=False),
        sa.Column("seal", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("stream", "sequence", name=op.f("pk_audit_sealed_head")),
    )
    op.create_index("ix_audit_sealed_head_seal", "audit_sealed_head", ["house", "seal"])
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_postgresql() -> None:
    op.execute(
        f"""create function audit_log_only_grows() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' and tg_table_name = 'audit_entry' then
            if {_EMPTIED.format(old="old")} then return old; end if;
          elsif tg_op = 'UPDATE' and tg_table_name = 'audit_seal' then
            if {_SAME_SEAL} then return new; end if;
          end if;
          raise exception '{_REFUSAL}';
        end $$"""
    )
    for table in ("audit_entry", "audit_seal", "audit_sealed_head"):
        op.execute(
            f"create trigger {table}_only_grows before update or delete on {table} "
            "for each row execute function audit_log_only_grows()"
        )
        op.execute(
            f"create trigger {table}_is_kept before truncate on {table} "
            "for each statement execute function audit_log_only_grows()"
        )
    op.execute(
        "create trigger audit_stream_is_kept before delete on audit_stream "
        "for each row execute function audit_log_only_grows()"
    )


def _guard_sqlite() -> None:
    def guard(name: str, event: str, table: str, when: str = "") -> None:
        condition = f" when not ({when})" if when else ""
        op.execute(
            f"create trigger {name} before {event} on {table}{condition} "
            f"begin select raise(abort, '{_REFUSAL}'); end"
        )

    guard("audit_entry_unchanged", "update", "audit_entry")
    guard("audit_entry_kept", "delete", "audit_entry", _EMPTIED.format(old="old"))
    guard("audit_seal_unchanged", "update", "audit_seal", _SAME_SEAL)
    guard("audit_seal_kept", "delete", "audit_seal")
    guard("audit_sealed_head_unchanged", "update", "audit_sealed_head")
    guard("audit_sealed_head_kept", "delete", "audit_sealed_head")
    guard("audit_stream_kept", "delete", "audit_stream")
