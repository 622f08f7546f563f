"""HTML of templates: where values may be filled in, and what a document may not hold.

A document is opened outside the service, by people who trust it: it runs nothing and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.model.templates.faults import TemplateFault

_RAW: Final = re.compile(r"<(/?)(style|script|title|textarea)\b", re.IGNORECASE)
_ELEMENTS: Final = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "footer",
        "main",
        "section",
        "article",
        "aside",
        "nav",
        "div",
        "p",
        "span",
        "a",
        "img",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "em",
        "b",
        "i",
        "u",
        "s",
        "small",
        "sub",
        "sup",
        "abbr",
        "address",
        "time",
        "mark",
        "q",
        "blockquote",
        "cite",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
    ]
)
_ATTRIBUTES: Final = frozenset(
    [
        "id",
        "class",
        "lang",
        "dir",
        "title",
        "alt",
        "style",
        "charset",
        "name",
        "content",
        "colspan",
        "rowspan",
        "scope",
        "span",
        "width",
        "height",
        "start",
        "datetime",
        "href",
        "src",
        "cite",
    ]
)
_PICTURE: Final = re.compile(r"\s*data:image/(?:png|jpeg|gif);base64,", re.IGNORECASE)
_LINK: Final = re.compile(r"\s*(?:https?:|mailto:|tel:|#)", re.IGNORECASE)
_FETCHING: Final = re.compile(r"@import|url\s*\(|\\", re.IGNORECASE)
"""Styles that fetch; a backslash can spell each of them otherwise."""
_HIDDEN: Final = re.compile(r"<(?:!(?!doctype\s+html\s*>)|\?)", re.IGNORECASE)
_REMEDY: Final = "Remove it; write pictures as `data:image/png;base64,` and styles in the file."


class Markup:
    """Follows the text of a template, to know whether a place is text between tags."""

    def __init__(self) -> None:
        self._tail = ""
        self._raw: str | None = None

    def follow(self, literal: str) -> None:
        """Go on with the next piece of text."""
        for closing, name in _RAW.findall(literal):
            self._raw = None if closing else name.lower()
        seen = self._tail + literal
        comment = seen.rfind("<!--")
        opened = comment if comment > seen.rfind("-->") else seen.rfind("<")
        self._tail = seen[opened:] if opened > seen.rfind(">") or opened == comment >= 0 else ""

    @property
    def closed_to_values(self) -> bool:
        """Whether this is inside a tag, a comment or an element whose text is no text for people."""
        return bool(self._tail) or self._raw in ("style", "script")


def active_content(text: str, first_line: int) -> Iterator[TemplateFault]:
    """Yield a fault for each thing that could run, be sent or be fetched when a document is opened.

    Args:
        text: of the template, with nothing in the places of its FEEL.
        first_line: the line of the file on which it begins.
    """
    for found in _HIDDEN.finditer(text):
        line = first_line + text.count("\n", 0, found.start())
        detail = "A comment or declaration is read in one way here and in another by a browser."
        yield TemplateFault(line, detail, "Remove it; remarks stand in the head of the file, after `#`.")
    root = etree.fromstring(f"<div>{text}</div>", etree.HTMLParser(huge_tree=False))
    for element in () if root is None else root.iter(etree.Element):
        line = first_line + int(str(element.sourceline or 1)) - 1
        for said in _active(element):
            detail = f"A document runs and fetches nothing, and {said} could."
            yield TemplateFault(line, detail, _REMEDY)


def _active(element: etree._Element) -> Iterator[str]:
    name = str(element.tag).lower()
    if name not in _ELEMENTS:
        yield f"the element `{name}`"
    if name == "style" and _FETCHING.search("".join(map(str, element.itertext()))):
        yield "what a style fetches"
    for key, value in element.attrib.items():
        attribute = str(key).lower()
        if _is_active(attribute, str(value)):
            yield f"the attribute `{attribute}` of `{name}`"


def _is_active(attribute: str, value: str) -> bool:
    if attribute not in _ATTRIBUTES:
        return True
    if attribute == "src":
        return _PICTURE.match(value) is None
    if attribute in ("href", "cite"):
        return _LINK.match(value) is None
    return attribute == "style" and _FETCHING.search(value) is not None
