"""Check files as a deployment would, without a database: what is not among them is not looked for."""

from __future__ import annotations

from collections.abc import Sequence

from engine.commands.definitions import Kind
from engine.commands.reading import ReadFiles, Resource, read_files
from engine.model.case_data import Definitions, case_data, case_processes
from engine.model.finding import Finding
from engine.model.lint import Surroundings, check
from engine.model.measures.identifying import measure_findings


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
        templates={template.id: template for template in read.templates} or None,
        manifest=read.manifest,
    )


def _data_of_cases(read: ReadFiles) -> list[Finding]:
    processes = {process.id: process for file in read.files for process in file.processes}
    definitions = Definitions(
        processes=processes,
        resources={process.id: file.resource for file in read.files for process in file.processes},
        forms={form.id: form for form in read.forms},
        templates={template.id: template for template in read.templates},
    )
    cases = [one for one in processes.values() if one.executable and one.properties.case_type is not None]
    findings = [
        found
        for case in cases
        for found in case_data(case, definitions, read.manifest, read.measures).findings
    ]
    of_cases = {process.id for case in cases for process in case_processes(case, processes)}
    for process in processes.values():
        if process.id not in of_cases:
            findings += measure_findings(process, definitions.resources[process.id], read.measures, None)
    return findings
