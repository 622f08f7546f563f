"""BPMN 2.0.2 XML becomes immutable definitions; whatever is wrong becomes a finding, never an exception."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.finding import Finding, Severity
from engine.model.process import BpmnFile
from engine.model.reader.processes import bpmn_file
from engine.model.reader.reading import Reading
from engine.model.reader.xml import UnreadableError, parse

__all__ = ["ReadBpmn", "read_bpmn"]


@dataclass(frozen=True, slots=True)
class ReadBpmn:
    """What a file holds; `file` is None when it could not be read at all."""

    file: BpmnFile | None
    findings: tuple[Finding, ...]


def read_bpmn(source: bytes, *, resource: str) -> ReadBpmn:
    """Read one `.bpmn` file.

    Structure is the business of :func:`engine.model.lint.check`: what breaks it is left out here.

    :param source: the file, as stored; at most 2 MB.
    :param resource: its name, for findings.
    """
    try:
        document = parse(source, resource=resource)
    except UnreadableError as fault:
        finding = Finding(resource, fault.line, None, "xml", Severity.ERROR, fault.detail, fault.remedy)
        return ReadBpmn(None, (finding,))
    reading = Reading(document)
    return ReadBpmn(bpmn_file(reading), tuple(reading.findings))
