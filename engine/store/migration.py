"""Bring a database up to date by the migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from engine.clock import MachineClock
from engine.settings import Mode
from engine.store.metadata import stamp
from engine.store.stamp import check_stamp
from engine.store.walls import raise_walls

MIGRATIONS = Path(__file__).parents[2] / "migrations"
_NEWEST = "head"
_LOCK = 0x6B657465  # any number, the same in every process that migrates


def migrate(database_url: str, mode: Mode, clock: MachineClock, revision: str = _NEWEST) -> None:
    """Create the database's tables or bring them to a revision; several processes may try at once.

    On PostgreSQL the account owns the tables, and at the newest revision walls between houses are raised.

    Args:
        database_url: SQLAlchemy address; a missing SQLite file is made, with its folder.
        mode: what an empty database is stamped for.
        clock: machine time, for the moment in the stamp.
        revision: Alembic revision to reach.

    Raises:
        WrongModeError: the database is stamped for the other mode; nothing was changed.
        MissingWallsError: the account may not make the roles of the walls; nothing was changed.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if inspect(connection).has_table(stamp.name):
            check_stamp(connection, mode)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes.update(connection=connection, mode=mode, now=clock.now())
        command.upgrade(config, revision)
        if connection.dialect.name == "postgresql" and revision == _NEWEST:
            raise_walls(connection)
