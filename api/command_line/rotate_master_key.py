"""`ketenmotor rotate-master-key`: wrap every key anew with the present master key."""

import click

from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from engine.settings import SettingError
from engine.store.keys import master_key, previous_master_key


@click.command("rotate-master-key")
def rotate_master_key() -> None:
    """Wrap every key with the present master key; until that is done the previous one is needed too."""
    settings = settings_or_refuse()
    with refusing():
        previous = previous_master_key(settings)
        if previous is None:
            raise SettingError(
                "KETENMOTOR_PREVIOUS_MASTER_KEY is not set: give it the key that is to be replaced, "
                "and KETENMOTOR_MASTER_KEY the new one."
            )
        if previous == master_key(settings):
            raise SettingError(
                "KETENMOTOR_MASTER_KEY and KETENMOTOR_PREVIOUS_MASTER_KEY are the same key: "
                "give the first one the new key."
            )
        with opened_engine(settings) as engine:
            count = engine.keys.rotate_master()
    click.echo(f"Wrapped {count} keys with the present master key.")
    click.echo("Once every process runs with it, and this finds no key left, unset the previous one.")
