"""Each diagram opens as if drawn by a person: complete, at right angles, nothing on top of anything else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree

DIAGRAMS = sorted((Path(__file__).parents[2] / "bpmn").glob("*.bpmn"))
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
MODELER = "{http://camunda.org/schema/modeler/1.0}"
NODES = {
    *(
        "startEvent",
        "endEvent",
        "boundaryEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "exclusiveGateway",
        "parallelGateway",
    ),
    *(
        "userTask",
        "serviceTask",
        "scriptTask",
        "businessRuleTask",
        "receiveTask",
        "sendTask",
        "callActivity",
        "subProcess",
    ),
}
MOST_NODES = 28
MOSTLY = 0.7
"""Part of the flows that goes to the right; the others loop back."""
SHARED_LINE = 25
"""Pixels that two flows may run on one line, where they leave the same side of a gateway."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have more than a border in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def shrunk(self) -> Box:
        """The same without its outermost pixel."""
        return Box(self.left + 1, self.top + 1, self.right - 1, self.bottom - 1)


def box_of(element: etree._Element) -> Box:
    bounds = element.find(f"{DC}Bounds")
    assert bounds is not None
    x, y, width, height = (float(bounds.get(name) or 0) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)


@dataclass(frozen=True)
class Diagram:
    """One file: its elements by id, what is drawn of them, and what lies inside what."""

    root: etree._Element
    elements: dict[str, etree._Element]
    shapes: dict[str, Box]
    labels: dict[str, Box]
    lines: dict[str, list[Point]]

    def nodes(self) -> dict[str, etree._Element]:
        """Flow nodes by id."""
        return {id_: one for id_, one in self.elements.items() if kind(one) in NODES}

    def related(self, one: str, other: str) -> bool:
        """Whether one is drawn inside the other or on its border."""
        return any(
            self.elements[a].get("attachedToRef") == b or self.elements[b] in self.elements[a].iterancestors()
            for a, b in ((one, other), (other, one))
        )


@cache
def read(path: Path) -> Diagram:
    root = etree.parse(path).getroot()
    elements = {str(one.get("id")): one for one in root.iter(f"{BPMN}*") if one.get("id")}
    shapes = {str(one.get("bpmnElement")): one for one in root.iter(f"{DI}BPMNShape")}
    edges = {str(one.get("bpmnElement")): one for one in root.iter(f"{DI}BPMNEdge")}
    labels = {id_: one.find(f"{DI}BPMNLabel") for id_, one in (shapes | edges).items()}
    return Diagram(
        root,
        elements,
        {id_: box_of(one) for id_, one in shapes.items()},
        {id_: box_of(label) for id_, label in labels.items() if label is not None},
        {
            id_: [(float(p.get("x") or 0), float(p.get("y") or 0)) for p in one.iter(WAYPOINT)]
            for id_, one in edges.items()
        },
    )


def kind(element: etree._Element) -> str:
    return etree.QName(element).localname


def inside_event_subprocess(element: etree._Element) -> bool:
    return any(outer.get("triggeredByEvent") == "true" for outer in element.iterancestors())


def frames_subprocess(element: etree._Element) -> bool:
    """Whether it only says where the content of a subprocess begins or ends."""
    outer = element.getparent()
    return outer is not None and kind(outer) == "subProcess" and kind(element) in {"startEvent", "endEvent"}


def segment(start: Point, end: Point) -> Box:
    return Box(*map(min, start, end), *map(max, start, end))


@pytest.fixture(params=DIAGRAMS, ids=lambda path: path.stem)
def diagram(request: pytest.FixtureRequest) -> Diagram:
    return read(request.param)


def test_it_is_meant_for_the_platform_that_the_editor_checks(diagram: Diagram) -> None:
    assert diagram.root.get(f"{MODELER}executionPlatform") == "Camunda Cloud"
    assert diagram.root.get(f"{MODELER}executionPlatformVersion") == "8.9.0"


def test_a_reader_can_take_it_in(diagram: Diagram) -> None:
    in_flow = [
        one
        for one in diagram.nodes().values()
        if one.get("triggeredByEvent") != "true"
        and not inside_event_subprocess(one)
        and not frames_subprocess(one)
    ]
    assert len(in_flow) <= MOST_NODES


