"""What would surprise at run time is said in many shapes, on each level, and not where all is well."""

from __future__ import annotations

import pytest

from engine.model.finding import Severity
from engine.model.lint import check
from engine.model.reader import read_bpmn
from tests.unit.lint.constraints.constraint import (
    MESSAGE,
    ROOTS,
    TERMINATE,
    TIMER,
    boundary,
    catch,
    condition,
    end,
    flow,
    flows,
    node,
    process,
    start,
    task,
)
from tests.unit.lint.constraints.styles import plain

EXECUTABLE = 'isExecutable="true"'
BRANCHES = task() + task("b")
LAST = node("parallelGateway", "j") + end()


def writing(id_: str, target: str) -> str:
    """A service task that writes one path."""
    return node(
        "serviceTask",
        id_,
        '<extensionElements><zeebe:taskDefinition type="x"/><zeebe:ioMapping>'
        f'<zeebe:output source="=1" target="{target}"/></zeebe:ioMapping></extensionElements>',
    )


def inner(content: str) -> str:
    """A subprocess `a` around one node `i`."""
    return node("subProcess", "a", start(id_="is") + content + end(id_="ie") + flows("is i ie"))


def split(name: str, content: str, *ways: str, default: str = "") -> str:
    """A split `g` behind the start."""
    attributes = f'default="{default}"' if default else ""
    return start() + node(name, "g", attributes=attributes) + content + flows("s g", *ways)


def beside(first: str, second: str) -> str:
    """Two activities `a` and `b` in parallel, joined."""
    return split("parallelGateway", first + second + LAST, "g a j e", "g b j")


def awaiting(content: str) -> str:
    """A message that is awaited at `c`."""
    return start() + catch(MESSAGE) + end() + flows("s c e") + content


def event_subprocess(definition: str, attributes: str = "") -> str:
    """An event subprocess `x` that its start alone makes up."""
    content = start(definition, attributes, id_="xs") + end(id_="xe") + flows("xs xe")
    return node("subProcess", "x", content, 'triggeredByEvent="true"')


