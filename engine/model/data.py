"""Data of BPMN 2.0.2, clause 10.4: objects, stores, inputs, outputs, associations."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel import Expression
from engine.model.extensions import Properties


@dataclass(frozen=True, slots=True)
class DataObject:
    """A variable of its scope, named by the data object's id."""

    id: str
    name: str | None
    line: int
    is_collection: bool
    properties: Properties


@dataclass(frozen=True, slots=True)
class DataStore:
    """A store that outlives instances, by id."""

    id: str
    name: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """`source` is evaluated into the dotted path `target`."""

    source: Expression
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataAssociation:
    """Copies `source` to `target` (names of variables), or applies a transformation or assignments."""

    sources: tuple[str, ...]
    target: str | None
    transformation: Expression | None = None
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class DataItem:
    """A data input or output; `optional` where its set says so."""

    id: str
    name: str | None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class InputOutput:
    """Inputs become locals of the activity, outputs leave it through their associations."""

    inputs: tuple[DataItem, ...] = ()
    outputs: tuple[DataItem, ...] = ()
    input_associations: tuple[DataAssociation, ...] = ()
    output_associations: tuple[DataAssociation, ...] = ()
