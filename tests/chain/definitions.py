"""The files of the chain, read as the service reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.model.finding import Finding
from engine.model.forms.form import Form
from engine.model.forms.reader import read_form
from engine.model.manifest import Manifest
from engine.model.manifest_reader import read_manifest
from engine.model.measures import Measures, read_measures
from engine.model.process import BpmnFile, Process
from engine.model.reader import read_bpmn
from engine.model.templates import Template, read_template

ROOT = Path(__file__).parents[2]
BPMN = ROOT / "bpmn"
FORMS = ROOT / "forms"


@cache
def files() -> tuple[BpmnFile, ...]:
    """Every diagram."""
    read = [read_bpmn(path.read_bytes(), resource=path.name) for path in sorted(BPMN.glob("*.bpmn"))]
    assert [finding for one in read for finding in one.findings] == []
    return tuple(one.file for one in read if one.file is not None)


@cache
def processes() -> dict[str, Process]:
    """Every process by id."""
    return {process.id: process for file in files() for process in file.processes}


@cache
def forms() -> dict[str, Form]:
    """Every form by id."""
    read = [read_form(path.read_bytes(), resource=path.name) for path in sorted(FORMS.glob("*.form"))]
    findings: list[Finding] = [finding for one in read for finding in one.findings]
    assert findings == []
    return {one.form.id: one.form for one in read if one.form is not None}


@cache
def templates() -> dict[str, Template]:
    """Every template of documents by id."""
    read = [
        read_template(path.read_bytes(), resource=path.name) for path in sorted(FORMS.glob("*.template.*"))
    ]
    findings: list[Finding] = [finding for one in read for finding in one.findings]
    assert findings == []
    return {one.template.id: one.template for one in read if one.template is not None}


@cache
def manifest() -> Manifest:
    """The manifest."""
    read = read_manifest((BPMN / "chain.json").read_bytes(), resource="chain.json")
    assert read.findings == ()
    assert read.manifest is not None
    return read.manifest


@cache
def measures() -> Measures:
    """What the chain measures."""
    read = read_measures((BPMN / "measures.json").read_bytes(), resource="measures.json")
    assert read.findings == ()
    assert read.measures is not None
    return read.measures
