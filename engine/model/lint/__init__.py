"""Deploy checks: what BPMN 2.0.2 forbids, and what would not run as drawn. One rule, one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.model.finding import Finding, Severity
from engine.model.lint.model import Model
from engine.model.lint.reach import case_processes, case_types_of
from engine.model.lint.registry import RULES
from engine.model.lint.rule import Basis, Fault, Rule
from engine.model.lint.surroundings import Surroundings
from engine.model.process import BpmnFile, Standing
from engine.model.reader.reading import address, may_run

__all__ = ["RULES", "Basis", "Rule", "Surroundings", "check", "standing"]

NOWHERE = Surroundings()


def check(files: Sequence[BpmnFile], surroundings: Surroundings = NOWHERE) -> tuple[Finding, ...]:
    """Everything that the rules have to say about these files, in order of file and line.

    :param files: the BPMN files of one deployment, as read.
    :param surroundings: what they may refer to, themselves included.
    """
    cases = case_processes(files, surroundings)
    case_types = case_types_of(files)
    found: dict[Finding, None] = {}
    for file in files:
        model = Model(file, surroundings, cases, case_types)
        mine = [_finding(model, rule, fault) for rule in RULES for fault in rule.check(model)]
        found.update(dict.fromkeys(sorted(mine, key=lambda finding: finding.line)))
    return tuple(found)


def standing(file: BpmnFile, findings: Sequence[Finding]) -> Mapping[str, Standing]:
    """What each process of the file may be used for; an error outside any process refuses them all."""
    refused = {
        finding.process_id
        for finding in findings
        if finding.severity is Severity.ERROR and finding.resource == file.resource
    }
    return {
        process.id: Standing.REFUSED
        if process.id in refused or None in refused
        else Standing.EXECUTABLE
        if process.executable
        else Standing.DOCUMENTATION
        for process in file.processes
    }


def _finding(model: Model, rule: Rule, fault: Fault) -> Finding:
    owner = model.owner(fault.element)
    severity = rule.severity
    if rule.basis is Basis.EXECUTION and not may_run(model.document, fault.element, owner):
        severity = Severity.INFO
    return Finding(
        resource=model.file.resource,
        line=fault.element.line,
        element_id=address(model.document, fault.element),
        rule=rule.id,
        severity=severity,
        detail=fault.detail,
        remedy=fault.remedy or rule.remedy,
        process_id=owner.id if owner is not None else None,
    )
