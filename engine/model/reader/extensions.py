"""Extension elements of the Camunda 8 editor, read into what they mean here."""

from __future__ import annotations

from collections.abc import Mapping

from engine.feel import Expression
from engine.model.document import Element
from engine.model.extensions import Assignment, Binding, Job, Reference, VariableMapping
from engine.model.reader.reading import Reading
from engine.model.text import Static, Text

DEFAULT_RETRIES = Static("3")


def mappings(reading: Reading, element: Element, name: str) -> tuple[VariableMapping, ...]:
    """The `zeebe:input` or `zeebe:output` elements, in order."""
    found = []
    for holder in element.extensions("zeebe:ioMapping"):
        for entry in holder.all(name):
            target = reading.path(entry, entry.get("target") or "", what="the target of a mapping")
            source = reading.expression(
                entry,
                entry.attributes.get("source", ""),
                what=f"the source of the mapping to `{entry.get('target')}`",
            )
            if target is not None and source is not None:
                found.append(VariableMapping(source, target))
    return tuple(found)


def headers(element: Element) -> Mapping[str, str]:
    """The static headers of a job or user task."""
    return {
        str(header.get("key")): header.attributes.get("value", "")
        for holder in element.extensions("zeebe:taskHeaders")
        for header in holder.all("zeebe:header")
        if header.get("key")
    }


def job(reading: Reading, element: Element) -> Job | None:
    """The job of `zeebe:taskDefinition`, if there is one."""
    definition = element.extension("zeebe:taskDefinition")
    if definition is None:
        return None
    kind = reading.text(definition, definition.get("type"), what="the job type")
    if kind is None:
        return None
    priority = element.extension("zeebe:jobPriorityDefinition")
    return Job(
        type=kind,
        retries=reading.text(definition, definition.get("retries"), what="the retries of the job")
        or DEFAULT_RETRIES,
        priority=job_priority(reading, priority),
        headers=headers(element),
    )


def job_priority(reading: Reading, definition: Element | None) -> Text | None:
    """The order of activation of a job, static or FEEL."""
    if definition is None:
        return None
    return reading.text(definition, definition.get("priority"), what="the job priority")


def reference(reading: Reading, holder: Element | None, attribute: str) -> Reference | None:
    """A form, process or decision by id, with its binding."""
    if holder is None:
        return None
    target = reading.text(holder, holder.get(attribute), what=f"`{attribute}`")
    if target is None:
        return None
    binding = Binding.LATEST
    written = holder.get("bindingType")
    if written in {kind.value for kind in Binding}:
        binding = Binding(written)
    return Reference(target, binding, holder.get("versionTag"))


def form(reading: Reading, element: Element) -> Reference | None:
    """The form of a user task or start event."""
    return reference(reading, element.extension("zeebe:formDefinition"), "formId")


def assignment(reading: Reading, element: Element) -> Assignment:
    """Who may do a user task."""
    definition = element.extension("zeebe:assignmentDefinition")
    if definition is None:
        return Assignment()
    return Assignment(
        assignee=reading.text(definition, definition.get("assignee"), what="the assignee"),
        candidate_groups=_names(reading, definition, "candidateGroups"),
        candidate_users=_names(reading, definition, "candidateUsers"),
    )


def _names(reading: Reading, definition: Element, attribute: str) -> tuple[str, ...] | Expression | None:
    value = reading.text(definition, definition.get(attribute), what=f"`{attribute}`")
    if isinstance(value, Static):
        return tuple(name.strip() for name in value.text.split(",") if name.strip())
    return value


def schedule(reading: Reading, element: Element, attribute: str) -> Text | None:
    """`dueDate` or `followUpDate` of a user task."""
    definition = element.extension("zeebe:taskSchedule")
    if definition is None:
        return None
    return reading.text(definition, definition.get(attribute), what=f"`{attribute}`")


def priority(reading: Reading, element: Element) -> Text | None:
    """The priority of a user task."""
    definition = element.extension("zeebe:priorityDefinition")
    if definition is None:
        return None
    return reading.text(definition, definition.get("priority"), what="the priority")
