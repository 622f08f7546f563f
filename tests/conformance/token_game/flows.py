"""Ways that divide and meet again: gateways, implicit splits, loops, links, quantities (clause 13.4)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.conformance.elements import element, flow, script
from tests.conformance.token_game.activities import Activity
from tests.conformance.token_game.blocks import Block, Declared, Drawn
from tests.conformance.token_game.board import Place, Then
from tests.conformance.token_game.tasks import UserTask


class Branch(Place):
    """One branch of a split: where a token that ends in it is counted."""

    def __init__(self, at: Place, meeting: Meeting) -> None:
        super().__init__(at, at.game)
        self.meeting = meeting

    def stop(self) -> None:
        self.meeting.left_out()


@dataclass
class Meeting:
    """Where the branches of one split meet: a join goes on when `needed` have come.

    A join that waits for what can still come (inclusive) needs less when a branch ends elsewhere.
    """

    at: Place
    coming: int
    needed: int
    then: Then
    came: int = 0

    def __post_init__(self) -> None:
        self.at.scope.tokens += self.coming - 1

    def arrived(self) -> None:
        """A token came."""
        self.came += 1
        if self.came > self.needed:
            self.at.stop()
            return
        if self.came > 1:
            self._merge()
        if self.came == self.needed:
            self.then()

    def _merge(self) -> None:
        self.at.scope.tokens -= 1

    def left_out(self) -> None:
        """A token ended before it came here."""
        self.needed -= 1
        if not self.needed:
            self.at.stop()
            return
        self._merge()
        if self.came == self.needed:
            self.then()


def divide(at: Place, parts: list[Block], needed: int, then: Then) -> None:
    """A token for each part, and one that goes on when as many as needed are through."""
    meeting = Meeting(at, len(parts), needed, then)
    for part in parts:
        branch = Branch(at, meeting)
        at.game.later(branch, lambda part=part, branch=branch: part.begin(branch, meeting.arrived))  # type: ignore[misc]


@dataclass
class Split(Block):
    """Exclusive, parallel or inclusive, by the bits of the number `v` that the process starts with.

    Complex: all parts, and it goes on when `needed` of them are through.
    """

    kind: str
    parts: list[Block]
    value: int = 0
    needed: int = 0

    def taken(self) -> list[Block]:
        """The parts that get a token."""
        if self.kind in ("parallel", "complex"):
            return self.parts
        fitting = [part for place, part in enumerate(self.parts[:-1]) if self.value >> place & 1]
        if self.kind == "exclusive":
            fitting = fitting[:1]
        return fitting or self.parts[-1:]

    def draw(self, declared: Declared) -> Drawn:
        split, join = f"{self.name}_s", f"{self.name}_j"
        drawn = [part.draw(declared) for part in self.parts]
        conditional = self.kind in ("exclusive", "inclusive")
        given = {"default": f"{split}_{drawn[-1].first}"} if conditional else {}
        divides = "parallel" if self.kind == "complex" else self.kind
        text = element(f"{divides}Gateway", split, **given) + self._join(join)
        for place, part in enumerate(drawn):
            guard = conditional and place < len(drawn) - 1
            when = f"modulo(floor(v / {2**place}), 2) = 1" if guard else None
            text += part.xml + flow(f"{split} {part.first}", when) + flow(f"{part.last} {join}")
        return Drawn(text, split, join)

    def _join(self, name: str) -> str:
        if self.kind != "complex":
            return element(f"{self.kind}Gateway", name)
        condition = f"<activationCondition>=activationCount &gt;= {self.needed}</activationCondition>"
        return element("complexGateway", name, condition)

    def begin(self, at: Place, then: Then) -> None:
        parts = self.taken()
        divide(at, parts, self.needed or len(parts), then)


@dataclass
class ImplicitSplit(Block):
    """A task with several flows out of it: by what it decides, the default, or all of them."""

    task: UserTask
    parts: list[Block]
    conditional: bool

    def draw(self, declared: Declared) -> Drawn:
        task, join = self.task, f"{self.name}_j"
        parts = [part.draw(declared) for part in self.parts]
        if self.conditional:
            task.attributes["default"] = f"{task.name}_{parts[-1].first}"
        kind = "inclusiveGateway" if self.conditional else "parallelGateway"
        xml = task.draw_alone("", declared) + element(kind, join)
        for place, part in enumerate(parts):
            guard = self.conditional and place < len(parts) - 1
            when = f"modulo(floor({task.decides} / {2**place}), 2) = 1" if guard else None
            xml += part.xml + flow(f"{task.name} {part.first}", when) + flow(f"{part.last} {join}")
        return Drawn(xml, task.name, join)

    def begin(self, at: Place, then: Then) -> None:
        self.task.begin(at, lambda: self._split(at, then))

    def _split(self, at: Place, then: Then) -> None:
        parts = self.parts
        if self.conditional:
            decided = at.visible()[self.task.decides]
            assert isinstance(decided, int)
            parts = [part for place, part in enumerate(parts[:-1]) if decided >> place & 1] or parts[-1:]
        divide(at, parts, len(parts), then)


@dataclass
class ImplicitMerge(Block):
    """A task decides between ways that meet in a task without a gateway."""

    task: UserTask
    parts: list[Block]

    def draw(self, declared: Declared) -> Drawn:
        choice, last = f"{self.name}_x", f"{self.name}_z"
        task, parts = self.task.draw(declared), [part.draw(declared) for part in self.parts]
        xml = task.xml + element("exclusiveGateway", choice, default=f"{choice}_{parts[-1].first}")
        xml += element("task", last) + flow(f"{task.last} {choice}")
        for place, part in enumerate(parts):
            when = f"{self.task.decides} = {place}" if place < len(parts) - 1 else None
            xml += part.xml + flow(f"{choice} {part.first}", when) + flow(f"{part.last} {last}")
        return Drawn(xml, task.first, last)

    def begin(self, at: Place, then: Then) -> None:
        self.task.begin(at, lambda: self._chosen(at, then))

    def _chosen(self, at: Place, then: Then) -> None:
        decided = at.visible()[self.task.decides]
        assert isinstance(decided, int)
        self.parts[min(decided, len(self.parts) - 1)].begin(at, then)


@dataclass
class Loop(Block):
    """Repeats by a gateway and a flow back, which meets the way in at a gateway of some kind."""

    body: Block
    times: int
    merge: str = "exclusiveGateway"

    def draw(self, declared: Declared) -> Drawn:
        drawn = self.body.draw(declared)
        reset, merge, count, choice, after = (f"{self.name}_{letter}" for letter in "rmcxa")
        variable = f"n_{self.name}"
        text = script(reset, "0", variable) + element(self.merge, merge) + drawn.xml
        text += script(count, f"{variable} + 1", variable)
        text += element("exclusiveGateway", choice, default=f"{choice}_{after}") + element("task", after)
        text += flow(f"{reset} {merge} {drawn.first}") + flow(f"{drawn.last} {count} {choice} {after}")
        return Drawn(text + flow(f"{choice} {merge}", f"{variable} < {self.times}"), reset, after)

    def begin(self, at: Place, then: Then) -> None:
        at.write(f"n_{self.name}", 0)
        at.game.later(at, lambda: self.body.begin(at, lambda: self._passed(at, then)))

    def _passed(self, at: Place, then: Then) -> None:
        passed = at.visible()[f"n_{self.name}"]
        assert isinstance(passed, int)
        at.write(f"n_{self.name}", passed + 1)
        if passed + 1 < self.times:
            at.game.later(at, lambda: self.body.begin(at, lambda: self._passed(at, then)))
        else:
            then()


@dataclass
class Linked(Block):
    """Two parts with a link between them instead of a flow."""

    before: Block
    after: Block

    def draw(self, declared: Declared) -> Drawn:
        before, after = self.before.draw(declared), self.after.draw(declared)
        throwing, catching = f"{self.name}_t", f"{self.name}_c"
        link = f'<linkEventDefinition name="{self.name}"/>'
        xml = before.xml + after.xml + element("intermediateThrowEvent", throwing, link)
        xml += element("intermediateCatchEvent", catching, link)
        xml += flow(f"{before.last} {throwing}") + flow(f"{catching} {after.first}")
        return Drawn(xml, before.first, after.last)

    def begin(self, at: Place, then: Then) -> None:
        self.before.begin(at, lambda: at.game.later(at, lambda: self.after.begin(at, then)))


@dataclass
class Quantities(Block):
    """An activity that gives several tokens, a part that each goes through, and one that takes them all."""

    first: Activity
    part: Block
    last: Activity
    quantity: int

    def draw(self, declared: Declared) -> Drawn:
        self.first.attributes["completionQuantity"] = str(self.quantity)
        self.last.attributes["startQuantity"] = str(self.quantity)
        drawn = [each.draw(declared) for each in (self.first, self.part, self.last)]
        xml = "".join(each.xml for each in drawn)
        xml += flow(f"{drawn[0].last} {drawn[1].first}") + flow(f"{drawn[1].last} {drawn[2].first}")
        return Drawn(xml, drawn[0].first, drawn[2].last)

    def begin(self, at: Place, then: Then) -> None:
        self.first.begin(
            at,
            lambda: divide(at, [self.part] * self.quantity, self.quantity, lambda: self.last.begin(at, then)),
        )
