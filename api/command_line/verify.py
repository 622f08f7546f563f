"""`ketenmotor verify`: do the stored data hang together, and is the audit log the one that was written."""

from __future__ import annotations

import click

from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from engine.queries.audit_integrity import Sealing
from engine.queries.integrity import verify
from engine.queries.source import Source

_REFUSED = 1


@click.command("verify")
@click.pass_context
def verify_store(context: click.Context) -> None:
    """Check the store, and the audit log against its chains and seals; exit 1 with all that is wrong."""
    settings = settings_or_refuse()
    with refusing(), opened_engine(settings) as engine:
        source = Source(engine.database, engine.keys, engine.declared, engine.business_clock)
        sealing = Sealing(engine.signing.published(), engine.audit.files, engine.audit.term)
        found = verify(source, sealing, lambda part: click.echo(f"Checking {part} ...", err=True))
    for fault in found.faults:
        click.echo(str(fault))
    click.echo(
        f"Checked {found.instances} instances, {found.entries} entries of the audit log and {found.seals} "
        f"seals; {found.unsealed} streams have entries that wait for the next seal."
    )
    if found.faults:
        click.echo(f"Found {len(found.faults)} faults: see docs/how-to/audit.md.", err=True)
        context.exit(_REFUSED)
    click.echo("All is as it was written.")