TO_A = flow("g", "a", condition())
FIRST_OF_MESSAGES = split(
    "eventBasedGateway",
    catch(MESSAGE, "a") + catch('<messageEventDefinition messageRef="m2"/>', "b"),
    "g a",
    "g b",
)
RECEIVE = node("receiveTask", "a", attributes='messageRef="m"')
SHAPES = {
    "a choice before a join": (
        split("exclusiveGateway", BRANCHES + LAST + TO_A, "a j e", "g b j", default="g-b"),
        "deadlock",
    ),
    "an inclusive choice before a join": (
        split("inclusiveGateway", BRANCHES + LAST + TO_A, "a j e", "g b j", default="g-b"),
        "deadlock",
    ),
    "conditional flows of a task before a join": (
        split("task", BRANCHES + LAST + TO_A, "a j e", "g b j", default="g-b"),
        "deadlock",
    ),
    "events before a join": (
        split("eventBasedGateway", catch(TIMER, "a") + catch(TIMER, "b") + LAST, "g a j e", "g b j"),
        "deadlock",
    ),
    "an interrupted task before a join": (
        start() + task() + boundary(TIMER) + task("x") + LAST + flows("s a j e", "b x j"),
        "deadlock",
    ),
    "a join that waits for itself": (
        start()
        + node("parallelGateway", "j")
        + task()
        + node("exclusiveGateway", "g", attributes='default="g-e"')
        + end()
        + flows("s j a g e")
        + flow("g", "j", condition()),
        "deadlock",
    ),
    "parallel branches that merge": (
        split("parallelGateway", BRANCHES + task("k") + end(), "g a k e", "g b k"),
        "lack-of-synchronisation",
    ),
    "flows of a task that merge": (
        split("task", BRANCHES + task("k") + end(), "g a k e", "g b k"),
        "lack-of-synchronisation",
    ),
    "inclusive branches that merge": (
        split("inclusiveGateway", BRANCHES + task("k") + end() + TO_A, "a k e", "g b k", default="g-b"),
        "lack-of-synchronisation",
    ),
    "an island": (start() + task() + end() + task("x") + task("y") + flows("s a e", "x y x"), "dead-node"),
    "a loop that nothing stops": (start() + BRANCHES + end() + flows("s a b a"), "automatic-loop"),
    "a loop through a subprocess that nothing stops": (
        start() + inner(task("i")) + task("b") + end() + flows("s a b a"),
        "automatic-loop",
    ),
    "a gateway without default flow": (
        split("exclusiveGateway", BRANCHES + end() + TO_A + flow("g", "b", condition("x = 2")), "a e", "b e"),
        "gateway-default",
    ),
    "a task without default flow": (
        split("task", BRANCHES + end() + TO_A + flow("g", "b", condition("x = 2")), "a e", "b e"),
        "gateway-default",
    ),
    "a gateway without condition": (
        split("exclusiveGateway", BRANCHES + end(), "g a e", "g b e"),
        "gateway-condition",
    ),
    "one variable of two branches": (beside(writing("a", "v"), writing("b", "v")), "parallel-write"),
    "a part of a variable of another branch": (
        beside(writing("a", "v.x"), writing("b", "v")),
        "parallel-write",
    ),
    "a variable of which another branch writes a part": (
        beside(writing("a", "v"), writing("b", "v.x.y")),
        "parallel-write",
    ),
    "one variable of flows of a task": (
        split("task", writing("a", "v") + writing("b", "v") + LAST, "g a j e", "g b j"),
        "parallel-write",
    ),
    "a message that may never come": (awaiting(""), "endless-wait"),
    "the first of two messages": (FIRST_OF_MESSAGES, "endless-wait"),
    "a message that another may call off": (
        start() + RECEIVE + boundary(MESSAGE) + end() + end(id_="f") + flows("s a e", "b f"),
        "endless-wait",
    ),
    "a reminder of a message": (
        start()
        + RECEIVE
        + boundary(TIMER, attributes='cancelActivity="false"')
        + end()
        + end(id_="f")
        + flows("s a e", "b f"),
        "endless-wait",
    ),
    "a message beside an event that does not interrupt": (
        awaiting(event_subprocess(TIMER, 'isInterrupting="false"')),
        "endless-wait",
    ),
    "a choice that ends all before a message": (
        split(
            "exclusiveGateway",
            catch(MESSAGE, "a") + end() + end(TERMINATE, "f") + TO_A,
            "a e",
            "g f",
            default="g-f",
        ),
        "endless-wait",
    ),
}
WELL = {
    "a message until a term": split(
        "eventBasedGateway", catch(MESSAGE, "a") + catch(TIMER, "b") + end(), "g a e", "g b e"
    ),
    "a message within a term": start()
    + RECEIVE
    + boundary(TIMER)
    + end()
    + end(id_="f")
    + flows("s a e", "b f"),
    "a message in what has a term": (
        start() + inner(catch(MESSAGE, "i")) + boundary(TIMER) + end() + end(id_="f") + flows("s a e", "b f")
    ),
    "a message beside an event that interrupts": awaiting(event_subprocess(TIMER)),
    "a message beside work that ends all": split(
        "parallelGateway", catch(MESSAGE, "a") + task("b") + end() + end(TERMINATE, "f"), "g a e", "g b f"
    ),
    "a loop through a subprocess that waits": (
        start() + inner(catch(TIMER, "i")) + task("b") + end() + flows("s a b a", "b e")
    ),
    "two parts of a variable": beside(writing("a", "v.x"), writing("b", "v.y")),
    "names that begin alike": beside(writing("a", "value"), writing("b", "values")),
    "a choice that merges": split(
        "exclusiveGateway",
        BRANCHES + node("exclusiveGateway", "j") + end() + TO_A,
        "a j e",
        "g b j",
        default="g-b",
    ),
    "a choice within a branch": (
        start()
        + node("parallelGateway", "p1")
        + node("exclusiveGateway", "g", attributes='default="g-d"')
        + BRANCHES
        + task("d")
        + node("exclusiveGateway", "k")
        + LAST
        + flows("s p1 g d k j e", "a k", "p1 b j")
        + TO_A
    ),
    "branches that end apart": split("parallelGateway", BRANCHES + end() + end(id_="e2"), "g a e", "g b e2"),
    "an interrupted task that merges": (
        start()
        + task()
        + boundary(TIMER)
        + task("x")
        + node("exclusiveGateway", "j")
        + end()
        + flows("s a j e", "b x j")
    ),
    "an interrupted task within a branch": (
        start()
        + node("parallelGateway", "g")
        + BRANCHES
        + boundary(TIMER, "t")
        + end(id_="e2")
        + LAST
        + flows("s g a j e", "g b j", "t e2")
    ),
    "a loop around branches": (
        start()
        + node("exclusiveGateway", "k")
        + node("parallelGateway", "g")
        + BRANCHES
        + node("parallelGateway", "j")
        + node("exclusiveGateway", "x", attributes='default="x-e"')
        + end()
        + flows("s k g a j x e", "g b j")
        + flow("x", "k", condition())
    ),
}


def warnings(content: str) -> set[str]:
    """The rules with errors or warnings."""
    source = plain(ROOTS + process(content, EXECUTABLE))
    source = source.replace(b"xmlns:tns", b'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:tns', 1)
    read = read_bpmn(source, resource="model.bpmn")
    assert read.file is not None
    findings = [*read.findings, *check([read.file])]
    return {finding.rule for finding in findings if finding.severity is not Severity.INFO}


def nested(content: str) -> str:
    """The same in a subprocess."""
    return start(id_="s0") + node("subProcess", "sub", content) + end(id_="e0") + flows("s0 sub e0")


@pytest.mark.parametrize("name", SHAPES)
def test_a_surprise_is_told(name: str) -> None:
    content, rule = SHAPES[name]
    assert rule in warnings(content)
    assert rule in warnings(nested(content))


@pytest.mark.parametrize("name", WELL)
def test_nothing_is_said_where_all_is_well(name: str) -> None:
    assert warnings(WELL[name]) == set()
    assert warnings(nested(WELL[name])) == set()
