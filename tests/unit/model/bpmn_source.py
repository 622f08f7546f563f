"""BPMN sources for tests: the frame around what a test is about."""

from __future__ import annotations

from engine.model.process import BpmnFile, Process
from engine.model.reader import ReadBpmn, read_bpmn

_HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' id="definitions" targetNamespace="urn:test">\n'
)


def definitions(content: str) -> bytes:
    """A file with this content."""
    return (_HEAD + content + "\n</bpmn:definitions>").encode()


def process(content: str, *, beside: str = "", attributes: str = 'isExecutable="true"') -> bytes:
    """A file with one process `p` of this content, and root elements beside it."""
    return definitions(f'{beside}<bpmn:process id="p" {attributes}>\n{content}\n</bpmn:process>')


def read(source: bytes) -> ReadBpmn:
    """What the reader makes of it."""
    return read_bpmn(source, resource="test.bpmn")


def sound(source: bytes) -> BpmnFile:
    """The file, which must read without findings."""
    result = read(source)
    assert result.findings == ()
    assert result.file is not None
    return result.file


def only_process(source: bytes) -> Process:
    """The only process of a file that must read without findings."""
    (found,) = sound(source).processes
    return found
