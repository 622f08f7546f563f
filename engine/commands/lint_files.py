"""Check files as a deployment would, without a database: what is not among them is not looked for."""

from __future__ import annotations

from collections.abc import Sequence

from engine.commands.definitions import Kind
from engine.commands.reading import ReadFiles, Resource, read_files
from engine.model.case_data import Definitions, case_data
from engine.model.finding import Finding
from engine.model.lint import Surroundings, check


def lint_files(resources: Sequence[Resource]) -> tuple[Finding, ...]:
    """Return everything that the checks have to say about these files, by file and line.

    A kind of file that is not there at all (no forms, say) is taken to be deployed already.
    """
    read = read_files(resources)
    findings = [*read.findings, *check(read.files, _surroundings(read)), *_data_of_cases(read)]
    return tuple(sorted(dict.fromkeys(findings), key=lambda found: (found.resource, found.line)))


def _surroundings(read: ReadFiles) -> Surroundings:
    return Surroundings(
        processes=read.keys(Kind.PROCESS) if len(read.files) > 1 else None,
        decisions=read.keys(Kind.DECISION) or None,
        forms=read.keys(Kind.FORM) or None,
        manifest=read.manifest,
    )


def _data_of_cases(read: ReadFiles) -> list[Finding]:
    processes = {process.id: process for file in read.files for process in file.processes}
    definitions = Definitions(
        processes=processes,
        resources={process.id: file.resource for file in read.files for process in file.processes},
        forms={form.id: form for form in read.forms},
    )
    return [
        found
        for process in processes.values()
        if process.executable and process.properties.case_type is not None
        for found in case_data(process, definitions, read.manifest).findings
    ]
