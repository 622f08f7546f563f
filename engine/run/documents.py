"""Documents that an element makes of a template, within its step."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from engine.feel import JsonValue, Value
from engine.model.dialect import DOCUMENT
from engine.model.documents import DATA, ORGANISATION, TEMPLATE, TITLE
from engine.model.templates import RenderError, Template, render
from engine.model.text import Static
from engine.run.changes import DocumentMade
from engine.run.expressions import LONGEST_NAME, environment
from engine.run.faults import Fault, Missing
from engine.run.mapping import inputs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.model.extensions import Job
    from engine.run.kept import Variables
    from engine.run.token import Token


def makes_document(job: Job) -> bool:
    """Tell whether a job is the making of a document."""
    return isinstance(job.type, Static) and job.type.text == DOCUMENT


def make(token: Token) -> bool:
    """Makes the document of an element; its template sees what is mapped to `data`, and nothing else.

    :raises Fault: an input is of a wrong type, the template is not deployed or cannot be filled in.
    """
    scope = token.workflow
    inputs = inputs_of(token)
    template_id = _text(token, inputs, TEMPLATE)
    if template_id is None:
        raise Fault("document", f"the template of {token.task_spec.name} is null or empty")
    try:
        deployed = scope.top.outside.template(template_id)
    except Missing as fault:
        detail = f"the template that {token.task_spec.name} names is not deployed"
        raise Fault(fault.kind, detail, fault.detail) from fault
    template = deployed.template
    scope.top.emit(
        DocumentMade(
            element=token.id,
            instance=scope.frame.number,
            element_id=token.task_spec.definition.id,
            definition_id=deployed.definition_id,
            template=template.id,
            name=_text(token, inputs, TITLE) or template.name,
            media_type=template.media_type,
            categories=template.categories,
            organisation=_text(token, inputs, ORGANISATION),
            content=_content(token, template, inputs.get(DATA)),
        )
    )
    return True


def _content(token: Token, template: Template, data: JsonValue) -> str:
    place = token.task_spec.name
    if data is not None and not isinstance(data, dict):
        raise Fault("document", f"the data of the document of {place} must be a context")
    try:
        return render(template, cast("Mapping[str, Value]", data or {}), environment(token.workflow))
    except RenderError as error:
        raise Fault("document", f"the document of {place} cannot be made: {error}", error.cause) from error


def _text(token: Token, inputs: Variables, name: str) -> str | None:
    value = inputs.get(name)
    if value is not None and not isinstance(value, str):
        raise Fault("document", f"the {name} of the document of {token.task_spec.name} must be a text")
    if value is not None and len(value) > LONGEST_NAME:
        raise Fault(
            "document",
            f"the {name} of the document of {token.task_spec.name} is longer than {LONGEST_NAME} characters",
        )
    return value or None
