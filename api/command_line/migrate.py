"""`ketenmotor migrate`: bring the main database and the key store up to date."""

import click

from api.command_line.refusal import refusing, settings_or_refuse
from engine.clock import SystemMachineClock
from engine.ids import IdSource
from engine.settings import Settings
from engine.store import migration
from engine.store.database import Database
from engine.store.keys import KeyStore, master_key


@click.command()
def migrate() -> None:
    """Create the databases or bring them up to date; the first time stamps them demo or live for ever."""
    settings = settings_or_refuse()
    with refusing():
        bring_up_to_date(settings)


def bring_up_to_date(settings: Settings) -> None:
    """Migrate the main database and prepare the key store.

    Raises:
        SettingError: there is no usable master key.
        WrongModeError: the database is stamped for the other mode.
    """
    migration.migrate(settings.database_url, settings.mode, SystemMachineClock())
    keys = Database(settings.keys_url)
    KeyStore(keys.engine, master_key(settings), IdSource(SystemMachineClock())).prepare()
    keys.close()
    click.echo(f"The databases are up to date, for {settings.mode} use.")
