"""A block: a part of a model with one way in and one way out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence as Several
from dataclasses import dataclass
from itertools import pairwise

from tests.conformance.elements import flow
from tests.conformance.token_game.board import Place, Then

Declared = dict[str, str]
"""What stands beside the process in the file: signals, messages, errors, called processes."""


@dataclass(frozen=True)
class Drawn:
    """The XML of a block, and the ids of its first and of its last node."""

    xml: str
    first: str
    last: str


@dataclass
class Block(ABC):
    """A part of a model. Ids without an underscore are those whose completion the game counts."""

    name: str

    @abstractmethod
    def draw(self, declared: Declared) -> Drawn:
        """Draws it."""

    @abstractmethod
    def begin(self, at: Place, then: Then) -> None:
        """A token enters; `then` is what follows."""

    def counted(self, at: Place) -> None:
        """Notes that the element with the block's name completed."""
        at.game.completed[self.name] += 1


@dataclass
class Sequence(Block):
    """One after the other."""

    parts: list[Block]

    def draw(self, declared: Declared) -> Drawn:
        return chained([part.draw(declared) for part in self.parts])

    def begin(self, at: Place, then: Then) -> None:
        self._go_on(at, 0, then)

    def _go_on(self, at: Place, index: int, then: Then) -> None:
        if index == len(self.parts):
            then()
            return
        at.game.later(at, lambda: self.parts[index].begin(at, lambda: self._go_on(at, index + 1, then)))


def chained(drawn: Several[Drawn]) -> Drawn:
    """The parts with a flow from each to the next."""
    xml = "".join(part.xml for part in drawn)
    xml += "".join(flow(f"{before.last} {after.first}") for before, after in pairwise(drawn))
    return Drawn(xml, drawn[0].first, drawn[-1].last)
