"""XML without its dangers: no document types, no entities, no network, bounded size and depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.dmn.faults import DmnError, Fault, Place

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 100
NAMESPACES: Final = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
_FEEL: Final = re.compile(r"feel|https?://www\.omg\.org/spec/(DMN/\d{8}/FEEL/?|FEEL/\d{8}/?)", re.IGNORECASE)


def is_feel(uri: str) -> bool:
    """Whether the URI of a language or type system is FEEL's, of any version."""
    return _FEEL.fullmatch(uri) is not None


class Node:
    """An element of the model's namespace, with what the reader needs of it."""

    __slots__ = ("_element", "tag")

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self.tag = etree.QName(element).localname

    @property
    def place(self) -> Place:
        """Its line and the nearest id at or above it."""
        element: etree._Element | None = self._element
        while element is not None and element.get("id") is None:
            element = element.getparent()
        found = None if element is None else element.get("id")
        return Place(_line(self._element), found)

    def get(self, name: str) -> str | None:
        """An attribute without namespace, outer white space removed."""
        value = self._element.get(name)
        return None if value is None else str(value).strip()

    def foreign_attributes(self) -> Iterator[tuple[str, str]]:
        """Namespace and name of the attributes that have a namespace."""
        for name in self._element.attrib:
            qualified = etree.QName(str(name))
            if qualified.namespace:
                yield qualified.namespace, qualified.localname

    @property
    def text(self) -> str:
        """The text directly in it, outer white space removed."""
        parts = [self._element.text or ""] + [child.tail or "" for child in self._element]
        return "".join(parts).strip()

    def children(self) -> list[Node]:
        """The child elements of the model's namespace."""
        namespace = etree.QName(self._element).namespace
        return [
            Node(child)
            for child in self._element
            if isinstance(child.tag, str) and etree.QName(child).namespace == namespace
        ]

    def all(self, tag: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children() if child.tag == tag]

    def first(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next(iter(self.all(tag)), None)

    def extensions(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Namespace, name and attributes of what stands in its `extensionElements`."""
        holder = self.first("extensionElements")
        for child in holder._element if holder else ():
            if isinstance(child.tag, str):
                qualified = etree.QName(child)
                attributes = {str(name): str(value) for name, value in child.attrib.items()}
                yield qualified.namespace or "", qualified.localname, attributes

    def namespace_of(self, prefix: str) -> str | None:
        """The namespace that a prefix stands for at this place."""
        return self._element.nsmap.get(prefix)

    @property
    def namespace(self) -> str:
        """Its own namespace."""
        return etree.QName(self._element).namespace or ""


def parse_xml(source: bytes, resource: str) -> Node:
    """Read the file and answer its `definitions` element.

    Raises:
        DmnError: no well-formed XML, too large or too deep, a document type, or not a DMN model of version
        1.1 to 1.5.
    """
    if len(source) > MAX_BYTES:
        raise _refusal(
            resource, 1, "dmn-xml", f"the file is larger than {MAX_BYTES} bytes", "split the model"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise _refusal(
            resource, line, "dmn-xml", f"not well-formed XML: {error.msg}", "export it again"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refusal(resource, 1, "dmn-xml", "the file has a document type", "remove the DOCTYPE")
    _check_depth(root, resource)
    if not isinstance(root.tag, str) or etree.QName(root).namespace not in NAMESPACES:
        detail = "the file is no decision model of DMN 1.1 to 1.5"
        raise _refusal(resource, _line(root), "dmn-version", detail, "save it as DMN 1.3 or 1.5")
    if etree.QName(root).localname != "definitions":
        detail = f"the file starts with {etree.QName(root).localname}"
        raise _refusal(resource, _line(root), "dmn-version", detail, "start it with definitions")
    return Node(root)


def _check_depth(root: etree._Element, resource: str) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            detail = f"elements are nested more than {MAX_DEPTH} deep"
            raise _refusal(resource, _line(element), "dmn-xml", detail, "use separate decisions")


def _line(element: etree._Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 1


def _refusal(resource: str, line: int, rule: str, detail: str, remedy: str) -> DmnError:
    return DmnError(resource, [Fault(line, None, rule, detail, remedy)])
