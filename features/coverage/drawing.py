"""A diagram as SVG, from its own diagram interchange: what was reached in green, what was not in red."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
REACHED, MISSED, PLAIN = "#1a7f37", "#cf222e", "#57606a"
MARGIN = 20
WIDEST, LINE = 16, 13


@dataclass(frozen=True)
class Box:
    """The bounds of a shape."""

    x: float
    y: float
    width: float
    height: float


def draw(source: bytes, times: Mapping[str, int]) -> str:
    """Draw a BPMN file.

    Args:
        source: the file.
        times: how often each flow and event was reached, by id; others are drawn plain.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(source, parser)
    names = {element.get("id"): element for element in root.iter() if element.get("id")}
    shapes = [*_shapes(root, names, times), *_edges(root, times)]
    width, height = _size(root)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} {-MARGIN} {width} {height}" '
        f'font-family="sans-serif" font-size="11">{"".join(shapes)}</svg>\n'
    )


def _colour(element_id: str, times: Mapping[str, int]) -> str:
    if element_id not in times:
        return PLAIN
    return REACHED if times[element_id] else MISSED


def _shapes(
    root: etree._Element, names: Mapping[str, etree._Element], times: Mapping[str, int]
) -> Iterator[str]:
    for shape in root.iter(f"{BPMNDI}BPMNShape"):
        element_id, bounds = shape.get("bpmnElement", ""), shape.find(f"{DC}Bounds")
        element = names.get(element_id)
        if bounds is None or element is None:
            continue
        x, y, width, height = (float(bounds.get(name, "0")) for name in ("x", "y", "width", "height"))
        kind = etree.QName(element).localname
        style = f'fill="none" stroke="{_colour(element_id, times)}" stroke-width="1.5"'
        yield _outline(kind, x, y, width, height, style)
        if label := element.get("name"):
            yield _name(label, kind, Box(x, y, width, height), expanded=shape.get("isExpanded") == "true")


def _outline(kind: str, x: float, y: float, width: float, height: float, style: str) -> str:
    if kind.endswith("Event"):
        return f'<circle cx="{x + width / 2}" cy="{y + height / 2}" r="{width / 2}" {style}/>'
    if kind.endswith("Gateway"):
        middle, centre = x + width / 2, y + height / 2
        points = f"{middle},{y} {x + width},{centre} {middle},{y + height} {x},{centre}"
        return f'<polygon points="{points}" {style}/>'
    corner = 0 if kind in ("participant", "lane") else 8
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{corner}" {style}/>'


def _name(text: str, kind: str, box: Box, *, expanded: bool) -> str:
    """The name of an element where a modeller would draw it."""
    middle = box.x + box.width / 2
    if kind in ("participant", "lane"):
        x, y = box.x + 18, box.y + box.height / 2
        return f'<g transform="rotate(-90 {x} {y})">{_label(text, x, y)}</g>'
    if kind.endswith(("Event", "Gateway")):
        return _label(text, middle, box.y + box.height + 12)
    if expanded:
        return _label(text, middle, box.y + 14)
    lines = wrap(text, WIDEST)
    top = box.y + box.height / 2 + 4 - LINE * (len(lines) - 1) / 2
    return "".join(_label(line, middle, top + LINE * number) for number, line in enumerate(lines))


def _label(text: str, x: float, y: float) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="middle">{escape(text)}</text>'


def _edges(root: etree._Element, times: Mapping[str, int]) -> Iterator[str]:
    for edge in root.iter(f"{BPMNDI}BPMNEdge"):
        element_id = edge.get("bpmnElement", "")
        points = [(float(p.get("x", "0")), float(p.get("y", "0"))) for p in edge.iter(f"{DI}waypoint")]
        if len(points) < 2:
            continue
        line = " ".join(f"{x},{y}" for x, y in points)
        style = f'fill="none" stroke="{_colour(element_id, times)}" stroke-width="1.5"'
        yield f'<polyline points="{line}" {style}/>'
        if element_id in times:
            (x1, y1), (x2, y2) = points[0], points[1]
            yield _label(str(times[element_id]), (x1 + x2) / 2, (y1 + y2) / 2 - 3)


def _size(root: etree._Element) -> tuple[float, float]:
    right = bottom = 0.0
    for bounds in root.iter(f"{DC}Bounds"):
        right = max(right, float(bounds.get("x", "0")) + float(bounds.get("width", "0")))
        bottom = max(bottom, float(bounds.get("y", "0")) + float(bounds.get("height", "0")))
    return right + 2 * MARGIN, bottom + 2 * MARGIN
