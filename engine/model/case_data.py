"""The data of a case type: its catalogue, folded from all that a case runs through, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from engine.feel import Expression
from engine.feel.syntax import ContextLiteral
from engine.model.catalogue import Catalogue, Contradiction, fold
from engine.model.data import DataObject
from engine.model.declaration import BadDeclaration, Declaration, Path, path_text, read_audience
from engine.model.documents import categories_of, data_read, made_documents
from engine.model.extensions import Properties, Reference
from engine.model.finding import Finding, Severity
from engine.model.forms.components import Component
from engine.model.forms.form import Form
from engine.model.inspection import InspectedField, Inspection
from engine.model.loops import MultiInstance
from engine.model.manifest import ORDINARY, Manifest
from engine.model.measures import Measures
from engine.model.measures.derived import derived
from engine.model.measures.identifying import CaseContext, measure_findings
from engine.model.nodes import (
    Activity,
    AdHocSubProcess,
    BusinessRuleTask,
    CallActivity,
    FlowNode,
    ScriptTask,
    StartEvent,
    UserTask,
)
from engine.model.process import Process, walk
from engine.model.templates import MAIL, Template
from engine.model.text import Static


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a case can run through.

    Args:
        processes: by process id.
        resources: the file of each process, by process id.
        forms: by form id.
        templates: of documents, by id.
    """

    processes: Mapping[str, Process]
    resources: Mapping[str, str]
    forms: Mapping[str, Form]
    templates: Mapping[str, Template] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class CaseData:
    """The catalogue of a case type, and findings about it."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]


def case_processes(case: Process, processes: Mapping[str, Process]) -> tuple[Process, ...]:
    """The processes that a case runs through, each once, callers first.

    These are the process of its type, those that are part of it, and all that they call by a fixed id.
    """
    found: dict[str, Process] = {}
    case_type = case.properties.case_type
    parts = [process for process in processes.values() if case_type in process.properties.part_of]
    pending = [*reversed(parts), case]
    while pending:
        process = pending.pop()
        if process.id in found:
            continue
        found[process.id] = process
        called = (node.called.id for _, node in walk(process.scope) if isinstance(node, CallActivity))
        ids = [text.text for text in called if isinstance(text, Static)]
        pending.extend(processes[id_] for id_ in reversed(ids) if id_ in processes)
    return tuple(found.values())


def case_data(
    case: Process,
    definitions: Definitions,
    manifest: Manifest | None = None,
    measures: Measures | None = None,
) -> CaseData:
    """Fold what a case type's forms and data objects declare, and check it.

    Args:
        case: the process of the case type.
        definitions: what is deployed or deployed with it.
        manifest: names the roles, categories and stages that may be used; None: these are not checked.
        measures: declares the values that elements may measure; None: these are not checked.
    """
    processes = case_processes(case, definitions.processes)
    purpose = case.properties.purpose
    declared: list[tuple[Path, Declaration]] = []
    findings: list[Finding] = []
    forms: dict[str, Form] = {}
    for process in processes:
        own_purpose = process.properties.purpose or purpose
        checks = _Checks(process, definitions.resources.get(process.id, process.id), findings)
        declared += [
            (path, replace(one, purpose=own_purpose)) for path, one in _data_objects(process, checks)
        ]
        for form in _forms(process, definitions.forms):
            forms.setdefault(form.id, form)
            declared += [(path, replace(one, purpose=own_purpose)) for path, one in form.declarations()]
    catalogue, contradictions = fold(declared)
    findings += [_contradiction(case, found, definitions) for found in contradictions]
    for process in processes:
        checks = _Checks(process, definitions.resources.get(process.id, process.id), findings)
        _tell_of_undeclared_data(process, catalogue, checks)
        _refuse_closed_categories(process, catalogue, definitions.templates, checks)
    for form in forms.values():
        findings += _undeclared_fields(form, catalogue)
    context = CaseContext(catalogue, _fields(forms.values()), derived(processes, catalogue))
    for process in processes:
        resource = definitions.resources.get(process.id, process.id)
        findings += measure_findings(process, resource, measures, context)
    if manifest is not None:
        findings += _unknown_names(catalogue, manifest)
        for template in _made_of(processes, definitions.templates):
            findings += _unknown_names_of(template, manifest)
    inspected, contradicting = _inspected(forms.values())
    findings += contradicting
    return CaseData(replace(catalogue, inspected=inspected), tuple(findings))


@dataclass(frozen=True, slots=True)
class _Checks:
    process: Process
    resource: str
    findings: list[Finding]

    def note(
        self, rule: str, severity: Severity, line: int, element_id: str, detail: str, remedy: str
    ) -> None:
        self.findings.append(
            Finding(self.resource, line, element_id, rule, severity, detail, remedy, self.process.id)
        )


def _data_objects(process: Process, checks: _Checks) -> Iterator[tuple[Path, Declaration]]:
    for data_object in _all_data_objects(process):
        properties = data_object.properties
        if properties.audience is None and properties.category is None:
            continue
        try:
            declaration = _declaration(properties, f"{checks.resource}, data object {data_object.id}")
        except BadDeclaration as error:
            detail = f"The audience of data object {data_object.id!r}: {error}."
            line, remedy = data_object.line, "Correct the audience."
            checks.note("audience", Severity.ERROR, line, data_object.id, detail, remedy)
            continue
        yield (data_object.id,), declaration


def _all_data_objects(process: Process) -> Iterator[DataObject]:
    scopes = {id(process.scope): process.scope}
    scopes |= {id(scope): scope for scope, _ in walk(process.scope)}
    for scope in scopes.values():
        yield from scope.data_objects.values()


def _declaration(properties: Properties, declared_at: str) -> Declaration:
    return Declaration(
        audience=read_audience(properties.audience or ()),
        category=properties.category or ORDINARY,
        declared_at=declared_at,
    )


def _forms(process: Process, forms: Mapping[str, Form]) -> Iterator[Form]:
    for _, node in walk(process.scope):
        for form_id in _form_ids(node):
            if form_id in forms:
                yield forms[form_id]


def _form_ids(node: FlowNode) -> Iterator[str]:
    form: Reference | None = node.form if isinstance(node, UserTask | StartEvent) else None
    if form is not None and isinstance(form.id, Static):
        yield form.id.text
    if node.properties.form_id is not None:
        yield node.properties.form_id


def _contradiction(case: Process, found: Contradiction, definitions: Definitions) -> Finding:
    first, second = found.first, found.second
    return Finding(
        resource=definitions.resources.get(case.id, case.id),
        line=case.line,
        element_id=case.id,
        rule="catalogue-contradiction",
        severity=Severity.ERROR,
        detail=(
            f"{path_text(found.path)!r} is declared in two ways: {_said(first)} ({first.declared_at}) "
            f"and {_said(second)} ({second.declared_at})."
        ),
        remedy="Declare it once, or in the same way at both places.",
        process_id=case.id,
    )


def _said(declaration: Declaration) -> str:
    searchable = ", searchable" if declaration.searchable else ""
    return f"audience {declaration.audience}, category {declaration.category}{searchable}"


def _tell_of_undeclared_data(process: Process, catalogue: Catalogue, checks: _Checks) -> None:
    remedy = "Declare it on a form field or data object; audience `nobody` says that it is meant so."
    for _, node in walk(process.scope):
        for path in _writes(node):
            if not catalogue.covers(path):
                detail = (
                    f"{node.id!r} writes {path_text(path)!r}, which nothing declares: nobody will read it."
                )
                checks.note("undeclared-data", Severity.WARNING, node.line, node.id, detail, remedy)
    for data_object in _all_data_objects(process):
        silent = data_object.properties.audience is None and data_object.properties.category is None
        if silent and not catalogue.covers((data_object.id,)):
            detail = f"The data object {data_object.id!r} has no audience: nobody will read it."
            checks.note("undeclared-data", Severity.WARNING, data_object.line, data_object.id, detail, remedy)


def _writes(node: FlowNode) -> Iterator[Path]:
    yield from (mapping.target for mapping in node.outputs)
    names = []
    if isinstance(node, ScriptTask | BusinessRuleTask) and not node.outputs:
        names.append(node.result_variable)
    if isinstance(node, ScriptTask) and not node.outputs and node.result_variable is None:
        names += _entries(node.script)
    if isinstance(node, Activity) and isinstance(node.loop, MultiInstance):
        names.append(node.loop.output_collection)
    if isinstance(node, AdHocSubProcess):
        names.append(node.output_collection)
    yield from ((name,) for name in names if name is not None)


def _entries(script: Expression | None) -> Sequence[str]:
    """The variables that a script writes as entries of its result, where it says them itself."""
    if script is None or not isinstance(script.syntax, ContextLiteral):
        return []
    return [name for name, _ in script.syntax.entries]


def _fields(forms: Iterable[Form]) -> Mapping[Path, Sequence[Component]]:
    found: dict[Path, list[Component]] = {}
    for form in forms:
        for path, component in form.fields():
            found.setdefault(path, []).append(component)
    return found


def _inspected(forms: Iterable[Form]) -> tuple[Mapping[Path, InspectedField], list[Finding]]:
    """What the person may see of each field, and the fields of which two forms say different things."""
    found: dict[Path, InspectedField] = {}
    said: dict[Path, Inspection] = {}
    findings = []
    for form in forms:
        for path, component in form.fields():
            inspection = component.inspection
            if inspection is not None and said.setdefault(path, inspection) is not inspection:
                findings.append(_inspection_contradiction(form, path, component))
            found.setdefault(path, InspectedField(component.label))
    for path, inspection in said.items():
        found[path] = replace(found[path], inspection=inspection)
    return MappingProxyType(found), findings


def _inspection_contradiction(form: Form, path: Path, component: Component) -> Finding:
    return Finding(
        resource=form.resource,
        line=component.line,
        element_id=component.id,
        rule="inspection-contradiction",
        severity=Severity.ERROR,
        detail=f"{path_text(path)!r} has another `inspection` here than in another form of the case.",
        remedy="Say it once, or the same at both places.",
    )


def _refuse_closed_categories(
    process: Process, catalogue: Catalogue, templates: Mapping[str, Template], checks: _Checks
) -> None:
    """What goes into a document must be declared, and of a category that its template names."""
    for made in made_documents(process):
        template = templates.get(made.template)
        if template is None:
            continue
        for path in sorted(set(data_read(made.node)), key=path_text):
            for category in categories_of(catalogue, path) - set(template.categories):
                checks.note(
                    "document-category",
                    Severity.ERROR,
                    made.node.line,
                    made.node.id,
                    *_closed_category(template, path_text(path), category),
                )


def _closed_category(template: Template, path: str, category: str | None) -> tuple[str, str]:
    detail = f"{path!r} goes into template {template.id!r}"
    if category is None:
        return f"{detail}, and nothing declares it.", "Declare it on a form field or data object."
    if template.channel == MAIL:
        remedy = "Leave it out: what goes by mail may hold ordinary data alone."
        return f"{detail}, which goes by mail, and is of category {category!r}.", remedy
    remedy = f"Add {category!r} to the `category` of {template.resource}, or leave the data out."
    return f"{detail}, which does not name its category {category!r}.", remedy


def _undeclared_fields(form: Form, catalogue: Catalogue) -> Iterator[Finding]:
    for path, component in form.fields():
        if not catalogue.covers(path):
            yield Finding(
                resource=form.resource,
                line=component.line,
                element_id=component.id,
                rule="undeclared-field",
                severity=Severity.WARNING,
                detail=f"The field {component.id!r} has no audience: nobody will see or fill it.",
                remedy="Give it the Custom property `audience`; `nobody` says that it is meant so.",
            )


def _unknown_names(catalogue: Catalogue, manifest: Manifest) -> Iterator[Finding]:
    for path, declaration in catalogue.declarations.items():
        for what, name in _names(declaration, manifest):
            resource, _, place = declaration.declared_at.partition(", ")
            yield Finding(
                resource=resource,
                line=1,
                element_id=place.rpartition(" ")[2] or None,
                rule="catalogue-names",
                severity=Severity.ERROR,
                detail=f"{path_text(path)!r} names the {what} {name!r}, which the manifest lacks.",
                remedy=f"Correct it, or add the {what} to the manifest.",
            )


def _made_of(processes: Iterable[Process], templates: Mapping[str, Template]) -> Iterator[Template]:
    """The templates that a case makes documents of, each once."""
    named = {made.template for process in processes for made in made_documents(process)}
    return (templates[key] for key in sorted(named) if key in templates)


def _unknown_names_of(template: Template, manifest: Manifest) -> Iterator[Finding]:
    for category in template.categories:
        declaration = Declaration(audience=template.audience, category=category)
        for what, name in _names(declaration, manifest):
            yield Finding(
                resource=template.resource,
                line=1,
                element_id=None,
                rule="catalogue-names",
                severity=Severity.ERROR,
                detail=f"The head names the {what} {name!r}, which the manifest lacks.",
                remedy=f"Correct it, or add the {what} to the manifest.",
            )


def _names(declaration: Declaration, manifest: Manifest) -> Iterator[tuple[str, str]]:
    for grant in sorted(declaration.audience.grants, key=str):
        if not manifest.knows_role(grant.role):
            yield "role", grant.role
        if grant.from_stage is not None and grant.from_stage not in manifest.stages:
            yield "stage", grant.from_stage
    if declaration.category not in manifest.categories:
        yield "category", declaration.category
