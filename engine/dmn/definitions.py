"""The elements of a decision model as data (DMN 1.5, chapters 6 and 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.dmn.expressions import Expression, FunctionDefinition, Tests, TypeRef, Variable
from engine.dmn.faults import Place, UnknownDecisionError

if TYPE_CHECKING:
    from engine.dmn.program import Program


class Key(NamedTuple):
    """The identity of an element over all models: its namespace and its id, or its name when it has no id."""

    namespace: str
    id: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an element of this model or of an import, as written: `#id` or `namespace#id`."""

    target: Key
    place: Place


@dataclass(frozen=True, slots=True)
class InputData:
    """A value that comes from outside."""

    key: Key
    name: str
    variable: Variable
    place: Place


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: what it needs to know, and its logic.

    `version_tag` is Zeebe's, by which a business rule task may bind. `logic` is None when it was left
    unspecified: the decision is null then.
    """

    key: Key
    name: str
    variable: Variable
    information: tuple[Reference, ...]
    knowledge: tuple[Reference, ...]
    logic: Expression | None
    version_tag: str | None
    place: Place

    @property
    def id(self) -> str:
        """The id, or the name when it has none."""
        return self.key.id


@dataclass(frozen=True, slots=True)
class BusinessKnowledgeModel:
    """A function that decisions and other functions may call."""

    key: Key
    name: str
    variable: Variable
    knowledge: tuple[Reference, ...]
    logic: FunctionDefinition | None
    place: Place


@dataclass(frozen=True, slots=True)
class DecisionService:
    """Decisions behind an interface: input data and input decisions go in, output decisions come out."""

    key: Key
    name: str
    variable: Variable
    outputs: tuple[Reference, ...]
    encapsulated: tuple[Reference, ...]
    input_decisions: tuple[Reference, ...]
    input_data: tuple[Reference, ...]
    place: Place

    @property
    def id(self) -> str:
        """The id, or the name when it has none."""
        return self.key.id


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """The type of a function."""

    parameters: tuple[Variable, ...]
    returns: TypeRef | None


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A type of the designer's: a reference, a structure of components, or a function; possibly many of it.

    `allowed` constrains each value, `constraint` (DMN 1.5) the value as a whole, which differs for
    collections.
    """

    name: str
    type_ref: TypeRef | None
    components: tuple[ItemDefinition, ...]
    function: FunctionItem | None
    is_collection: bool
    allowed: Tests | None
    constraint: Tests | None
    place: Place


@dataclass(frozen=True, slots=True)
class Import:
    """An import of another decision model under a name; an empty name brings its elements in unqualified."""

    name: str
    namespace: str
    place: Place


Element = InputData | Decision | BusinessKnowledgeModel | DecisionService


@dataclass(frozen=True, slots=True)
class Model:
    """A decision model that was read, checked and compiled; nothing of it changes, so that threads may
    share it.

    The mappings are keyed by id, or by name for an element without id.
    """

    namespace: str
    name: str
    decisions: Mapping[str, Decision]
    decision_services: Mapping[str, DecisionService]
    business_knowledge_models: Mapping[str, BusinessKnowledgeModel]
    input_data: Mapping[str, InputData]
    item_definitions: Mapping[str, ItemDefinition]
    imports: tuple[Import, ...]
    imported: tuple[Model, ...] = field(repr=False)
    program: Program = field(repr=False, compare=False)

    def find(self, id_or_name: str) -> Decision | DecisionService | BusinessKnowledgeModel:
        """What of that id, else of that name, can be evaluated.

        Raises:
            UnknownDecisionError: there is none.
        """
        found: dict[str, Decision | DecisionService | BusinessKnowledgeModel] = {
            **self.business_knowledge_models,
            **self.decision_services,
            **self.decisions,
        }
        if id_or_name in found:
            return found[id_or_name]
        for element in reversed(found.values()):
            if element.name == id_or_name:
                return element
        raise UnknownDecisionError(self.name, id_or_name, list(found))
