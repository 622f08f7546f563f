"""`ketenmotor purge`: take away now what has had its time, as the worker does by itself."""

from __future__ import annotations

from datetime import timedelta

import click

from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from engine.commands.destruction import destroy_due, forget_destroyed
from engine.commands.purge import expire_messages, forget_answers, forget_messages
from engine.commands.seal_audit import empty_due
from engine.commands.services import Services


@click.command()
def purge() -> None:
    """Destroy the instances whose destruction date has come, and forget old messages and answers."""
    settings = settings_or_refuse()
    with refusing(), opened_engine(settings) as engine:
        back = forget_destroyed(engine)
        destroyed = _destroy(engine)
        expired, forgotten = expire_messages(engine), forget_messages(engine)
        answers = forget_answers(engine)
        emptied = empty_due(engine)
        final = engine.machine_clock.now() + timedelta(days=settings.key_backup_days)
    click.echo(f"Destroyed {destroyed} instances with their keys.")
    if destroyed:
        click.echo(f"That is final on {final:%Y-%m-%d}, when no backup of the key store is as old as this.")
    if back:
        click.echo(f"Deleted {back} destroyed cases that an older database brought back.")
    click.echo(f"Expired {expired} messages that nobody took, forgot {forgotten} others.")
    click.echo(f"Forgot {answers} stored answers.")
    click.echo(f"Deleted the entries of {emptied} sealed days of the audit log.")


def _destroy(engine: Services) -> int:
    destroyed = 0
    while done := destroy_due(engine):
        destroyed += done
        click.echo(f"{destroyed} instances destroyed so far.")
    return destroyed
