"""Processes, global tasks, pools, lanes and message flows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.model.document import Document, Element
from engine.model.process import BpmnFile, Lane, MessageFlow, Participant, Process, Scope
from engine.model.reader import extensions
from engine.model.reader.data import data_stores
from engine.model.reader.nodes import documentation
from engine.model.reader.properties import NONE, properties
from engine.model.reader.reading import Reading, executable, is_callable
from engine.model.reader.scopes import node_reader, scopes


def bpmn_file(reading: Reading) -> BpmnFile:
    """Everything that the file defines."""
    document = reading.document
    read = scopes(reading)
    return BpmnFile(
        resource=document.resource,
        processes=tuple(_processes(reading, read)),
        participants=tuple(
            Participant(
                element.id, element.get("name"), element.line, _local(document, element.get("processRef"))
            )
            for element in document.named("participant")
            if element.id is not None
        ),
        lanes=tuple(_lanes(reading)),
        message_flows=tuple(
            MessageFlow(
                element.id,
                element.line,
                _local(document, element.get("sourceRef")) or "",
                _local(document, element.get("targetRef")) or "",
            )
            for element in document.named("messageFlow")
            if element.id is not None
        ),
        document=document,
    )


def _local(document: Document, reference: str | None) -> str | None:
    return document.local(reference) if reference else None


def _processes(reading: Reading, read: Mapping[Element, Scope]) -> Iterator[Process]:
    pools = {
        document_process: element
        for element in reading.document.named("participant")
        if (document_process := _local(reading.document, element.get("processRef"))) is not None
    }
    seen = set()
    for element in reading.document.root.children:
        if element.id is None or element.id in seen or not is_callable(element):
            continue
        seen.add(element.id)
        scope = read[element] if element.name == "process" else _global_scope(reading, read, element)
        yield _process(reading, element, element.id, scope, pools.get(element.id))


def _process(
    reading: Reading, element: Element, process_id: str, scope: Scope, pool: Element | None
) -> Process:
    tag = element.extension("zeebe:versionTag")
    own = properties(reading, element)
    if own is NONE and pool is not None:  # the editor offers the properties of a pooled process at its pool
        own = properties(reading, pool)
    return Process(
        id=process_id,
        name=element.get("name") or (pool.get("name") if pool is not None else None),
        line=element.line,
        documentation=documentation(element),
        executable=executable(reading.document, element),
        version_tag=tag.get("value") if tag is not None else None,
        job_priority=extensions.job_priority(reading, element.extension("zeebe:jobPriorityDefinition")),
        properties=own,
        scope=scope,
        data_stores=data_stores(reading.document),
    )


def _global_scope(reading: Reading, read: Mapping[Element, Scope], element: Element) -> Scope:
    """A global task is a process of that task alone."""
    node = node_reader(reading, read).node(element)
    assert node is not None
    inner = replace(node, id=f"{node.id}.task")
    return Scope(
        id=node.id, nodes={inner.id: inner}, flows={}, data_objects={}, variables=(), compensation={}
    )


def _lanes(reading: Reading) -> Iterator[Lane]:
    for element in reading.document.named("lane"):
        owner = reading.owner(element)
        if element.id is None or owner is None or owner.id is None:
            continue
        yield Lane(
            id=element.id,
            name=element.get("name"),
            line=element.line,
            process=owner.id,
            nodes=tuple(reference.text for reference in element.all("flowNodeRef") if reference.text),
        )
