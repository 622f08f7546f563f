"""Gateways, implicit splits, links and quantities, from deployment to what the database says afterwards."""

from __future__ import annotations

from tests.conformance.deployed import World
from tests.conformance.elements import (
    element,
    end,
    flow,
    model,
    start,
    user,
)


def link(kind: str, name: str) -> str:
    return element(kind, name, '<linkEventDefinition name="L"/>')


def test_exclusive_gateways_choose_and_merge(world: World) -> None:
    split = element("exclusiveGateway", "x", default="x_b")
    merge = element("exclusiveGateway", "m")
    paths = flow("start x") + flow("x a", "n > 5") + flow("x b m") + flow("a m end")
    root = world.run(model(start(), split, user("a"), user("b"), merge, end(), paths), {"n": 6})
    assert world.open(root) == ["a"]
    world.do("a")
    assert (world.state(root), world.elements(root)) == ("completed", ["start", "x", "a", "m", "end"])


def test_inclusive_gateways_wait_for_what_can_come(world: World) -> None:
    split, join = (element("inclusiveGateway", name) for name in "io")
    paths = flow("start i") + flow("i a", "n > 1") + flow("i b", "n > 2") + flow("i c", "n > 3")
    paths += flow("a o after end") + flow("b o") + flow("c o")
    nodes = split + join + user("a") + user("b") + user("c") + user("after")
    root = world.run(model(start(), nodes, end(), paths), {"n": 3})
    world.do("a")
    assert world.open(root) == ["b"]
    world.do("b")
    assert world.open(root) == ["after"]


def test_a_complex_gateway_fires_at_two_of_three(world: World) -> None:
    condition = (
        '<activationCondition xsi:type="tFormalExpression">=activationCount >= 2</activationCondition>'
    )
    split, join = element("parallelGateway", "f"), element("complexGateway", "j", condition)
    tasks = user("a") + user("b") + user("c") + user("after")
    paths = flow("start f a j after end") + flow("f b j") + flow("f c j")
    root = world.run(model(start(), split, join, tasks, end(), paths))
    world.do("a")
    world.do("b")
    assert world.open(root) == ["after", "c"]
    world.do("c")
    world.do("after")
    assert (world.state(root), world.elements(root).count("after")) == ("completed", 1)


def test_activities_split_and_merge_by_themselves(world: World) -> None:
    paths = flow("start a b c end") + flow("a c")
    root = world.run(model(start(), user("a"), user("b"), user("c"), end(), paths))
    world.do("a")
    assert world.open(root) == ["b", "c"]
    world.do("b")
    assert world.open(root) == ["c", "c"]


def test_links_jump(world: World) -> None:
    throw, catch = link("intermediateThrowEvent", "go"), link("intermediateCatchEvent", "come")
    root = world.run(model(start(), throw, catch, user("a"), end(), flow("start go"), flow("come a end")))
    assert world.open(root) == ["a"]


def test_quantities_gather_and_multiply_tokens(world: World) -> None:
    nodes = user("a", completionQuantity="3") + user("b", startQuantity="3")
    root = world.run(model(start(), nodes, end(), flow("start a b end")))
    world.do("a")
    world.do("b")
    assert (world.state(root), world.elements(root).count("b")) == ("completed", 1)
