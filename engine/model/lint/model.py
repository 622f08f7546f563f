"""One file as rules look at it: the document, its flow graph, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from engine.model.document import Document, Element
from engine.model.lint.surroundings import Surroundings
from engine.model.process import BpmnFile
from engine.model.reader.events import definition_elements
from engine.model.reader.reading import executable, is_callable
from engine.model.schema import is_a

SUB_PROCESSES = ("subProcess", "transaction", "adHocSubProcess")
CHOREOGRAPHIES = ("choreography", "globalChoreographyTask", "subChoreography")


class Model:
    """A file with indexes that rules share."""

    def __init__(
        self,
        file: BpmnFile,
        surroundings: Surroundings,
        case_processes: frozenset[str],
        case_types: Mapping[str, str],
    ) -> None:
        self.file = file
        self.document: Document = file.document
        self.surroundings = surroundings
        self.case_processes = case_processes
        self.case_types = case_types
        """Case type -> the process that has it, the first one among all files checked."""

    # --- elements

    def named(self, *names: str) -> Iterator[Element]:
        """Elements with one of these names, in document order."""
        return self.document.named(*names)

    def parent(self, element: Element) -> Element:
        """The element around this one; the root is its own."""
        return self.document.parent(element) or element

    @cached_property
    def nodes(self) -> tuple[Element, ...]:
        """Every flow node."""
        return tuple(element for element in self.document.elements if is_a(element.name, "flowNode"))

    @cached_property
    def events(self) -> tuple[Element, ...]:
        """Every event that stands in a process."""
        return tuple(node for node in self.nodes if is_a(node.name, "event"))

    @cached_property
    def activities(self) -> tuple[Element, ...]:
        """Every activity."""
        return tuple(node for node in self.nodes if is_a(node.name, "activity"))

    @cached_property
    def exchanges(self) -> tuple[Element, ...]:
        """Every choreography activity."""
        return tuple(node for node in self.nodes if is_a(node.name, "choreographyActivity"))

    @cached_property
    def gateways(self) -> tuple[Element, ...]:
        """Every gateway."""
        return tuple(node for node in self.nodes if is_a(node.name, "gateway"))

    @cached_property
    def scopes(self) -> tuple[Element, ...]:
        """Processes and subprocesses."""
        return tuple(self.named("process", *SUB_PROCESSES))

    @cached_property
    def _kinds_inside(self) -> Mapping[Element, frozenset[str]]:
        levels = (*self.scopes, *self.named(*CHOREOGRAPHIES))
        return {level: frozenset(child.name for child in level.children) for level in levels}

    def beside(self, node: Element, name: str) -> bool:
        """Whether a node of that kind stands on the same level of a process or choreography."""
        return name in self._kinds_inside.get(self.parent(node), ())

    def owner(self, element: Element) -> Element | None:
        """The process or global task that the element stands in."""
        return next(
            (outer for outer in (element, *self.document.ancestors(element)) if is_callable(outer)), None
        )

    def executable(self, element: Element) -> bool:
        """Whether the element stands in a process that may run."""
        owner = self.owner(element)
        return owner is not None and executable(self.document, owner)

    def in_case(self, element: Element) -> bool:
        """Whether the element stands in a process that a case runs through."""
        owner = self.owner(element)
        return owner is not None and owner.id in self.case_processes

    # --- flows

    @cached_property
    def flows(self) -> tuple[Element, ...]:
        """Every sequence flow."""
        return tuple(self.named("sequenceFlow"))

    @cached_property
    def _ends(self) -> Mapping[str, Mapping[str, tuple[Element, ...]]]:
        found: dict[str, dict[str, list[Element]]] = {"sourceRef": {}, "targetRef": {}}
        for flow in self.flows:
            for end, index in found.items():
                index.setdefault(flow.get(end) or "", []).append(flow)
        return {end: {key: tuple(flows) for key, flows in index.items()} for end, index in found.items()}

    def incoming(self, node: Element) -> tuple[Element, ...]:
        """Flows to the node."""
        return self._ends["targetRef"].get(node.id or "?", ())

    def outgoing(self, node: Element) -> tuple[Element, ...]:
        """Flows from the node."""
        return self._ends["sourceRef"].get(node.id or "?", ())

    def source(self, flow: Element) -> Element | None:
        """The node that a flow leaves."""
        return self.document.by_id.get(flow.get("sourceRef") or "")

    def target(self, flow: Element) -> Element | None:
        """The node that a flow reaches."""
        return self.document.by_id.get(flow.get("targetRef") or "")

    # --- events

    def kinds(self, event: Element) -> tuple[str, ...]:
        """The kinds of an event's definitions: `message`, `timer`, ... in document order."""
        return tuple(item.name.removesuffix("EventDefinition") for item in self.definitions(event))

    def definitions(self, event: Element) -> tuple[Element, ...]:
        """The event's definitions, those referred to included."""
        return tuple(definition_elements(self.document, event))

    @cached_property
    def boundaries(self) -> Mapping[Element, tuple[Element, ...]]:
        """Activity -> boundary events attached to it."""
        found: dict[Element, list[Element]] = {}
        for event in self.named("boundaryEvent"):
            host = self.document.resolve(event.get("attachedToRef"))
            if host is not None:
                found.setdefault(host, []).append(event)
        return {host: tuple(events) for host, events in found.items()}


def is_event_subprocess(element: Element) -> bool:
    """Whether the element is a subprocess triggered by an event."""
    return element.name in SUB_PROCESSES and element.flag("triggeredByEvent")


def has_inside(model: Model, element: Element) -> bool:
    """Whether what is in a subprocess matters: collapsed ones of a drawing are often saved without it."""
    return model.executable(element) or any(is_a(child.name, "flowElement") for child in element.children)


def is_conditional(model: Model, flow: Element) -> bool:
    """Whether a flow has a condition; empty ones, as some tools write, are none in a drawing."""
    condition = flow.first("conditionExpression")
    return condition is not None and (bool(condition.text) or model.executable(flow))


def starts_instances(element: Element) -> bool:
    """Whether the node begins its process although it is no start event."""
    return element.name in ("receiveTask", "eventBasedGateway") and element.flag("instantiate")


def label(element: Element) -> str:
    """The element as people know it."""
    name = element.get("name")
    return f"{element.name} “{name}”" if name else f"{element.name} `{element.id}`"
