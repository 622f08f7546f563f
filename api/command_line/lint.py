"""`ketenmotor lint`: check files as a deployment would, without a service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from engine.commands.lint_files import lint_files
from engine.commands.reading import Resource
from engine.model.finding import Finding, Severity
from engine.model.lint import RULES

_ENDINGS = (".bpmn", ".dmn", ".form", ".json")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_WHY = {rule.id: " ".join(rule.why.split()) for rule in RULES}


@click.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--why", is_flag=True, help="Say with each finding why the rule exists.")
@click.option("--info/--no-info", default=True, help="Show infos too (default), or only errors and warnings.")
def lint(paths: tuple[Path, ...], *, why: bool, info: bool) -> None:
    """Check .bpmn, .dmn, .form and manifest files, those in folders included.

    Exit code 1 when an error would refuse them.
    """
    files = tuple(dict.fromkeys(_files(paths)))
    if not files:
        raise click.UsageError(f"There are no files with the endings {', '.join(_ENDINGS)}.")
    findings = lint_files([Resource(str(path), path.read_bytes()) for path in files])
    shown = [found for found in findings if info or found.severity is not Severity.INFO]
    for resource, group in groupby(shown, key=lambda found: found.resource):
        click.secho(resource, bold=True)
        for found in group:
            _print(found, why=why)
    _summary(files, findings)
    if any(found.severity is Severity.ERROR for found in findings):
        raise click.exceptions.Exit(1)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file for file in path.rglob("*") if file.suffix.lower() in _ENDINGS and file.is_file()
            )
        else:
            yield path


def _print(found: Finding, *, why: bool) -> None:
    severity = click.style(f"{found.severity.value:<7}", fg=_COLOURS[found.severity])
    place = f"line {found.line}" + (f", {found.element_id}" if found.element_id else "")
    click.echo(f"  {severity} {place}: {found.detail}")
    click.echo(f"          {found.remedy} " + click.style(f"[{found.rule}]", dim=True))
    if why and found.rule in _WHY:
        click.echo(click.style(f"          {_WHY[found.rule]}", dim=True))


def _summary(files: Sequence[Path], findings: Sequence[Finding]) -> None:
    counts = {severity: sum(1 for found in findings if found.severity is severity) for severity in Severity}
    said = ", ".join(
        f"{count} {severity.value}{'' if count == 1 else 's'}" for severity, count in counts.items() if count
    )
    number = "1 file" if len(files) == 1 else f"{len(files)} files"
    click.echo(f"{number} checked: {said or 'nothing to say'}.")
