"""`ketenmotor serve`: the REST API on granian, in as many processes as the settings say."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from api.demo_people import demo_people
from api.demo_tokens import KEY_VARIABLE, demo_key
from engine.commands.destruction import forget_destroyed
from engine.settings import Settings, is_loopback

_SECONDS_TO_STOP = 10


@click.command()
def serve() -> None:
    """Serve the REST API until it is told to stop."""
    settings = settings_or_refuse()
    with refusing(), opened_engine(settings) as engine:
        forget_destroyed(engine)
    check_port(settings)
    announce(settings)
    run_server(settings)


def run_server(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT, in processes of its own."""
    with _shared_between_processes(settings):
        Server(
            "api.wsgi:served_application",
            factory=True,
            interface=Interfaces.WSGI,
            address=settings.host,
            port=settings.port,
            workers=settings.api_processes,
            respawn_failed_workers=True,  # else the loss of one process would end the others too
            blocking_threads=settings.api_threads,
            workers_kill_timeout=_SECONDS_TO_STOP,
            log_level=LogLevels.error,
            websockets=False,
        ).serve()


def check_port(settings: Settings) -> None:
    """Refuse a port that somebody else listens on, before anything is started.

    Raises:
        click.ClickException: it is taken, or the address is not one of this machine.
    """
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, settings.port))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise click.ClickException(
                f"Port {settings.port} of {settings.host} cannot be had ({reason}): set PORT or HOST."
            ) from None


def announce(settings: Settings) -> None:
    """Print where the service answers, and in demo mode for whom and how to get a token."""
    host = "127.0.0.1" if is_loopback(settings.host) else settings.host
    address = f"http://{host}:{settings.port}"
    click.echo(f"Ketenmotor answers on {address}/api/v1")
    if not settings.demo:
        return
    click.echo("\nDemo people (fictitious):")
    for person in demo_people().values():
        click.echo(f"  {person.id:<10} {person.person.name:<24} {person.about}")
    secret = ', "secret": "<KETENMOTOR_DEMO_SECRET>"' if settings.demo_secret else ""
    click.echo("\nGet a token, and use it:")
    click.echo(
        f"  TOKEN=$(curl -s {address}/demo/tokens -H 'Content-Type: application/json' \\\n"
        f'    -d \'{{"person": "bram"{secret}}}\' | sed \'s/.*"accessToken": *"\\([^"]*\\)".*/\\1/\')\n'
        f'  curl -s {address}/api/v1/tasks -H "Authorization: Bearer $TOKEN"\n'
    )


@contextmanager
def _shared_between_processes(settings: Settings) -> Iterator[None]:
    """Hand the API processes what they share: the key of demo tokens and a folder for metrics.

    prometheus-client reads the folder when it is imported, so this process, which they are copies of,
    must not import it.
    """
    if settings.demo:
        os.environ[KEY_VARIABLE] = demo_key(settings.demo_secret).hex()
    if settings.api_processes == 1:
        yield
        return
    folder = tempfile.mkdtemp(prefix="ketenmotor-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
