"""`ketenmotor demo`: everything that a demo needs, on one terminal, as `make run` starts it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Process

import click

from api.command_line.findings import print_findings
from api.command_line.migrate import bring_up_to_date
from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from api.command_line.serve import announce, check_port, run_server
from api.command_line.worker import run_worker
from api.demo_data import deploy_models, enter_demo_data
from engine.commands.deploy import DeploymentRefused
from engine.settings import ClockKind, Settings

_SECONDS_TO_STOP = 15


@click.command()
@click.option("--prepare-only", is_flag=True, help="Make the databases ready and start nothing.")
def demo(*, prepare_only: bool) -> None:
    """Make demo databases ready, deploy bpmn/ and forms/, and start the API and a worker."""
    settings = settings_or_refuse()
    if not settings.demo:
        raise click.ClickException("A demo needs a database of its own: set KETENMOTOR_DEMO=1.")
    if not prepare_only:
        check_port(settings)
    with refusing():
        bring_up_to_date(settings)
        _prepare(settings)
        if prepare_only:
            return
        announce(settings)
        if settings.clock is ClockKind.VIRTUAL:
            click.echo("Business time stands still until /api/v1/clock moves it.\n")
        click.echo("Ctrl-C stops everything.")
        with _worker(settings):
            run_server(settings)


def _prepare(settings: Settings) -> None:
    with opened_engine(settings) as engine:
        enter_demo_data(engine)
        try:
            files = deploy_models(engine)
        except DeploymentRefused as refused:
            print_findings(refused.findings)
            raise click.ClickException("The models were refused: nothing was deployed.") from None
    click.echo(f"Deployed {files} files." if files else "The models are deployed already.")


def _run_worker(settings: Settings) -> None:
    os.setpgrp()  # Ctrl-C reaches it through this process alone
    run_worker(settings)


@contextmanager
def _worker(settings: Settings) -> Iterator[None]:
    """Let a worker run beside the API, in a process that ends with this one."""
    process = Process(target=_run_worker, args=(settings,), name="worker", daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join(_SECONDS_TO_STOP)
