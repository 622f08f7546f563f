"""`ketenmotor deploy`: deploy files as the service itself, all of them or none."""

from __future__ import annotations

from pathlib import Path

import click

from api.command_line.findings import print_findings, read_resources, summary
from api.command_line.refusal import opened_engine, refusing, settings_or_refuse
from engine.commands.deploy import Deployment, DeploymentRefused
from engine.commands.deploy import deploy as deploy_files


@click.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--house", help="For which house alone they serve; all houses without this.")
def deploy(paths: tuple[Path, ...], house: str | None) -> None:
    """Deploy .bpmn, .dmn, .form, .template.html, .template.txt and manifest files, those in folders included.

    Exit code 1 when something in them would not be executed faithfully: then nothing is deployed.
    """
    settings = settings_or_refuse()
    resources = read_resources(paths)
    with refusing(), opened_engine(settings) as engine:
        try:
            deployment = deploy_files(engine, None, resources, house=house)
        except DeploymentRefused as refused:
            print_findings(sorted(refused.findings, key=lambda found: (found.resource, found.line)))
            click.echo(summary(len(resources), refused.findings))
            click.echo("Nothing was deployed.")
            raise click.exceptions.Exit(1) from None
    print_findings(sorted(deployment.findings, key=lambda found: (found.resource, found.line)))
    click.echo(summary(len(resources), deployment.findings))
    _print_deployed(deployment)


def _print_deployed(deployment: Deployment) -> None:
    for item in deployment.resources:
        said = "unchanged" if item.unchanged else "deployed"
        only = ", as documentation" if item.standing == "documentation" else ""
        click.echo(f"  {said:<9} {item.kind} {item.key}, version {item.version}{only}")
