"""`ketenmotor house ID NAME`: enter a house that the service works for."""

import re
from datetime import datetime

import click

from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from engine.commands.houses import register_house

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 100


def _id(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if len(value) > _LONGEST_ID or not _ID.fullmatch(value):
        raise click.BadParameter("use lower-case letters, digits and single hyphens, as tokens name it.")
    return value


def _region(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return None if value is None else _id(context, parameter, value)


@click.command()
@click.argument("house_id", metavar="ID", callback=_id)
@click.argument("name")
@click.option(
    "--organisation",
    required=True,
    callback=_id,
    help="Id of the organisation that runs the house, in tokens.",
)
@click.option("--contact", help="Whom people of other houses may ask: a desk with its telephone or address.")
@click.option(
    "--region", callback=_region, help="Region of the house: figures of its houses are told together."
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="First day among the houses; without it: always."
)
@click.option("--national", is_flag=True, help="It is the office of all houses together, and none of them.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day among the houses.")
def house(
    house_id: str,
    name: str,
    organisation: str,
    contact: str | None,
    region: str | None,
    national: bool,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Enter a house, or enter it anew with another name, organisation or contact."""
    settings = settings_or_refuse()
    with refusing(), opened_engine(settings) as engine:
        register_house(
            engine,
            house_id,
            name,
            organisation,
            contact,
            region=region,
            national=national,
            since=None if since is None else since.date(),
            until=None if until is None else until.date(),
        )
    click.echo(f"House {house_id} is entered.")
