"""Documents that an element makes of a template, within its step."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from engine.feel import JsonValue, Value
from engine.model.dialect import DOCUMENT
from engine.model.documents import ASKING, DATA, INSPECTION, ORGANISATION, TEMPLATE, TITLE, WITHHELD
from engine.model.inspection import InspectedValue, inspect, place_of
from engine.model.templates import RenderError, Template, render
from engine.model.text import Static
from engine.run.changes import DocumentMade
from engine.run.expressions import LONGEST_NAME, environment
from engine.run.faults import Fault, Missing
from engine.run.mapping import inputs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.model.catalogue import Catalogue
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
    seen = _inspected(token, inputs)
    scope.top.emit(
        DocumentMade(
            element=token.id,
            instance=scope.frame.number,
            element_id=token.task_spec.definition.id,
            definition_id=deployed.definition_id,
            template=template.id,
            name=_text(token, inputs, TITLE) or template.name,
            media_type=template.media_type,
            categories=_categories(token, template, seen),
            organisation=_text(token, inputs, ORGANISATION),
            content=_content(token, template, inputs.get(DATA), seen),
        )
    )
    return True


def _inspected(token: Token, inputs: Variables) -> Sequence[InspectedValue] | None:
    """What the person may see of the whole case, where the document is to hold that."""
    if INSPECTION not in inputs:
        return None
    agreed = _texts(token, inputs, INSPECTION)
    withheld = _texts(token, inputs, WITHHELD)
    top = token.workflow.top
    origins = {(name, *place): who for name in top.data for place, who in top.origins_of(0, name).items()}
    fields = _catalogue(token).inspected
    named = _text(token, inputs, ASKING)
    asking = None if named is None else place_of(top.data, named)
    if named is not None and asking is None:
        raise Fault("document", f"the {ASKING} of {token.task_spec.name} names nobody whom the case has")
    return list(inspect(top.data, origins, fields, set(agreed), asking, withheld))


def _texts(token: Token, inputs: Variables, name: str) -> list[str]:
    value = inputs.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Fault("document", f"the {name} of {token.task_spec.name} must be a list of texts")
    return [str(one) for one in value]


def _categories(token: Token, template: Template, seen: Sequence[InspectedValue] | None) -> tuple[str, ...]:
    """The categories that the template names, and those of what is shown at an inspection."""
    found = dict.fromkeys(template.categories)
    for one in seen or ():
        declaration = _catalogue(token).declaration(one.path)
        if one.value is not None and declaration is not None:
            found[declaration.category] = None
    return tuple(found)


def _catalogue(token: Token) -> Catalogue:
    top = token.workflow.top
    return top.outside.catalogue(top.frame.deployed.process.id)


def _content(token: Token, template: Template, data: JsonValue, seen: Sequence[InspectedValue] | None) -> str:
    place = token.task_spec.name
    if data is not None and not isinstance(data, dict):
        raise Fault("document", f"the data of the document of {place} must be a context")
    try:
        variables = dict(cast("Mapping[str, Value]", data or {}))
        if seen is not None:
            variables[INSPECTION] = [one.context() for one in seen]
        return render(template, variables, environment(token.workflow))
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
