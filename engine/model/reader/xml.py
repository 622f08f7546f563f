"""Bytes of a file become a document, or a fault: hardened, bounded, without recursion."""

from __future__ import annotations

import re

from lxml import etree

from engine.model.document import BPMN, PREFIXES, Document, Element, of_bpmn

MAX_BYTES = 2 * 1024 * 1024
MAX_NESTING = 50
"""Levels of subprocesses in each other."""

MAX_ATTRIBUTES = 1000
"""Attributes of one element: the parser compares each with all others."""

_FIRST_TAG = re.compile(rb"<[A-Za-z_]")
_VALUE = re.compile(rb"=\s*[\"']")
_SCOPES = frozenset({"subProcess", "transaction", "adHocSubProcess"})


class UnreadableError(Exception):
    """The source is no document that will be read."""

    def __init__(self, line: int, detail: str, remedy: str) -> None:
        super().__init__(detail)
        self.line = line
        self.detail = detail
        self.remedy = remedy


def parse(source: bytes, *, resource: str) -> Document:
    """The document in `source`.

    :raises UnreadableError: too large, no well-formed XML, a DOCTYPE, too deeply nested, or not BPMN 2.0.
    """
    if len(source) > MAX_BYTES:
        raise UnreadableError(
            1,
            f"the file has {len(source)} bytes; {MAX_BYTES} are allowed",
            "Split the model into called processes.",
        )
    plain = source.replace(b"\0", b"")  # UTF-16 too
    _refuse_doctype(plain)
    _refuse_attributes(plain)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            error.lineno or 1,
            f"this is no well-formed XML: {error.msg}",
            "Open the file in a modeler and save it again.",
        ) from error
    except ValueError as error:
        raise UnreadableError(
            1, f"this is no well-formed XML: {error}", "Open the file in a modeler and save it again."
        ) from error
    if _has_doctype(root):
        raise _doctype()
    if root.tag != f"{{{BPMN}}}definitions":
        raise UnreadableError(
            _line(root),
            "the root element is not `definitions` of BPMN 2.0",
            "Save the file as BPMN 2.0 XML.",
        )
    return _document(root, resource)


def _has_doctype(root: etree._Element) -> bool:
    information = root.getroottree().docinfo
    return information is not None and information.internalDTD is not None


def _line(node: etree._Element) -> int:
    line = node.sourceline
    return line if isinstance(line, int) else 1


def _refuse_attributes(plain: bytes) -> None:
    """Before the parser sees them: its time grows with the square of their number."""
    line = 1
    for tag in plain.split(b"<"):
        if len(tag) > MAX_ATTRIBUTES and len(_VALUE.findall(tag)) > MAX_ATTRIBUTES:
            raise UnreadableError(
                line,
                f"an element has more than {MAX_ATTRIBUTES} attributes",
                "Open the file in a modeler and save it again.",
            )
        line += tag.count(b"\n")


def _refuse_doctype(plain: bytes) -> None:
    """Before the parser sees it: entities must not even be declared."""
    first = _FIRST_TAG.search(plain)
    if b"<!DOCTYPE" in plain[: first.start() if first else len(plain)]:
        raise _doctype()


def _doctype() -> UnreadableError:
    return UnreadableError(
        1, "the file has a DOCTYPE, which BPMN never needs", "Delete the DOCTYPE and its entities."
    )


def _name(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    if namespace == BPMN:
        return local
    prefix = PREFIXES.get(namespace)
    if prefix is not None:
        return f"{prefix}:{local}"
    return f"{{{namespace}}}{local}"


def _attribute(tag: str) -> str:
    return _name(tag) if tag.startswith("{") else tag


def _document(root: etree._Element, resource: str) -> Document:
    order = [node for node in root.iter() if isinstance(node.tag, str)]
    built: dict[etree._Element, Element] = {}
    depth: dict[etree._Element, int] = {}
    for node in order:
        outer = node.getparent()
        depth[node] = (depth[outer] if outer is not None else 0) + (_name(node.tag) in _SCOPES)
        if depth[node] > MAX_NESTING:
            raise UnreadableError(
                _line(node),
                f"subprocesses are nested more than {MAX_NESTING} deep",
                "Call processes instead of nesting subprocesses.",
            )
    parents: dict[Element, Element] = {}
    for node in reversed(order):
        children = tuple(built[child] for child in node if isinstance(child.tag, str))
        element = Element(
            name=_name(node.tag),
            line=_line(node),
            attributes={_attribute(str(key)): str(value) for key, value in node.attrib.items()},
            text=(node.text or "").strip() if len(node) == 0 else _mixed(node),
            children=children,
        )
        built[node] = element
        for child in children:
            parents[child] = element
    elements = tuple(built[node] for node in order)
    by_id: dict[str, Element] = {}
    by_name: dict[str, list[Element]] = {}
    for element in elements:
        by_name.setdefault(element.name, []).append(element)
        if element.id is not None and of_bpmn(element):
            by_id.setdefault(element.id, element)
    return Document(
        resource=resource,
        root=built[root],
        namespaces={prefix or "": uri for prefix, uri in root.nsmap.items()},
        elements=elements,
        parents=parents,
        by_id=by_id,
        by_name=by_name,
    )


def _mixed(node: etree._Element) -> str:
    return "".join([node.text or "", *(child.tail or "" for child in node)]).strip()