def test_every_element_is_drawn_once(diagram: Diagram) -> None:
    shaped = {*NODES, "lane", "participant"}
    assert diagram.shapes.keys() == {id_ for id_, one in diagram.elements.items() if kind(one) in shaped}
    lined = {"sequenceFlow", "messageFlow"}
    assert diagram.lines.keys() == {id_ for id_, one in diagram.elements.items() if kind(one) in lined}


def test_every_element_is_explained_in_its_documentation(diagram: Diagram) -> None:
    explained = {*NODES, "process", "lane", "participant"}
    silent = [
        id_
        for id_, one in diagram.elements.items()
        if kind(one) in explained and not one.findtext(f"{BPMN}documentation")
    ]
    assert silent == []


def test_no_shape_lies_on_another(diagram: Diagram) -> None:
    nodes = diagram.nodes()
    overlaps = [
        (one, other)
        for one, other in combinations(nodes, 2)
        if diagram.shapes[one].meets(diagram.shapes[other]) and not diagram.related(one, other)
    ]
    assert overlaps == []


def test_labels_can_be_read(diagram: Diagram) -> None:
    solid = [id_ for id_, one in diagram.nodes().items() if kind(one) != "subProcess"]
    covered = [
        (a, b) for a, b in combinations(diagram.labels, 2) if diagram.labels[a].meets(diagram.labels[b])
    ]
    covered += [(a, b) for a in diagram.labels for b in solid if diagram.labels[a].meets(diagram.shapes[b])]
    covered += [
        (a, b)
        for a in diagram.labels
        for b, line in diagram.lines.items()
        if any(diagram.labels[a].shrunk().meets(segment(*ends)) for ends in pairwise(line))
    ]
    assert covered == []


def test_lines_run_at_right_angles_and_past_the_shapes(diagram: Diagram) -> None:
    solid = {id_: one for id_, one in diagram.nodes().items() if kind(one) != "subProcess"}
    faults = []
    for id_, line in diagram.lines.items():
        ends = {diagram.elements[id_].get("sourceRef"), diagram.elements[id_].get("targetRef")}
        for start, end in pairwise(line):
            if start[0] != end[0] and start[1] != end[1]:
                faults.append((id_, "slants"))
            faults += [
                (id_, other)
                for other in solid
                if other not in ends and diagram.shapes[other].shrunk().meets(segment(start, end))
            ]
    assert faults == []


def test_no_line_hides_another(diagram: Diagram) -> None:
    def shared(one: list[Point], other: list[Point]) -> float:
        lengths = [0.0]
        for a, b in ((a, b) for a in pairwise(one) for b in pairwise(other)):
            for along, across in ((0, 1), (1, 0)):
                if len({a[0][across], a[1][across], b[0][across], b[1][across]}) == 1:
                    low = max(min(a[0][along], a[1][along]), min(b[0][along], b[1][along]))
                    high = min(max(a[0][along], a[1][along]), max(b[0][along], b[1][along]))
                    lengths.append(high - low)
        return max(lengths)

    hidden = [
        (one, other)
        for one, other in combinations(diagram.lines, 2)
        if shared(diagram.lines[one], diagram.lines[other]) > SHARED_LINE
    ]
    assert hidden == []


def test_it_reads_from_left_to_right(diagram: Diagram) -> None:
    ends = [
        (str(one.get("sourceRef")), str(one.get("targetRef")))
        for one in diagram.root.iter(f"{BPMN}sequenceFlow")
    ]
    forward = [diagram.shapes[a].left < diagram.shapes[b].right for a, b in ends]
    assert sum(forward) >= MOSTLY * len(forward)

    for one in diagram.nodes().values():
        if kind(one) == "startEvent":
            scope = one.getparent()
            assert scope is not None
            siblings = [str(end.get("id")) for end in scope.iterchildren(f"{BPMN}endEvent")]
            start = diagram.shapes[str(one.get("id"))]
            assert all(start.right < diagram.shapes[id_].left for id_ in siblings)


def test_every_node_stands_in_the_lane_that_names_it(diagram: Diagram) -> None:
    strays = []
    for lane in diagram.root.iter(f"{BPMN}lane"):
        box = diagram.shapes[str(lane.get("id"))]
        for reference in lane.iter(f"{BPMN}flowNodeRef"):
            host = diagram.elements[str(reference.text)].get("attachedToRef") or str(reference.text)
            shape = diagram.shapes[host]
            if not (box.left <= shape.left and shape.right <= box.right):
                strays.append(reference.text)
            if not (box.top <= shape.top and shape.bottom <= box.bottom):
                strays.append(reference.text)
    assert strays == []
