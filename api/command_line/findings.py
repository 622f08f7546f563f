"""Files that designers name on the command line, and how findings about them are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import click

from engine.commands.reading import SUFFIXES, Resource
from engine.model.finding import Finding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def read_resources(paths: Iterable[Path]) -> list[Resource]:
    """Read files, and those in folders, each once.

    Raises:
        click.UsageError: there are none.
    """
    files = list(dict.fromkeys(_files(paths)))
    if not files:
        raise click.UsageError(f"There are no files with the endings {', '.join(SUFFIXES)}.")
    return [Resource(str(path), path.read_bytes()) for path in files]


def print_findings(findings: Sequence[Finding], why: Mapping[str, str] | None = None) -> None:
    """Print findings by file.

    Args:
        findings: in order of file.
        why: the reason of each rule, to print it too.
    """
    for resource, group in groupby(findings, key=lambda found: found.resource):
        click.secho(resource, bold=True)
        for found in group:
            _print(found, why or {})


def summary(files: int, findings: Sequence[Finding]) -> str:
    """Say how many files were checked, and what came of it."""
    counts = {severity: sum(1 for found in findings if found.severity is severity) for severity in Severity}
    said = ", ".join(
        f"{count} {severity.value}{'' if count == 1 else 's'}" for severity, count in counts.items() if count
    )
    number = "1 file" if files == 1 else f"{files} files"
    return f"{number} checked: {said or 'nothing to say'}."


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file for file in path.rglob("*") if file.name.lower().endswith(SUFFIXES) and file.is_file()
            )
        else:
            yield path


def _print(found: Finding, why: Mapping[str, str]) -> None:
    severity = click.style(f"{found.severity.value:<7}", fg=_COLOURS[found.severity])
    place = f"line {found.line}" + (f", {found.element_id}" if found.element_id else "")
    click.echo(f"  {severity} {place}: {found.detail}")
    click.echo(f"          {found.remedy} " + click.style(f"[{found.rule}]", dim=True))
    if found.rule in why:
        click.echo(click.style(f"          {why[found.rule]}", dim=True))
