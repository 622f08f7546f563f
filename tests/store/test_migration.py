"""Migrations build what the tables declare, and a database keeps the mode it was made for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.pool import NullPool

from engine.clock import VirtualClock
from engine.settings import Mode
from engine.store.metadata import stamp
from engine.store.migration import migrate
from engine.store.stamp import WrongModeError, check_stamp
from engine.store.tables import metadata

CLOCK = VirtualClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


def database(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def test_the_first_migration_stamps_the_database(empty_database_url: str) -> None:
    migrate(empty_database_url, Mode.LIVE, CLOCK)

    with database(empty_database_url).connect() as connection:
        assert connection.execute(select(stamp.c.mode)).scalars().all() == ["live"]
        check_stamp(connection, Mode.LIVE)


def test_migrating_again_changes_nothing(fresh_database_url: str) -> None:
    migrate(fresh_database_url, Mode.DEMO, CLOCK)

    with database(fresh_database_url).connect() as connection:
        assert connection.execute(select(stamp.c.mode)).scalars().all() == ["demo"]


@pytest.mark.parametrize(("made_for", "started_as"), [(Mode.DEMO, Mode.LIVE), (Mode.LIVE, Mode.DEMO)])
def test_a_start_in_the_other_mode_is_refused(tmp_path: Path, made_for: Mode, started_as: Mode) -> None:
    url = f"sqlite:///{tmp_path / 'stamped.sqlite'}"
    migrate(url, made_for, CLOCK)

    with pytest.raises(WrongModeError, match=f"stamped {made_for} for ever.*KETENMOTOR_DEMO"):
        migrate(url, started_as, CLOCK)


def test_a_database_without_a_stamp_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'unstamped.sqlite'}"
    metadata.create_all(database(url))

    with database(url).connect() as connection, pytest.raises(WrongModeError, match="ketenmotor migrate"):
        check_stamp(connection, Mode.DEMO)


def test_the_migrations_build_what_the_tables_declare(fresh_database_url: str) -> None:
    with database(fresh_database_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []
