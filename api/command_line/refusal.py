"""How a subcommand refuses: one sentence on standard error and exit code 1."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from engine.settings import SettingError, Settings
from engine.store.keys import WrongMasterKeyError
from engine.store.stamp import WrongModeError

# What a person can put right without reading our code; anything else is a fault of ours and shows its trace.
_EXPECTED = (SettingError, WrongModeError, WrongMasterKeyError)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what a person can put right into one sentence and exit code 1."""
    try:
        yield
    except _EXPECTED as refusal:
        raise click.ClickException(str(refusal)) from None


def settings_or_refuse() -> Settings:
    """Read the settings from the environment."""
    with refusing():
        return Settings.from_environment(os.environ)
