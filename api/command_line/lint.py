"""`ketenmotor lint`: check files as a deployment would, without a service."""

from __future__ import annotations

from pathlib import Path

import click

from api.command_line.findings import print_findings, read_resources, summary
from engine.commands.lint_files import lint_files
from engine.model.finding import Severity
from engine.model.lint import RULES

_WHY = {rule.id: " ".join(rule.why.split()) for rule in RULES}


@click.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--why", is_flag=True, help="Say with each finding why the rule exists.")
@click.option("--info/--no-info", default=True, help="Show infos too (default), or only errors and warnings.")
def lint(paths: tuple[Path, ...], *, why: bool, info: bool) -> None:
    """Check .bpmn, .dmn, .form, .template.html, .template.txt and manifest files, those in folders included.

    Exit code 1 when an error would refuse them.
    """
    resources = read_resources(paths)
    findings = lint_files(resources)
    shown = [found for found in findings if info or found.severity is not Severity.INFO]
    print_findings(shown, _WHY if why else None)
    click.echo(summary(len(resources), findings))
    if any(found.severity is Severity.ERROR for found in findings):
        raise click.exceptions.Exit(1)
