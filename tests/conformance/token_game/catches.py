"""Events that are waited for in the flow, and event-based gateways (clauses 10.5.4 and 10.6.6)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.conformance.elements import element, flow
from tests.conformance.token_game.blocks import Block, Declared, Drawn
from tests.conformance.token_game.board import Place, Then, Variables
from tests.conformance.token_game.triggers import Catching, Listener, Trigger


@dataclass
class Catch(Block):
    """An intermediate catch event: one of its triggers, or all when parallel."""

    catching: Catching

    def draw(self, declared: Declared) -> Drawn:
        definitions, attributes = self.catching.draw(declared), self.catching.attributes()
        xml = element("intermediateCatchEvent", self.name, definitions, **attributes)
        return Drawn(xml, self.name, self.name)

    def begin(self, at: Place, then: Then) -> None:
        place = at.inner()
        Listener(
            place,
            [(self.name, trigger) for trigger in self.catching.triggers],
            lambda _, payload: place.game.later(place, lambda: self._caught(place, payload, then)),
            parallel=self.catching.parallel,
        )

    def _caught(self, place: Place, payload: Variables, then: Then) -> None:
        for name, value in payload.items():
            place.write(name, value)
        place.end()
        self.counted(place)
        then()


@dataclass
class EventGateway(Block):
    """The first event decides; `receiving` draws the messages as receive tasks."""

    alternatives: list[tuple[str, Trigger, Block]]
    receiving: bool = False

    def draw(self, declared: Declared) -> Drawn:
        split, merge = f"{self.name}_g", f"{self.name}_j"
        xml = element("eventBasedGateway", split) + element("exclusiveGateway", merge)
        for name, trigger, part in self.alternatives:
            definition, drawn = trigger.draw(declared), part.draw(declared)
            if self.receiving and trigger.kind == "message":
                xml += element("receiveTask", name, messageRef=trigger.name)
            else:
                xml += element("intermediateCatchEvent", name, definition)
            xml += drawn.xml + flow(f"{split} {name} {drawn.first}") + flow(f"{drawn.last} {merge}")
        return Drawn(xml, split, merge)

    def begin(self, at: Place, then: Then) -> None:
        place = at.inner()
        waited = [(name, trigger) for name, trigger, _ in self.alternatives]
        Listener(
            place,
            waited,
            lambda index, payload: place.game.later(place, lambda: self._came(index, place, payload, then)),
        )

    def _came(self, index: int, place: Place, payload: Variables, then: Then) -> None:
        name, _, part = self.alternatives[index]
        for variable, value in payload.items():
            place.write(variable, value)
        at = place.above
        assert at is not None
        place.end()
        place.game.completed[name] += 1
        part.begin(at, then)
