"""A model file as a tree of our own: what was written, with its lines, before it means anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
XML_SCHEMA = "http://www.w3.org/2001/XMLSchema"
"""Its types need no import."""

PREFIXES: Mapping[str, str] = {
    ZEEBE: "zeebe",
    "http://www.omg.org/spec/BPMN/20100524/DI": "bpmndi",
    "http://www.omg.org/spec/DD/20100524/DC": "dc",
    "http://www.omg.org/spec/DD/20100524/DI": "di",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://camunda.org/schema/modeler/1.0": "modeler",
    "http://camunda.org/schema/1.0/bpmn": "camunda",
    "http://flowable.org/bpmn": "flowable",
    "http://activiti.org/bpmn": "activiti",
}
"""Names of these namespaces are written with this prefix, whatever prefix the file uses."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One XML element; BPMN names are bare (`userTask`), known others prefixed, the rest `{uri}name`."""

    name: str
    line: int
    attributes: Mapping[str, str]
    text: str
    children: tuple[Element, ...]

    @property
    def id(self) -> str | None:
        """The value of the attribute `id`."""
        return self.attributes.get("id") or None

    def get(self, attribute: str) -> str | None:
        """The attribute's value; None when it is absent or blank."""
        value = self.attributes.get(attribute)
        return value if value and value.strip() else None

    def flag(self, attribute: str, default: bool = False) -> bool:
        """An `xsd:boolean` attribute; anything that is no boolean counts as the default."""
        return {"true": True, "1": True, "false": False, "0": False}.get(
            self.attributes.get(attribute, ""), default
        )

    def all(self, *names: str) -> Iterator[Element]:
        """The children with one of these names, in document order."""
        return (child for child in self.children if child.name in names)

    def first(self, name: str) -> Element | None:
        """The first child with this name."""
        return next(self.all(name), None)

    def extensions(self, *names: str) -> Iterator[Element]:
        """The extension elements with one of these names."""
        for holder in self.all("extensionElements"):
            yield from holder.all(*names)

    def extension(self, name: str) -> Element | None:
        """The first extension element with this name."""
        return next(self.extensions(name), None)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """The tree of a file, with the ways through it that readers and rules need."""

    resource: str
    root: Element
    namespaces: Mapping[str, str]
    """Prefixes that the root element declares."""
    elements: tuple[Element, ...]
    """Every element, in document order."""
    parents: Mapping[Element, Element]
    by_id: Mapping[str, Element] = field(default_factory=dict)
    """BPMN elements by id; the first one wins where an id is used twice."""
    by_name: Mapping[str, Sequence[Element]] = field(default_factory=dict)
    """Every element by its name, in document order."""

    def named(self, *names: str) -> Iterator[Element]:
        """Every element with one of these names, in document order."""
        present = [found for name in names if (found := self.by_name.get(name))]
        if len(present) <= 1:
            return iter(present[0] if present else ())
        wanted = frozenset(names)
        return (element for element in self.elements if element.name in wanted)

    def parent(self, element: Element) -> Element | None:
        """The element around this one."""
        return self.parents.get(element)

    def ancestors(self, element: Element) -> Iterator[Element]:
        """The elements around this one, nearest first."""
        current = self.parents.get(element)
        while current is not None:
            yield current
            current = self.parents.get(current)

    def inside(self, element: Element, *names: str) -> Element | None:
        """The nearest ancestor with one of these names."""
        return next((outer for outer in self.ancestors(element) if outer.name in names), None)

    def local(self, reference: str) -> str | None:
        """The id that a QName refers to; None when it points into another file (an imported namespace)."""
        prefix, colon, name = reference.strip().rpartition(":")
        if not colon:
            return name
        namespace = self.namespaces.get(prefix)
        return name if namespace in (None, self.root.get("targetNamespace")) else None

    def resolve(self, reference: str | None) -> Element | None:
        """The element that a QName refers to, when this file holds it."""
        name = self.local(reference) if reference else None
        return self.by_id.get(name) if name else None


def of_bpmn(element: Element) -> bool:
    """Whether the element is of the BPMN namespace."""
    return ":" not in element.name and "{" not in element.name
