"""`ketenmotor audit-export`: the audit log of a house as Logboek Dataverwerkingen, one JSON record a line."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TextIO

import click

from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from engine.commands.export_audit import export_audit
from engine.store.audit.data_processing import Processing, ProcessingLog

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("audit-export")
@click.argument("house")
@click.option("--from", "since", type=_DAY, help="First day, in the zone of the house.")
@click.option("--to", "until", type=_DAY, help="Day before which it ends.")
@click.option(
    "--output", type=click.File("w", encoding="utf-8"), default="-", help="File; else to the screen."
)
def audit_export(house: str, since: datetime | None, until: datetime | None, output: TextIO) -> None:
    """Write every entry of a house as a record of Logboek Dataverwerkingen; that is an entry too."""
    settings = settings_or_refuse()
    with refusing(), opened_engine(settings) as engine:
        log = ProcessingLog(engine.keys, settings.processing_register)
        first, end = (None if day is None else day.date() for day in (since, until))
        written = 0
        for record in export_audit(engine, house, first, end, log):
            output.write(json.dumps(_line(record)) + "\n")
            written += 1
    click.echo(f"Wrote {written} records.", err=True)


def _line(record: Processing) -> dict[str, object]:
    """The record as the standard names its fields."""
    line: dict[str, object] = {
        "trace_id": record.trace_id,
        "span_id": record.span_id,
        "status": record.status,
        "name": record.name,
        "start_time": _moment(record.start_time),
        "end_time": _moment(record.end_time),
        "resource": {"attributes": {"service.name": "ketenmotor"}},
        "attributes": dict(record.attributes),
    }
    if record.parent_span_id is not None:
        line["parent_span_id"] = record.parent_span_id
    return line


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
