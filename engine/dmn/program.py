"""A compiled model: what each element needs and does, over the model and its imports."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.dmn.definitions import Element, Key
from engine.dmn.faults import Place
from engine.dmn.functions import Signature
from engine.dmn.run import Logic
from engine.dmn.types import Types
from engine.feel.types import FeelType


@dataclass(frozen=True, slots=True)
class Need:
    """Something that an element requires, and how its expressions see it.

    `alias` is the id of a decision that is named otherwise: editors let expressions say it too, and it
    gives way to every name. `import_name` is the name of the import that it comes from, empty for an
    element of the model itself.
    """

    key: Key
    name: str
    alias: str | None
    import_name: str


@dataclass(frozen=True, slots=True)
class CompiledInput:
    """Input data: its name and type."""

    key: Key
    name: str
    type: FeelType | None
    place: Place


@dataclass(frozen=True, slots=True)
class CompiledDecision:
    """A decision. `undeclared` are names that its logic uses and that no requirement gives: the caller may
    give them.

    `plan` are the decisions to take, each after those it requires, this one last.
    """

    key: Key
    name: str
    variable: str
    information: tuple[Need, ...]
    knowledge: tuple[Need, ...]
    undeclared: tuple[str, ...]
    logic: Logic | None
    is_table: bool
    type: FeelType | None
    place: Place


@dataclass(frozen=True, slots=True)
class CompiledKnowledge:
    """A business knowledge model; the scope of its body holds the parameters."""

    key: Key
    signature: Signature
    knowledge: tuple[Need, ...]
    body: Logic | None


@dataclass(frozen=True, slots=True)
class CompiledService:
    """A decision service; `parameters` are its input data, then its input decisions (DMN 1.5, 10.4)."""

    key: Key
    signature: Signature
    parameters: tuple[Key, ...]
    outputs: tuple[Key, ...]


@dataclass(slots=True)
class Program:
    """All elements that a model can reach, as read and compiled, with the types and member names of each
    model."""

    elements: dict[Key, Element] = field(default_factory=dict)
    inputs: dict[Key, CompiledInput] = field(default_factory=dict)
    decisions: dict[Key, CompiledDecision] = field(default_factory=dict)
    knowledge: dict[Key, CompiledKnowledge] = field(default_factory=dict)
    services: dict[Key, CompiledService] = field(default_factory=dict)
    types: dict[str, Types] = field(default_factory=dict)
    members: frozenset[str] = frozenset()

    def include(self, other: Program) -> None:
        """Take in everything of an imported model."""
        self.elements |= other.elements
        self.inputs |= other.inputs
        self.decisions |= other.decisions
        self.knowledge |= other.knowledge
        self.services |= other.services
        self.types |= other.types
        self.members |= other.members
