"""The flow graph of one scope: what reaches what, what a split leads to, in bounded time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from engine.model.document import Element
from engine.model.lint.model import Model, is_event_subprocess, starts_instances
from engine.model.schema import is_a

MAX_FLOWS = 50
"""Flows into one node that are followed back."""
MAX_NODES = 400
MAX_EDGES = 1500
"""Nodes and edges of a scope beyond which paths are not searched."""


class Graph:
    """The nodes of a scope, flows and boundary events as edges."""

    def __init__(self, model: Model, scope: Element) -> None:
        self._model = model
        self.nodes = tuple(child for child in scope.children if is_a(child.name, "flowNode"))
        inside = set(self.nodes)
        self._next: dict[Element, tuple[Element, ...]] = {}
        for node in self.nodes:
            after = [model.target(flow) for flow in model.outgoing(node)]
            links = self._links(node)
            self._next[node] = tuple(
                found
                for found in (*after, *model.boundaries.get(node, ()), *links)
                if found is not None and found in inside
            )

    @cached_property
    def _too_large(self) -> bool:
        return len(self.nodes) > MAX_NODES or sum(map(len, self._next.values())) > MAX_EDGES

    def _links(self, node: Element) -> tuple[Element, ...]:
        if node.name != "intermediateThrowEvent":
            return ()
        return tuple(found for name in self._link_names(node) for found in self._targets.get(name, ())[:1])

    @cached_property
    def _targets(self) -> Mapping[str, Sequence[Element]]:
        found: dict[str, list[Element]] = {}
        for node in self.nodes:
            if node.name == "intermediateCatchEvent":
                for name in self._link_names(node):
                    found.setdefault(name, []).append(node)
        return found

    def _link_names(self, node: Element) -> list[str]:
        return [
            item.attributes.get("name", "")
            for item in self._model.definitions(node)
            if item.name == "linkEventDefinition"
        ]

    @cached_property
    def reached(self) -> frozenset[Element]:
        """Nodes that can run: what starts by itself, and all that it leads to."""
        return frozenset(self._reachable(node for node in self.nodes if self._starts(node)))

    def _starts(self, node: Element) -> bool:
        if node.name == "startEvent" or starts_instances(node) or is_event_subprocess(node):
            return True
        led = any(self._model.source(flow) in self._next for flow in self._model.incoming(node))
        return not led and node.name != "boundaryEvent" and not self._is_link(node)

    def _is_link(self, node: Element) -> bool:
        return node.name == "intermediateCatchEvent" and "link" in self._model.kinds(node)

    def _reachable(self, starts: Iterable[Element], without: Element | None = None) -> set[Element]:
        seen = set(starts)
        pending = list(seen)
        while pending:
            for found in self._next.get(pending.pop(), ()):
                if found not in seen and found is not without:
                    seen.add(found)
                    pending.append(found)
        return seen

    def path(self, start: Element, end: Element) -> list[str]:
        """Ids on a shortest way from one node to another."""
        before: dict[Element, Element] = {}
        pending = [start]
        for node in pending:
            for found in self._next.get(node, ()):
                if found not in before and found is not start:
                    before[found] = node
                    pending.append(found)
        way = [end]
        while way[-1] in before and way[-1] is not start:
            way.append(before[way[-1]])
        return [str(node.id) for node in reversed(way)]

    def branches(self, split: Element) -> Iterator[set[Element]]:
        """For each way out of a split, the nodes that only this way leads to."""
        if self._too_large:
            return
        ways = [
            self._reachable([target], without=split)
            for flow in self._model.outgoing(split)
            if (target := self._model.target(flow)) is not None and target in self._next
        ]
        for place, way in enumerate(ways):
            others = set().union(*(other for at, other in enumerate(ways) if at != place))
            yield way - others

    def beside(self, node: Element, starts: Iterable[Element]) -> Iterator[set[Element]]:
        """What may happen while a token stays at a node: behind these starts, and on each parallel way."""
        yield self._reachable(starts, without=node)
        for ways in self._parallel_ways:
            if any(node in way for way in ways):
                yield from (way for way in ways if node not in way)

    @cached_property
    def _parallel_ways(self) -> Sequence[Sequence[set[Element]]]:
        return [list(self.branches(split)) for split in self.nodes if self.takes_several(split)]

    def split_towards(self, one: Element, other: Element) -> Element | None:
        """A split that sends tokens to two nodes that lead to each other, to each past the other."""
        if self._too_large:
            return None
        if other not in self._reachable([one]) or one not in self._reachable([other]):
            return None
        to_one, to_other = self._leading_to(one, other), self._leading_to(other, one)
        for split in self.nodes:
            if split.name in ("exclusiveGateway", "eventBasedGateway") or split in (one, other):
                continue
            first, second = to_one & {*self._next[split]}, to_other & {*self._next[split]}
            if first and second and len(first | second) > 1:
                return split
        return None

    def _leading_to(self, end: Element, without: Element) -> set[Element]:
        """The nodes that lead to one node without passing another."""
        before: dict[Element, list[Element]] = {}
        for node, following in self._next.items():
            for found in following:
                before.setdefault(found, []).append(node)
        seen, pending = {end}, [end]
        while pending:
            for found in before.get(pending.pop(), ()):
                if found not in seen and found is not without:
                    seen.add(found)
                    pending.append(found)
        return seen

    def choice_before(self, join: Element) -> Element | None:
        """A choice of which two ways enter the join: it may send one token where two are awaited.

        An activity that is interrupted at its border chooses between going on and what follows the event.
        """
        return self._entry(join, self._chooses)

    def split_before(self, merge: Element) -> Element | None:
        """A split that may take several ways at once, of which two enter this node."""
        return self._entry(merge, self.takes_several)

    def waits_for_itself(self, join: Element) -> Element | None:
        """The node before a join that only the join itself leads to."""
        if self._too_large:
            return None
        starts = [node for node in self.nodes if node is not join and self._starts(node)]
        seen = self._reachable(starts, without=join)
        behind = self._reachable([join])
        sources = (self._model.source(flow) for flow in self._model.incoming(join))
        return next((found for found in sources if found in behind and found not in seen), None)

    def takes_several(self, split: Element) -> bool:
        """Whether a token that arrives may leave by several ways at once."""
        if split.name in ("exclusiveGateway", "eventBasedGateway", "complexGateway"):
            return split.get("eventGatewayType") == "Parallel"
        return len(self._model.outgoing(split)) > 1

    def _chooses(self, split: Element) -> bool:
        if split.name in ("exclusiveGateway", "eventBasedGateway", "inclusiveGateway"):
            return split.get("eventGatewayType") != "Parallel"
        if not is_a(split.name, "activity"):
            return False
        return self._interrupted(split) or any(
            flow.first("conditionExpression") is not None for flow in self._model.outgoing(split)
        )

    def _interrupted(self, node: Element) -> bool:
        return (
            any(event.flag("cancelActivity", True) for event in self._model.boundaries.get(node, ()))
            and len(self._model.outgoing(node)) == 1
        )

    def _entry(self, node: Element, fits: Callable[[Element], bool]) -> Element | None:
        """The split of that kind that is the nearest before two different flows into the node."""
        if self._too_large:
            return None
        ways: dict[Element, int] = {}
        for flow in self._model.incoming(node)[:MAX_FLOWS]:
            for found in self._origins(flow, node):
                ways[found] = ways.get(found, 0) + 1
        return next((split for split, count in ways.items() if count > 1 and fits(split)), None)

    def _origins(self, flow: Element, join: Element) -> set[Element]:
        """The splits nearest before a flow: walking back over everything that neither splits nor joins."""
        found: set[Element] = set()
        seen = {join}
        source = self._model.source(flow)
        pending = [source] if source is not None else []
        while pending:
            node = pending.pop()
            if node in seen or node not in self._next:
                continue
            seen.add(node)
            if self._interrupted(node):
                found.add(node)
            if node.name == "boundaryEvent":
                host = self._model.document.resolve(node.get("attachedToRef"))
                if host is not None and node.flag("cancelActivity", True) and self._interrupted(host):
                    found.add(host)
            elif len(self._model.outgoing(node)) > 1:
                found.add(node)
            elif not (node.name in _SYNCHRONISING and len(self._model.incoming(node)) > 1):
                pending += [
                    before
                    for back in self._model.incoming(node)
                    if (before := self._model.source(back)) is not None
                ]
        return found


_SYNCHRONISING = ("parallelGateway", "inclusiveGateway", "complexGateway")


def cycles(model: Model, nodes: Sequence[Element]) -> Iterator[tuple[Element, ...]]:
    """Cycles among these nodes, none twice: what cannot be in one is removed first."""
    inside = set(nodes)
    following = {
        node: [
            found
            for flow in model.outgoing(node)
            if (found := model.target(flow)) in inside and found is not None
        ]
        for node in nodes
    }
    before: dict[Element, list[Element]] = {node: [] for node in nodes}
    for node, after in following.items():
        for found in after:
            before[found].append(node)
    open_ways = {node: len(after) for node, after in following.items()}
    ending = [node for node, ways in open_ways.items() if ways == 0]
    left = dict(following)
    while ending:
        node = ending.pop()
        del left[node]
        for earlier in before[node]:
            open_ways[earlier] -= 1
            if open_ways[earlier] == 0:
                ending.append(earlier)
    seen: set[Element] = set()
    for node in left:
        way: list[Element] = []
        while node not in seen:
            seen.add(node)
            way.append(node)
            node = next(found for found in left[node] if found in left)
        if node in way:
            yield tuple(way[way.index(node) :])
