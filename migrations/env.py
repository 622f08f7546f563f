"""Alembic's entrance: `ketenmotor migrate` hands over a connection, `alembic` reads the settings."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine

from engine.clock import SystemMachineClock
from engine.settings import Settings
from engine.store.tables import metadata


def run(connection: Connection) -> None:
    """Run the chosen migrations in one transaction; SQLite changes a table by copying it (batch mode)."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_from_settings() -> None:
    """Serve the developer who types `alembic`."""
    settings = Settings.from_environment(os.environ)
    context.config.attributes.update(mode=settings.mode, now=SystemMachineClock().now())
    with create_engine(settings.database_url).begin() as connection:
        run(connection)


if "connection" in context.config.attributes:
    run(context.config.attributes["connection"])
else:
    run_from_settings()
