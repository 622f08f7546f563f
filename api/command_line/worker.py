"""`ketenmotor worker`: timers, built-in jobs, deliveries and retention, until it is told to stop."""

from __future__ import annotations

import os
import signal
import socket

import click

from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from api.log_lines import configure_logging
from engine.destination import Guard
from engine.settings import Settings
from engine.work.connectors.registry import built_in_connectors
from engine.work.worker import worker_of


@click.command()
def worker() -> None:
    """Do the work that no request waits for, until it is told to stop."""
    settings = settings_or_refuse()
    click.echo("The worker works until it is told to stop.")
    with refusing():
        run_worker(settings)


def run_worker(settings: Settings) -> None:
    """Work in this process until SIGTERM or SIGINT; what is under way is finished first.

    Raises:
        SettingError: there is no usable master key.
        WrongModeError: the database is not up to date, or for the other mode.
    """
    configure_logging(settings.log_level)
    with opened_engine(settings) as engine:
        guard = Guard(settings.partner_hosts, loopback=settings.demo)
        connectors = built_in_connectors(guard, engine.machine_clock)
        name = f"{socket.gethostname()}-{os.getpid()}"
        working = worker_of(engine, connectors, name, settings.worker_threads)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: working.stop())
        working.start()
        working.wait()
