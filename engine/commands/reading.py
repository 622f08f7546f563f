"""Reading the files of a deployment: what each defines, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from engine.commands.definitions import MANIFEST_KEY, MEASURES_KEY, Kind
from engine.dmn import DmnError, Model, read_models
from engine.model.finding import Finding, Severity
from engine.model.forms import Form, is_form, read_form
from engine.model.manifest import Manifest
from engine.model.manifest_reader import read_manifest
from engine.model.measures import MEASURES_FILE, Measures, read_measures
from engine.model.process import BpmnFile, Process
from engine.model.reader import read_bpmn
from engine.model.templates import Template, read_template

LONGEST_NAME: Final = 255
SUFFIXES: Final = (".bpmn", ".dmn", ".form", ".json", ".template.html", ".template.txt")
"""The endings of files that can be deployed."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a deployment, as sent."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """Tells whether a file is the same as before."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """Something that a file defines.

    `process` is there for processes alone; `imports` are the files that a decision's file imports, also
    through others.
    """

    kind: Kind
    key: str
    name: str | None
    version_tag: str | None
    resource: Resource
    process: Process | None = None
    imports: tuple[Resource, ...] = ()

    @property
    def digest(self) -> str:
        """Tells whether the definition is the same as before, what it imports included."""
        if not self.imports:
            return self.resource.digest
        digests = sorted(item.digest for item in self.imports)
        return hashlib.sha256("".join([self.resource.digest, *digests]).encode()).hexdigest()


@dataclass(slots=True)
class ReadFiles:
    """All files of a deployment as read."""

    files: list[BpmnFile] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    models: list[Model] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)
    manifest: Manifest | None = None
    measures: Measures | None = None
    defined: list[Defined] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def keys(self, kind: Kind) -> frozenset[str]:
        """Return the keys of what is defined of a kind."""
        return frozenset(item.key for item in self.defined if item.kind is kind)


def read_files(resources: Sequence[Resource]) -> ReadFiles:
    """Read all files; what is wrong with them becomes findings."""
    read = ReadFiles()
    read.findings += _names(resources)
    decisions: dict[str, Resource] = {}
    for resource in resources:
        suffix = next((end for end in SUFFIXES if resource.name.lower().endswith(end)), None)
        match suffix:
            case ".bpmn":
                _read_bpmn(read, resource)
            case ".dmn":
                decisions[resource.name] = resource
            case ".form":
                _read_form(read, resource)
            case ".json" if is_form(resource.content):
                _read_form(read, resource)
            case ".json" if MEASURES_FILE.claims(resource.content):
                _read_measures(read, resource)
            case ".json":
                _read_manifest(read, resource)
            case ".template.html" | ".template.txt":
                _read_template(read, resource)
            case _:
                detail = "The name of the file does not say what it holds."
                remedy = "Give it one of the endings " + ", ".join(SUFFIXES) + "."
                read.findings.append(_error(resource, "file-kind", detail, remedy))
    _read_dmn(read, decisions)
    _refuse_doubles(read)
    return read


def _names(resources: Sequence[Resource]) -> Iterator[Finding]:
    """Files are told apart by their names, which every finding shows."""
    seen: set[str] = set()
    for resource in resources:
        if resource.name in seen:
            detail = "Two files of this deployment have this name."
            yield _error(resource, "file-name", detail, "Give each file a name of its own.")
        if len(resource.name) > LONGEST_NAME or not resource.name.isprintable():
            detail = f"The name of a file has no more than {LONGEST_NAME} characters, all of them visible."
            yield _error(resource, "file-name", detail, "Give the file a short name.")
        seen.add(resource.name)


def _read_bpmn(read: ReadFiles, resource: Resource) -> None:
    found = read_bpmn(resource.content, resource=resource.name)
    read.findings += found.findings
    if found.file is None:
        return
    read.files.append(found.file)
    read.defined += [
        Defined(
            kind=Kind.PROCESS,
            key=process.id,
            name=process.name,
            version_tag=process.version_tag,
            resource=resource,
            process=process,
        )
        for process in found.file.processes
    ]


def _read_dmn(read: ReadFiles, resources: Mapping[str, Resource]) -> None:
    models, refusals = read_models({name: item.content for name, item in resources.items()})
    read.findings += [finding for refusal in refusals for finding in _findings(refusal)]
    files = {model.namespace: resources[name] for name, model in models.items()}
    for name, model in models.items():
        imports = tuple(files[namespace] for namespace in sorted(_imported_by(model)))
        read.models.append(model)
        read.defined += [
            Defined(
                kind=Kind.DECISION,
                key=decision.id,
                name=decision.name,
                version_tag=decision.version_tag,
                resource=resources[name],
                imports=imports,
            )
            for decision in model.decisions.values()
        ]


def _findings(refusal: DmnError) -> list[Finding]:
    return [
        Finding(
            refusal.resource,
            fault.line,
            fault.element_id,
            fault.rule,
            Severity.ERROR,
            fault.detail,
            fault.remedy,
        )
        for fault in refusal.faults
    ]


def _imported_by(model: Model) -> set[str]:
    """The namespaces of the models that a model imports, also through others."""
    found = {imported.namespace for imported in model.imported}
    return found.union(*(_imported_by(imported) for imported in model.imported))


def _read_form(read: ReadFiles, resource: Resource) -> None:
    found = read_form(resource.content, resource=resource.name)
    read.findings += found.findings
    if found.form is None:
        return
    read.forms.append(found.form)
    form = found.form
    read.defined.append(
        Defined(kind=Kind.FORM, key=form.id, name=None, version_tag=form.version_tag, resource=resource)
    )


def _read_template(read: ReadFiles, resource: Resource) -> None:
    found = read_template(resource.content, resource=resource.name)
    read.findings += found.findings
    if found.template is None:
        return
    read.templates.append(found.template)
    template = found.template
    read.defined.append(
        Defined(
            kind=Kind.TEMPLATE,
            key=template.id,
            name=template.name,
            version_tag=template.version_tag,
            resource=resource,
        )
    )


def _read_manifest(read: ReadFiles, resource: Resource) -> None:
    found = read_manifest(resource.content, resource=resource.name)
    read.findings += found.findings
    if found.manifest is None:
        return
    read.manifest = found.manifest
    read.defined.append(
        Defined(
            kind=Kind.MANIFEST,
            key=MANIFEST_KEY,
            name=found.manifest.name,
            version_tag=None,
            resource=resource,
        )
    )


def _read_measures(read: ReadFiles, resource: Resource) -> None:
    found = read_measures(resource.content, resource=resource.name)
    read.findings += found.findings
    if found.measures is None:
        return
    read.measures = found.measures
    read.defined.append(
        Defined(
            kind=Kind.MEASURES,
            key=MEASURES_KEY,
            name=found.measures.name,
            version_tag=None,
            resource=resource,
        )
    )


def _refuse_doubles(read: ReadFiles) -> None:
    first: dict[tuple[Kind, str], Defined] = {}
    for item in read.defined:
        known = first.setdefault((item.kind, item.key), item)
        if known is not item:
            detail = f"{item.kind.value} {item.key} is also in {known.resource.name}."
            read.findings.append(
                _error(item.resource, "double", detail, "Leave one of them out, or give it another id.")
            )
        if max(len(item.key), len(item.version_tag or "")) > LONGEST_NAME:
            detail = f"An id or version tag is longer than {LONGEST_NAME} characters."
            read.findings.append(_error(item.resource, "long-name", detail, "Shorten it."))


def _error(resource: Resource, rule: str, detail: str, remedy: str) -> Finding:
    return Finding(resource.name, 1, None, rule, Severity.ERROR, detail, remedy)
