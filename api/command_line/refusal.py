"""How a subcommand refuses: one sentence on standard error and exit code 1."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import SQLAlchemyError

from engine.commands.export_audit import UnknownHouseError
from engine.commands.services import Services, open_services
from engine.settings import SettingError, Settings
from engine.store.database import Database
from engine.store.keys import WrongMasterKeyError
from engine.store.outage import is_outage
from engine.store.stamp import WrongKeyStoreError, WrongModeError
from engine.store.walls import MissingWallsError

# What a person can put right without reading our code; anything else is a fault of ours and shows its trace.
_EXPECTED = (
    SettingError,
    UnknownHouseError,
    WrongModeError,
    WrongMasterKeyError,
    WrongKeyStoreError,
    MissingWallsError,
)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what a person can put right into one sentence and exit code 1."""
    try:
        yield
    except _EXPECTED as refusal:
        raise click.ClickException(str(refusal)) from None
    except SQLAlchemyError as error:
        if not is_outage(error):
            raise
        sentence = "A database does not answer: look at DATABASE_URL and KETENMOTOR_KEYS_URL."
        raise click.ClickException(sentence) from None


def settings_or_refuse() -> Settings:
    """Read the settings from the environment."""
    with refusing():
        return Settings.from_environment(os.environ)


def check_database(settings: Settings) -> None:
    """Check that the main database is up to date and for the mode of the settings.

    Raises:
        WrongModeError: it is not.
        MissingWallsError: it has no walls between houses, or its account cannot stand behind them.
    """
    database = Database(settings.database_url)
    try:
        database.check(settings.mode)
    finally:
        database.close()


@contextmanager
def opened_engine(settings: Settings) -> Iterator[Services]:
    """Open what commands work with, on a database that was checked.

    Raises:
        SettingError: there is no usable master key.
        WrongModeError: the database is not up to date, or for the other mode.
    """
    check_database(settings)
    engine = open_services(settings)
    try:
        yield engine
    finally:
        engine.close()
